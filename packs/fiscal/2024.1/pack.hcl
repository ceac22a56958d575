# 财政比率与债务率:定义取自二手来源(债务数据商的公开界面),与通行用法一致;等级界限未见官方原文。

pack "财政比率与债务率" {
  code       = "fiscal"
  version    = "2024.1"
  basis      = "地方财政与债务数据的通行口径（二手）；国办函〔2016〕88号"
  valid_from = "2016-11-14"
  certainty  = example
  note       = "债务等级用公开的法定债务计算；官方评定含隐性债务且不公布，两者不能混用。等级界限、偿债备付率界限未见原文，为二手或示例。"
}

choices "债务风险等级" {
  code = "debt_band"
  options = {
    red    = "红"
    orange = "橙"
    yellow = "黄"
    green  = "绿"
  }
}

choices "偿债备付等级" {
  code = "cover_band"
  options = {
    short    = "不足"
    warning  = "预警"
    adequate = "充足"
  }
}

parameter "红色债务率下限" {
  code       = "red_from"
  unit       = "%"
  definition = "含本数（推断）"
  value {
    value      = 300
    valid_from = "2016-11-14"
    issuer     = "公开报道"
    document   = "债务率红橙黄绿分档"
    certainty  = secondary
    note       = "界限是否含本数为推断"
  }
}

parameter "橙色债务率下限" {
  code       = "orange_from"
  unit       = "%"
  definition = "含本数（推断）"
  value {
    value      = 200
    valid_from = "2016-11-14"
    issuer     = "公开报道"
    document   = "债务率红橙黄绿分档"
    certainty  = secondary
    note       = "界限是否含本数为推断"
  }
}

parameter "黄色债务率下限" {
  code       = "yellow_from"
  unit       = "%"
  definition = "含本数（推断）"
  value {
    value      = 120
    valid_from = "2016-11-14"
    issuer     = "公开报道"
    document   = "债务率红橙黄绿分档"
    certainty  = secondary
    note       = "界限是否含本数为推断"
  }
}

parameter "财政重整付息比例" {
  code       = "restructuring_share"
  unit       = "%"
  definition = "付息支出占相应预算支出的比例超过此数的，启动财政重整"
  value {
    value      = 10
    valid_from = "2016-11-14"
    issuer     = "国务院办公厅"
    document   = "国办函〔2016〕88号"
    certainty  = secondary
    note       = "未见原文，按通行引用"
  }
}

parameter "偿债备付率预警线" {
  code = "cover_warning"
  unit = "倍"
  value {
    value      = 1.2
    valid_from = "2016-11-14"
    issuer     = "示例"
    document   = "常见做法，未见原文"
    certainty  = example
  }
}

parameter "偿债备付率底线" {
  code = "cover_least"
  unit = "倍"
  value {
    value      = 1
    valid_from = "2016-11-14"
    issuer     = "示例"
    document   = "常见做法，未见原文"
    certainty  = example
  }
}

register "县级财政账" {
  code       = "county_budget"
  class      = public
  basis      = "财政决算和债务公开表"
  cycle      = year
  key        = [县]
  definition = "每县每年一行，亿元；没有公开的空着，不填 0"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "地区生产总值" {
    code       = "gdp"
    type       = money
    unit       = "亿元"
    min        = 0
    definition = "现价，与统计公报一致"
  }
  field "一般公共预算收入" {
    code     = "budget_revenue"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }
  field "税收收入" {
    code = "tax_revenue"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "一般公共预算支出" {
    code     = "budget_expenditure"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }
  field "转移性收入" {
    code       = "transfers"
    type       = money
    unit       = "亿元"
    min        = 0
    definition = "一般公共预算口径"
  }
  field "政府性基金收入" {
    code = "fund_revenue"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "政府性基金支出" {
    code = "fund_expenditure"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "国有资本经营收入" {
    code = "state_capital_revenue"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "一般债务余额" {
    code = "general_debt"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "专项债务余额" {
    code = "special_debt"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "城投有息债务" {
    code       = "platform_debt"
    type       = money
    class      = internal
    unit       = "亿元"
    min        = 0
    definition = "只用于宽口径，不是政府债务"
  }
  field "一般债务付息支出" {
    code = "general_interest"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "专项债务付息支出" {
    code = "special_interest"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "偿债资金" {
    code       = "repayment_funds"
    type       = money
    class      = internal
    unit       = "亿元"
    min        = 0
    definition = "当年可用于偿还到期债务本息的资金"
  }
  field "到期债务本息" {
    code  = "due"
    type  = money
    class = internal
    unit  = "亿元"
    min   = 0
  }

  rule "税收收入不大于一般公共预算收入" {
    code     = "tax_within_revenue"
    check    = 税收收入 <= 一般公共预算收入
    strength = refuse
  }
}

formula "财政自给率" {
  code         = "self_sufficiency"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = 一般公共预算收入 / 一般公共预算支出
  when_missing = missing
  basis        = "通行口径：一般公共预算收入与支出之比"
}

formula "税收占比" {
  code         = "tax_share"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = 税收收入 / 一般公共预算收入
  when_missing = missing
  basis        = "通行口径：税收收入占一般公共预算收入的比重"
}

formula "综合财力" {
  code         = "fiscal_capacity"
  subject      = 县级财政账
  cycle        = year
  unit         = "亿元"
  value        = 一般公共预算收入 + first_known(转移性收入, 0) + first_known(政府性基金收入, 0) + first_known(国有资本经营收入, 0)
  when_missing = missing
  basis        = "通行口径：一般公共预算收入、转移性收入、政府性基金收入、国有资本经营收入之和"
  definition   = "没有公开的部分按零计，结果可能低估，看“综合财力未公开项数”"
}

formula "综合财力未公开项数" {
  code         = "capacity_parts_missing"
  subject      = 县级财政账
  cycle        = year
  unit         = "项"
  value        = (is_missing(转移性收入) ? quantity(1, "项") : 0) + (is_missing(政府性基金收入) ? quantity(1, "项") : 0) + (is_missing(国有资本经营收入) ? quantity(1, "项") : 0)
  when_missing = missing
  basis        = "通行口径：未公开的部分按零计，须提示可能低估"
}

formula "债务余额" {
  code         = "debt"
  subject      = 县级财政账
  cycle        = year
  unit         = "亿元"
  value        = 一般债务余额 + 专项债务余额
  when_missing = missing
  basis        = "地方政府债务余额为一般债务与专项债务之和"
}

formula "债务率" {
  code         = "debt_ratio"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = 债务余额 / 综合财力
  when_missing = missing
  basis        = "通行口径：地方政府债务余额与综合财力之比"
  definition   = "综合财力有未公开的部分时，债务率可能高估"
}

formula "宽口径债务率" {
  code         = "debt_ratio_wide"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = (债务余额 + 城投有息债务) / 综合财力
  when_missing = missing
  basis        = "债务数据商口径：债务余额加城投有息债务，与综合财力之比"
}

formula "负债率" {
  code         = "debt_to_gdp"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = 债务余额 / 地区生产总值
  when_missing = missing
  basis        = "通行口径：地方政府债务余额与地区生产总值之比"
}

formula "宽口径负债率" {
  code         = "debt_to_gdp_wide"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = (债务余额 + 城投有息债务) / 地区生产总值
  when_missing = missing
  basis        = "债务数据商口径：债务余额加城投有息债务，与地区生产总值之比"
}

formula "利息支出率" {
  code         = "interest_ratio"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = (一般债务付息支出 + 专项债务付息支出) / (政府性基金收入 + 一般公共预算收入)
  when_missing = missing
  basis        = "通行口径：债券付息额与政府性基金收入、一般公共预算收入之和的比"
}

formula "财政赤字率" {
  code         = "deficit_ratio"
  subject      = 县级财政账
  cycle        = year
  unit         = "%"
  value        = (一般公共预算支出 - 一般公共预算收入) / 地区生产总值
  when_missing = missing
  basis        = "通行口径：收支差额与地区生产总值之比"
}

formula "财政支出弹性" {
  code         = "expenditure_elasticity"
  subject      = 县级财政账
  cycle        = year
  unit         = "倍"
  value        = (一般公共预算支出 / last_year(一般公共预算支出) - 1) / (地区生产总值 / last_year(地区生产总值) - 1)
  when_missing = missing
  basis        = "通行口径：财政支出增速与地区生产总值增速之比"
}

formula "债务等级" {
  code         = "band"
  subject      = 县级财政账
  cycle        = year
  type         = choice
  choices      = 债务风险等级
  value        = 债务率 >= parameter.红色债务率下限 ? "红" : (债务率 >= parameter.橙色债务率下限 ? "橙" : (债务率 >= parameter.黄色债务率下限 ? "黄" : "绿"))
  when_missing = missing
  basis        = "债务率红橙黄绿分档（二手）"
  definition   = "用公开的法定债务计算，不是官方评定的等级"
}

formula "一般债务触发财政重整" {
  code         = "general_restructuring"
  subject      = 县级财政账
  cycle        = year
  type         = flag
  value        = 一般债务付息支出 / 一般公共预算支出 > parameter.财政重整付息比例
  when_missing = missing
  basis        = "国办函〔2016〕88号（二手）"
}

formula "专项债务触发财政重整" {
  code         = "special_restructuring"
  subject      = 县级财政账
  cycle        = year
  type         = flag
  value        = 专项债务付息支出 / 政府性基金支出 > parameter.财政重整付息比例
  when_missing = missing
  basis        = "国办函〔2016〕88号（二手）"
}

formula "偿债备付率" {
  code         = "debt_cover"
  subject      = 县级财政账
  cycle        = year
  unit         = "倍"
  value        = 偿债资金 / 到期债务本息
  when_missing = missing
  basis        = "偿债资金与到期债务本息之比"
}

formula "偿债备付预警" {
  code         = "cover_state"
  subject      = 县级财政账
  cycle        = year
  type         = choice
  choices      = 偿债备付等级
  value        = 偿债备付率 < parameter.偿债备付率底线 ? "不足" : (偿债备付率 < parameter.偿债备付率预警线 ? "预警" : "充足")
  when_missing = missing
  basis        = "示例"
}
