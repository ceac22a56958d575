# 周口市断面生态补偿:分档和金额取自公开报道,原文未见。

pack "周口断面生态补偿" {
  code       = "river_compensation_zhoukou"
  version    = "2019.2"
  basis      = "周口市水环境生态补偿办法（公开报道）"
  valid_from = "2019-01-01"
  certainty  = secondary
  note       = "分档、金额为二手；生效日期未见原文，示意取 2019-01-01；倍数恰为分档界限时归低档为推断；扣缴的资金补给下游县为推断，原文未见。"
}

table "扣缴基数" {
  code         = "charge_base"
  operand_unit = "倍"
  unit         = "万元"
  reading      = above
  definition   = "按超标倍数，每个断面每月"
  version {
    rows       = [[2, 200], [1.5, 100], [1, 50], [0.5, 25], [0.1, 10]]
    otherwise  = 0
    valid_from = "2019-01-01"
    issuer     = "周口市（公开报道）"
    document   = "水环境生态补偿办法"
    certainty  = secondary
    note       = "界限归属为推断"
  }
}

register "断面月报" {
  code       = "section_month"
  basis      = "周口市水环境生态补偿办法（公开报道）"
  cycle      = month
  key        = [断面]
  definition = "每断面每月一行；断流的月份不填"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "责任县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "下游县" {
    code       = "downstream"
    type       = place
    level      = county
    required   = true
    definition = "收补偿的县"
  }
  field "超标倍数" {
    code       = "exceed_multiple"
    type       = number
    unit       = "倍"
    min        = 0
    definition = "实测浓度超过目标浓度的倍数，超标最重的因子"
  }
}

formula "断面扣缴金额" {
  code         = "charge"
  subject      = 断面月报
  cycle        = month
  unit         = "万元"
  value        = lookup(扣缴基数, 超标倍数) * (1 + in_unit(超标倍数, "倍"))
  when_missing = missing
  basis        = "周口市水环境生态补偿办法（公开报道）"
  place        = 责任县
  definition   = "上游责任县缴纳，补给下游县"
}
