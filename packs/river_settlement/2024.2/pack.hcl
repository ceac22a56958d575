# 流域横向生态补偿的年度结算:各断面应补偿金额取自各补偿机制包,这里不再登记;结算专户和次序为示例。

pack "流域生态补偿结算" {
  code       = "river_settlement"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(三)2；山东省《关于建立流域横向生态补偿机制的指导意见》"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "经市级结算专户、先缴后拨、相抵后按净额结算为示例，应按协议改写。省对市、省际的收付只为记清，是否经市级专户以协议为准。"
}

role "生态环境部门" {
  code = "environment"
}

role "财政部门" {
  code = "finance"
}

register "结算方" {
  code       = "party"
  basis      = "流域横向生态补偿协议"
  cycle      = standing
  key        = [名称]
  definition = "补偿的付方和收方：每县一行，另有省、市和外省"

  field "名称" {
    code       = "name"
    type       = text
    required   = true
    definition = "县（市、区）写行政区名称"
  }
  field "所在县" {
    code       = "county"
    type       = place
    level      = county
    definition = "省、市和外省不填"
  }
}

register "断面年度补偿" {
  code       = "section_year"
  basis      = "流域横向生态补偿协议"
  cycle      = year
  key        = [断面]
  definition = "没有补偿机制包核算的协议断面，登记全年应补偿金额；正数由下游补上游，负数由上游补下游"

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

register "补偿结算行" {
  code       = "settlement_line"
  basis      = "流域横向生态补偿协议"
  cycle      = year
  key        = [断面, 付方, 收方]
  definition = "每个断面全年由谁付给谁多少，取自各补偿机制包的核算结果，各月相加"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "付方" {
    code     = "payer"
    type     = reference
    register = 结算方
    required = true
  }
  field "收方" {
    code     = "receiver"
    type     = reference
    register = 结算方
    required = true
  }
  field "金额" {
    code     = "amount"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "来源" {
    code     = "source"
    type     = text
    required = true
  }

  intake "山东县际断面：上游县" {
    code     = "shandong_upstream"
    pack     = "river_compensation_shandong"
    register = "section_year"
    value    = "upstream_receives"
    fields   = { 断面 = "section", 付方 = "downstream", 收方 = "upstream" }
    fixed    = { 来源 = "山东县际流域横向补偿" }
    amount   = 金额
    swap     = [付方, 收方]
  }
  intake "山东县际断面：界河对岸县" {
    code     = "shandong_opposite"
    pack     = "river_compensation_shandong"
    register = "section_year"
    value    = "opposite_receives"
    fields   = { 断面 = "section", 付方 = "downstream", 收方 = "opposite" }
    fixed    = { 来源 = "山东县际流域横向补偿" }
    amount   = 金额
    swap     = [付方, 收方]
  }
  intake "山东省对市年度补偿" {
    code     = "shandong_city"
    pack     = "river_compensation_shandong"
    register = "component_year"
    value    = "amount"
    fields   = { 断面 = "component" }
    fixed    = { 付方 = "山东省", 收方 = "市级", 来源 = "鲁政办字〔2019〕44号" }
    amount   = 金额
    swap     = [付方, 收方]
  }
  intake "鲁豫黄河断面" {
    code     = "shandong_henan"
    pack     = "river_compensation_shandong_henan"
    register = "section_year"
    value    = "compensation"
    fields   = { 断面 = "section" }
    fixed    = { 付方 = "山东省", 收方 = "河南省", 来源 = "鲁豫黄河横向生态补偿" }
    amount   = 金额
    swap     = [付方, 收方]
  }
  intake "按超标倍数扣缴的断面" {
    code     = "zhoukou"
    pack     = "river_compensation_zhoukou"
    register = "section_month"
    value    = "charge"
    fields   = { 断面 = "section", 付方 = "county", 收方 = "downstream" }
    fixed    = { 来源 = "周口断面生态补偿" }
    amount   = 金额
  }
  intake "按通量补偿的断面" {
    code     = "taihu"
    pack     = "river_compensation_taihu"
    register = "section_flux"
    value    = "compensation"
    fields   = { 断面 = "section", 付方 = "upstream", 收方 = "downstream" }
    fixed    = { 来源 = "太湖流域通量补偿" }
    amount   = 金额
    swap     = [付方, 收方]
  }
  intake "其他协议断面" {
    code     = "other"
    pack     = "river_settlement"
    register = "section_year"
    value    = "amount"
    fields   = { 断面 = "section", 付方 = "downstream", 收方 = "upstream" }
    fixed    = { 来源 = "断面年度补偿" }
    amount   = 金额
    swap     = [付方, 收方]
  }
}

formula "结算方应收" {
  code         = "party_receivable"
  subject      = 结算方
  cycle        = year
  unit         = "万元"
  value        = sum_rows(补偿结算行.收方, 金额)
  when_missing = missing
  basis        = "流域横向生态补偿协议"
}

formula "结算方应付" {
  code         = "party_payable"
  subject      = 结算方
  cycle        = year
  unit         = "万元"
  value        = sum_rows(补偿结算行.付方, 金额)
  when_missing = missing
  basis        = "流域横向生态补偿协议"
}

formula "应收补偿" {
  code         = "receivable"
  subject      = county
  cycle        = year
  unit         = "万元"
  value        = sum_rows(结算方.所在县, 结算方应收)
  when_missing = missing
  basis        = "流域横向生态补偿协议：水质好于基准的下游补上游，差于基准的上游补下游"
}

formula "应付补偿" {
  code         = "payable"
  subject      = county
  cycle        = year
  unit         = "万元"
  value        = sum_rows(结算方.所在县, 结算方应付)
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

formula "省市净应缴" {
  code         = "other_net_payable"
  subject      = 结算方
  cycle        = year
  unit         = "万元"
  value        = is_missing(所在县) ? max(结算方应付 - 结算方应收, 0) : 0
  when_missing = missing
  basis        = "示例：相抵后按净额结算"
  definition   = "县（市、区）按县核算，这里为 0"
}

formula "省市净应拨" {
  code         = "other_net_receivable"
  subject      = 结算方
  cycle        = year
  unit         = "万元"
  value        = is_missing(所在县) ? max(结算方应收 - 结算方应付, 0) : 0
  when_missing = missing
  basis        = "示例：相抵后按净额结算"
  definition   = "县（市、区）按县核算，这里为 0"
}

ledger "补偿资金账本" {
  code         = "fund"
  basis        = "山东省《关于建立流域横向生态补偿机制的指导意见》"
  closing_role = 财政部门
  definition   = "每年一次结算：净应缴的缴入结算专户，再从专户拨给净应拨的，结清后专户余额为零"

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
  account "省市财政" {
    code       = "other"
    holder     = agency
    definition = "省、市和外省；负数为累计净付出"
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
  entry "省市缴入专户" {
    code        = "other_pay_in"
    basis       = "流域横向生态补偿协议"
    from        = [省市财政]
    to          = [结算专户]
    amount      = 省市净应缴
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
  entry "专户拨省市" {
    code        = "other_pay_out"
    basis       = "流域横向生态补偿协议"
    from        = [结算专户]
    to          = [省市财政]
    amount      = 省市净应拨
    role        = 生态环境部门
    second_role = 财政部门
    document    = true
  }
}
