# 山东河南黄河横向补偿:基准和单价取自公开报道,协议原文未见。

pack "鲁豫黄河横向生态补偿" {
  code       = "river_compensation_shandong_henan"
  version    = "2021.1"
  basis      = "山东省、河南省黄河流域横向生态保护补偿协议（公开报道）"
  valid_from = "2021-01-01"
  valid_to   = "2022-12-31"
  certainty  = secondary
  note       = "第一轮（2021—2022年）。封顶 4000 万元是按三项因子合计还是逐项，原文未见，这里按合计，为推断。"
}

parameter "水质类别单价" {
  code       = "class_price"
  unit       = "万元"
  definition = "年均水质每高于或低于基准一个类别"
  value {
    value      = 6000
    valid_from = "2021-01-01"
    issuer     = "山东省、河南省（公开报道）"
    document   = "黄河流域横向生态保护补偿协议"
    certainty  = secondary
  }
}

parameter "基准水质类别" {
  code       = "class_baseline"
  unit       = "无量纲"
  definition = "Ⅲ类"
  value {
    value      = 3
    valid_from = "2021-01-01"
    issuer     = "山东省、河南省（公开报道）"
    document   = "黄河流域横向生态保护补偿协议"
    certainty  = secondary
  }
}

parameter "因子单价" {
  code       = "factor_price"
  unit       = "万元"
  definition = "关键污染物年均浓度每变化 1 个百分点"
  value {
    value      = 100
    valid_from = "2021-01-01"
    issuer     = "山东省、河南省（公开报道）"
    document   = "黄河流域横向生态保护补偿协议"
    certainty  = secondary
  }
}

parameter "因子补偿封顶" {
  code       = "factor_cap"
  unit       = "万元"
  definition = "三项因子合计"
  value {
    value      = 4000
    valid_from = "2021-01-01"
    issuer     = "山东省、河南省（公开报道）"
    document   = "黄河流域横向生态保护补偿协议"
    certainty  = secondary
  }
}

register "年度断面水质" {
  code       = "section_year"
  basis      = "山东省、河南省黄河流域横向生态保护补偿协议（公开报道）"
  cycle      = year
  key        = [断面]
  definition = "每断面每年一行，年均值"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "年均水质类别" {
    code       = "class"
    type       = number
    unit       = "无量纲"
    min        = 1
    max        = 6
    decimals   = 0
    definition = "劣五类为 6"
  }
  field "本年化学需氧量" {
    code = "cod"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "上年化学需氧量" {
    code = "cod_before"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "本年氨氮" {
    code = "ammonia"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "上年氨氮" {
    code = "ammonia_before"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "本年总磷" {
    code = "phosphorus"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "上年总磷" {
    code = "phosphorus_before"
    type = number
    unit = "mg/L"
    min  = 0
  }
}

formula "水质基本补偿" {
  code         = "class_compensation"
  subject      = 年度断面水质
  cycle        = year
  unit         = "万元"
  value        = (parameter.基准水质类别 - 年均水质类别) * parameter.水质类别单价
  when_missing = missing
  basis        = "山东省、河南省黄河流域横向生态保护补偿协议（公开报道）"
  definition   = "正数由下游山东补上游河南，负数相反"
}

formula "因子改善百分点" {
  code         = "factor_improvement"
  subject      = 年度断面水质
  cycle        = year
  unit         = "%"
  value        = (1 - 本年化学需氧量 / 上年化学需氧量) + (1 - 本年氨氮 / 上年氨氮) + (1 - 本年总磷 / 上年总磷)
  when_missing = missing
  basis        = "山东省、河南省黄河流域横向生态保护补偿协议（公开报道）"
  definition   = "三项年均浓度同比下降的百分点合计，上升为负"
}

formula "水质变化补偿" {
  code         = "factor_compensation"
  subject      = 年度断面水质
  cycle        = year
  unit         = "万元"
  value        = max(min(in_unit(因子改善百分点, "%") * parameter.因子单价, parameter.因子补偿封顶), 0 - parameter.因子补偿封顶)
  when_missing = missing
  basis        = "山东省、河南省黄河流域横向生态保护补偿协议（公开报道）"
}

formula "应补偿金额" {
  code         = "compensation"
  subject      = 年度断面水质
  cycle        = year
  unit         = "万元"
  value        = 水质基本补偿 + 水质变化补偿
  when_missing = missing
  basis        = "山东省、河南省黄河流域横向生态保护补偿协议（公开报道）"
  definition   = "正数由下游山东补上游河南，负数相反"
}
