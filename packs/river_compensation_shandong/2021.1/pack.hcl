# 山东县际流域横向补偿:基线、每年不少于 1000 万元、界河两岸均摊取自公开报道的指导意见;举证无责为借鉴江苏做法,示例。

pack "山东县际流域横向补偿" {
  code       = "river_compensation_shandong"
  version    = "2021.1"
  basis      = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  valid_from = "2021-01-01"
  certainty  = example
  note       = "基线、每断面每年不少于 1000 万元、界河均摊来自公开报道，意见原文未见；上游举证无责免予补偿借鉴江苏做法，本省是否适用未见规定，为示例。2019 年省对市补偿只验证合计，分项名称未见。"
}

parameter "断面年补偿金额下限" {
  code       = "agreement_least"
  unit       = "万元"
  definition = "每个断面协议约定的年补偿金额不低于此数"
  value {
    value      = 1000
    valid_from = "2021-01-01"
    issuer     = "山东省（公开报道）"
    document   = "关于建立流域横向生态补偿机制的指导意见"
    certainty  = secondary
  }
}

parameter "界河每岸分担比例" {
  code       = "bank_share"
  unit       = "%"
  definition = "界河断面由两岸均摊，或由上级裁定；这里按均摊"
  value {
    value      = 50
    valid_from = "2021-01-01"
    issuer     = "山东省（公开报道）"
    document   = "关于建立流域横向生态补偿机制的指导意见"
    certainty  = secondary
  }
}

register "县际断面年度考核" {
  code       = "section_year"
  basis      = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  cycle      = year
  key        = [断面]
  definition = "每断面每年一行，年均水质类别"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "上游县" {
    code       = "upstream"
    type       = place
    level      = county
    required   = true
    definition = "界河断面填左岸县"
  }
  field "下游县" {
    code     = "downstream"
    type     = place
    level    = county
    required = true
  }
  field "界河对岸县" {
    code       = "opposite"
    type       = place
    level      = county
    definition = "不是界河的不填"
  }
  field "目标类别" {
    code       = "target_class"
    type       = number
    unit       = "无量纲"
    min        = 1
    max        = 6
    decimals   = 0
    required   = true
    definition = "劣五类为 6"
  }
  field "年均类别" {
    code       = "actual_class"
    type       = number
    unit       = "无量纲"
    min        = 1
    max        = 6
    decimals   = 0
    definition = "劣五类为 6"
  }
  field "协议年补偿金额" {
    code     = "agreed"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "是界河" {
    code     = "is_boundary"
    type     = flag
    required = true
  }
  field "上游已证明无责" {
    code       = "is_blameless"
    type       = flag
    required   = true
    definition = "入境水质已超标等，经上级生态环境部门认定"
  }
}

register "省对市年度补偿分项" {
  code       = "component_year"
  basis      = "鲁政办字〔2019〕44号"
  cycle      = year
  key        = [分项]
  definition = "正数为省补市，负数为市缴省"

  field "分项" {
    code     = "component"
    type     = text
    required = true
  }
  field "金额" {
    code     = "amount"
    type     = money
    unit     = "万元"
    required = true
  }
}

formula "协议金额低于下限的差额" {
  code         = "agreement_gap"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = max(parameter.断面年补偿金额下限 - 协议年补偿金额, 0)
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  definition   = "大于 0 的，协议须补足"
}

formula "断面补偿" {
  code         = "section_compensation"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = 年均类别 <= 目标类别 ? 协议年补偿金额 : (上游已证明无责 ? 0 : 0 - 协议年补偿金额)
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  definition   = "达到目标的，下游补上游，为正；没有达到的，上游补下游，为负；上游已证明无责的，不补（示例）"
}

formula "上游县所得" {
  code         = "upstream_receives"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = 是界河 ? 断面补偿 * in_unit(parameter.界河每岸分担比例, "%") / 100 : 断面补偿
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  definition   = "界河断面的上游县是一岸，两岸均摊"
}

formula "界河对岸县所得" {
  code         = "opposite_receives"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = 断面补偿 - 上游县所得
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
}

formula "全省补偿合计" {
  code         = "component_sum"
  subject      = 省对市年度补偿分项
  cycle        = year
  unit         = "万元"
  value        = sum(all, 金额)
  when_missing = missing
  basis        = "鲁政办字〔2019〕44号"
  definition   = "各分项相抵后省补市的净额"
}
