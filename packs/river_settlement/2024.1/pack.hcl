# 流域横向生态补偿的年度结算:各断面应补偿金额由各补偿机制包核算,这里只结算;结算专户和次序为示例。

pack "流域生态补偿结算" {
  code       = "river_settlement"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 三(三)2；山东省《关于建立流域横向生态补偿机制的指导意见》"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "断面金额由补偿机制包核算后登记；经市级结算专户、先缴后拨、相抵后按净额结算为示例，应按协议改写。"
}

role "生态环境部门" {
  code = "environment"
}

role "财政部门" {
  code = "finance"
}

register "断面年度补偿" {
  code       = "section_year"
  basis      = "流域横向生态补偿协议"
  cycle      = year
  key        = [断面]
  definition = "每个断面全年应补偿金额；正数由下游补上游，负数由上游补下游"

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
  field "应补偿金额" {
    code     = "amount"
    type     = money
    unit     = "万元"
    required = true
  }
  rule "上下游不是同一个县" {
    code     = "two_counties"
    check    = 上游县 != 下游县
    strength = refuse
  }
}

formula "应收补偿" {
  code         = "receivable"
  subject      = county
  cycle        = year
  unit         = "万元"
  value        = sum_rows(断面年度补偿.上游县, max(应补偿金额, 0)) + sum_rows(断面年度补偿.下游县, max(0 - 应补偿金额, 0))
  when_missing = missing
  basis        = "流域横向生态补偿协议：水质好于基准的下游补上游，差于基准的上游补下游"
}

formula "应付补偿" {
  code         = "payable"
  subject      = county
  cycle        = year
  unit         = "万元"
  value        = sum_rows(断面年度补偿.下游县, max(应补偿金额, 0)) + sum_rows(断面年度补偿.上游县, max(0 - 应补偿金额, 0))
  when_missing = missing
  basis        = "流域横向生态补偿协议：水质好于基准的下游补上游，差于基准的上游补下游"
}

formula "净应缴" {
  code         = "net_payable"
  subject      = county
  cycle        = year
  unit         = "万元"
  value        = max(应付补偿 - 应收补偿, 0)
  when_missing = missing
  basis        = "示例：相抵后按净额结算"
}

formula "净应拨" {
  code         = "net_receivable"
  subject      = county
  cycle        = year
  unit         = "万元"
  value        = max(应收补偿 - 应付补偿, 0)
  when_missing = missing
  basis        = "示例：相抵后按净额结算"
}

ledger "补偿资金账本" {
  code         = "fund"
  basis        = "山东省《关于建立流域横向生态补偿机制的指导意见》"
  closing_role = 财政部门
  definition   = "每年一次结算：净应缴的县缴入结算专户，再从专户拨给净应拨的县，结清后专户余额为零"

  asset "补偿资金" {
    code     = "money"
    unit     = "万元"
    decimals = 4
    vintage  = year
  }

  account "县级财政" {
    code       = "county"
    holder     = county
    definition = "负数为累计净付出"
  }
  account "结算专户" {
    code   = "clearing"
    holder = one
    min    = 0
  }

  entry "缴入专户" {
    code        = "pay_in"
    basis       = "流域横向生态补偿协议"
    from        = [县级财政]
    to          = [结算专户]
    amount      = 净应缴
    amount_of   = from
    role        = 生态环境部门
    second_role = 财政部门
    document    = true
  }
  entry "专户拨付" {
    code        = "pay_out"
    basis       = "流域横向生态补偿协议"
    from        = [结算专户]
    to          = [县级财政]
    amount      = 净应拨
    role        = 生态环境部门
    second_role = 财政部门
    document    = true
  }
}
