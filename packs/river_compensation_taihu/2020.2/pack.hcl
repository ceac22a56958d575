# 太湖流域通量补偿:单价取自公开报道,原文未见。

pack "太湖流域通量补偿" {
  code       = "river_compensation_taihu"
  version    = "2020.2"
  basis      = "镇江市太湖流域水环境区域补偿办法（公开报道）"
  valid_from = "2020-01-01"
  certainty  = secondary
  note       = "单价为二手；生效日期未见原文，示意取 2020-01-01；两县之间直接结清为推断。"
}

parameter "高锰酸盐指数单价" {
  code = "permanganate_price"
  unit = "万元/t"
  value {
    value      = 1.5
    valid_from = "2020-01-01"
    issuer     = "镇江市（公开报道）"
    document   = "太湖流域水环境区域补偿办法"
    certainty  = secondary
  }
}

parameter "氨氮单价" {
  code = "ammonia_price"
  unit = "万元/t"
  value {
    value      = 10
    valid_from = "2020-01-01"
    issuer     = "镇江市（公开报道）"
    document   = "太湖流域水环境区域补偿办法"
    certainty  = secondary
  }
}

parameter "总磷单价" {
  code = "phosphorus_price"
  unit = "万元/t"
  value {
    value      = 10
    valid_from = "2020-01-01"
    issuer     = "镇江市（公开报道）"
    document   = "太湖流域水环境区域补偿办法"
    certainty  = secondary
  }
}

register "断面月通量" {
  code       = "section_flux"
  basis      = "镇江市太湖流域水环境区域补偿办法（公开报道）"
  cycle      = month
  key        = [断面]
  definition = "每断面每月一行"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "上游县" {
    code     = "upstream"
    type     = place
    level    = county
    required = true
  }
  field "下游县" {
    code     = "downstream"
    type     = place
    level    = county
    required = true
  }
  field "月水量" {
    code = "flow"
    type = number
    unit = "万m³"
    min  = 0
  }
  field "高锰酸盐指数" {
    code = "permanganate"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "高锰酸盐指数目标" {
    code = "permanganate_target"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "氨氮" {
    code = "ammonia"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "氨氮目标" {
    code = "ammonia_target"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "总磷" {
    code = "phosphorus"
    type = number
    unit = "mg/L"
    min  = 0
  }
  field "总磷目标" {
    code = "phosphorus_target"
    type = number
    unit = "mg/L"
    min  = 0
  }
}

formula "高锰酸盐指数超目标通量" {
  code         = "permanganate_load"
  subject      = 断面月通量
  cycle        = month
  unit         = "t"
  value        = (高锰酸盐指数 - 高锰酸盐指数目标) * 月水量
  when_missing = missing
  basis        = "镇江市太湖流域水环境区域补偿办法（公开报道）"
  definition   = "低于目标为负；mg/L × m³ ÷ 10⁶ = t"
}

formula "氨氮超目标通量" {
  code         = "ammonia_load"
  subject      = 断面月通量
  cycle        = month
  unit         = "t"
  value        = (氨氮 - 氨氮目标) * 月水量
  when_missing = missing
  basis        = "镇江市太湖流域水环境区域补偿办法（公开报道）"
  definition   = "低于目标为负；mg/L × m³ ÷ 10⁶ = t"
}

formula "总磷超目标通量" {
  code         = "phosphorus_load"
  subject      = 断面月通量
  cycle        = month
  unit         = "t"
  value        = (总磷 - 总磷目标) * 月水量
  when_missing = missing
  basis        = "镇江市太湖流域水环境区域补偿办法（公开报道）"
  definition   = "低于目标为负；mg/L × m³ ÷ 10⁶ = t"
}

formula "通量补偿金额" {
  code         = "compensation"
  subject      = 断面月通量
  cycle        = month
  unit         = "万元"
  value        = 高锰酸盐指数超目标通量 * parameter.高锰酸盐指数单价 + 氨氮超目标通量 * parameter.氨氮单价 + 总磷超目标通量 * parameter.总磷单价
  when_missing = missing
  basis        = "镇江市太湖流域水环境区域补偿办法（公开报道）"
  definition   = "正数由上游县缴给下游县，负数由下游县补给上游县"
}
