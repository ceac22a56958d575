# 用水权账本:三类用水权取自水利部 2016 年暂行办法的通行引用,元氏县 2024 年条件为二手来源;
# 农业优先的做法、有效期和等待期为示例。三类用水权的账本、转让和集合竞价都在这里。

pack "用水权账本" {
  code       = "water_right"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(三)2；《水权交易管理暂行办法》（水利部2016年）"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "三类用水权为通行引用，元氏县规则为二手来源，未见原文；农业用水优先、结余回购、等待工作日、集合竞价的安排和资金账户为示例。与 2024.1 相比：每种划转都写明文号，冻结不要，计量扣减写抄表单号，交易的以项目编号为文号。"
}

role "水利部门" {
  code = "water_office"
}

role "水利复核" {
  code = "water_checker"
}

choices "用水权种类" {
  code = "water_kind"
  options = {
    region     = "区域水权"
    intake     = "取水权"
    irrigation = "灌溉用水户水权"
  }
}

parameter "用水权结转年数" {
  code       = "usable_years"
  unit       = "年"
  definition = "当年用水权之后还可用几年，0 即当年有效"
  value {
    value      = 0
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到规定，应按当地办法改写"
  }
}

parameter "区域转让等待工作日" {
  code       = "region_wait_days"
  unit       = "日"
  definition = "区域之间转让，复核后满几个工作日方可生效"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到规定，应按当地办法改写"
  }
}

parameter "冻结最长月数" {
  code       = "hold_months"
  unit       = "月"
  definition = "申报和保证金的冻结最长几个月，到期自动解冻；成交而没有结算的申报冻结到期即退出"
  value {
    value      = 6
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到原文，以当地交易规则为准"
  }
}

register "用水权交易批次" {
  code       = "intake_lot"
  definition = "进场集合竞价的用水权，一批一行"
  basis      = "水利部《水权交易管理暂行办法》（2016）；元氏县2024年规则"
  cycle      = standing
  key        = [批次]
  field "批次" {
    code     = "number"
    type     = text
    required = true
  }
  field "种类" {
    code     = "kind"
    type     = choice
    choices  = 用水权种类
    required = true
  }
  field "年度" {
    code       = "year"
    type       = text
    length     = 4
    required   = true
    definition = "用水权的年度，当年有效，到期的不能申报、不能交收"
  }
  field "有权属证书" {
    code       = "has_certificate"
    type       = flag
    definition = "取水许可证或用水权证；区域水权凭总量控制指标文件，填“是”"
  }
  field "已装计量" {
    code       = "is_metered"
    type       = flag
    definition = "取用水有计量设施"
  }
  field "权证期限年" {
    code = "certificate_years"
    type = number
    unit = "年"
    min  = 0
  }
  field "交易期限年" {
    code = "trade_years"
    type = number
    unit = "年"
    min  = 0
  }
  field "成交价" {
    code       = "price"
    type       = number
    unit       = "元/立方米"
    min        = 0
    definition = "结算时由系统填写"
  }
  field "成交数量" {
    code       = "volume"
    type       = number
    unit       = "立方米"
    min        = 0
    definition = "结算时由系统填写"
  }
  rule "用水权交易须持证并装有计量设施" {
    code     = "metered"
    check    = 有权属证书 && 已装计量
    strength = refuse
  }
  rule "交易期限不能长于权证期限" {
    code     = "term"
    check    = 交易期限年 <= 权证期限年
    strength = refuse
  }
}

ledger "用水权账本" {
  code         = "water"
  basis        = "《水权交易管理暂行办法》（水利部2016年）"
  closing_role = 水利部门
  definition   = "当年可用水量，从区域分配到取用水户；当年有效，交易不超过证载年限"

  asset "区域水权" {
    code         = "region"
    unit         = "立方米"
    decimals     = 0
    vintage      = year
    usable_years = parameter.用水权结转年数
  }
  asset "取水权" {
    code         = "intake"
    unit         = "立方米"
    decimals     = 0
    vintage      = year
    usable_years = parameter.用水权结转年数
  }
  asset "灌溉用水户水权" {
    code         = "irrigation"
    unit         = "立方米"
    decimals     = 0
    vintage      = year
    usable_years = parameter.用水权结转年数
  }

  asset "资金" {
    code       = "money"
    unit       = "元"
    decimals   = 2
    definition = "参加集合竞价的资金"
  }

  account "可用水量" {
    code       = "source"
    holder     = one
    definition = "上级分配的用水总量，由此分配"
  }
  account "区域账户" {
    code   = "county"
    holder = county
    min    = 0
  }
  account "取水户账户" {
    code   = "user"
    holder = enterprise
    min    = 0
  }
  account "农户账户" {
    code   = "farmer"
    holder = person
    min    = 0
  }
  account "农业节余" {
    code       = "saved"
    holder     = one
    min        = 0
    definition = "灌溉户节余，水利部门回购后再转让"
  }
  account "已用水" {
    code   = "used"
    holder = one
    min    = 0
  }

  account "场外资金" {
    code       = "bank"
    holder     = one
    definition = "银行账户，资金由此转入转出"
  }
  account "结算账户" {
    code       = "clearing"
    holder     = one
    min        = 0
    definition = "集合竞价的冻结和交收经此办理，每次结算后余额不变"
  }

  entry "区域分配" {
    code        = "allot"
    basis       = "年度用水总量控制指标文件"
    from        = [可用水量]
    to          = [区域账户]
    assets      = [区域水权]
    role        = 水利部门
    second_role = 水利复核
    document    = true
  }
  entry "区域转让" {
    code        = "region_trade"
    basis       = "《水权交易管理暂行办法》：区域水权交易，等待五个工作日（示例）"
    from        = [区域账户]
    to          = [区域账户]
    assets      = [区域水权]
    role        = 水利部门
    second_role = 水利复核
    wait_days   = parameter.区域转让等待工作日
    document    = true
  }
  entry "核发取水权" {
    code     = "license"
    basis    = "取水许可证"
    from     = [可用水量]
    to       = [取水户账户]
    assets   = [取水权]
    role     = 水利部门
    document = true
  }
  entry "核发灌溉水权" {
    code     = "irrigate"
    basis    = "灌溉用水户水权证"
    from     = [可用水量]
    to       = [农户账户]
    assets   = [灌溉用水户水权]
    role     = 水利部门
    document = true
  }
  entry "取水权转让" {
    code     = "trade"
    basis    = "《水权交易管理暂行办法》；元氏县：须有用水权证和计量设施（二手来源）"
    from     = [取水户账户]
    to       = [取水户账户]
    assets   = [取水权]
    role     = 水利部门
    document = true
  }
  entry "节余回购" {
    code     = "buy_back"
    basis    = "示例：灌溉用水户节余由水利部门回购"
    from     = [农户账户]
    to       = [农业节余]
    assets   = [灌溉用水户水权]
    role     = 水利部门
    document = true
  }
  entry "优先供农" {
    code     = "farm_first"
    basis    = "元氏县：农业用水优先（二手来源）"
    from     = [农业节余]
    to       = [农户账户]
    assets   = [灌溉用水户水权]
    role     = 水利部门
    document = true
  }
  entry "计量扣减" {
    code     = "meter"
    basis    = "计量设施读数"
    from     = [取水户账户, 农户账户]
    to       = [已用水]
    assets   = [取水权, 灌溉用水户水权]
    role     = 水利部门
    document = true
  }
  entry "到期收回" {
    code     = "expire"
    basis    = "年度用水总量控制：当年没有用完的，到期收回，不结转（示例）"
    from     = [区域账户, 取水户账户, 农户账户, 农业节余]
    to       = [可用水量]
    assets   = [区域水权, 取水权, 灌溉用水户水权]
    role     = 水利部门
    expiry   = after
    sweep    = true
    document = true
  }
  entry "资金转入" {
    code     = "pay_in"
    basis    = "银行回单"
    from     = [场外资金]
    to       = [取水户账户]
    assets   = [资金]
    role     = 水利部门
    document = true
  }
  entry "资金转出" {
    code     = "pay_out"
    basis    = "取水户申请"
    from     = [取水户账户]
    to       = [场外资金]
    assets   = [资金]
    role     = 水利部门
    document = true
  }
  entry "农户资金转入" {
    code    = "farmer_pay_in"
    same_as = 资金转入
    to      = [农户账户]
  }
  entry "农户资金转出" {
    code    = "farmer_pay_out"
    same_as = 资金转出
    basis   = "农户申请"
    from    = [农户账户]
  }
  entry "区域资金转入" {
    code    = "region_pay_in"
    same_as = 资金转入
    to      = [区域账户]
  }
  entry "区域资金转出" {
    code    = "region_pay_out"
    same_as = 资金转出
    basis   = "区域申请"
    from    = [区域账户]
  }
  entry "交易冻结" {
    code   = "hold"
    act    = hold
    basis  = "示例：申报须有足额资金或用水权"
    from   = [取水户账户, 农户账户, 区域账户]
    to     = [结算账户]
    assets = [资金, 区域水权, 取水权, 灌溉用水户水权]
    role   = 水利部门
  }
  entry "交收" {
    code     = "settle"
    basis    = "成交结果"
    from     = [取水户账户, 农户账户, 区域账户, 结算账户]
    to       = [取水户账户, 农户账户, 区域账户, 结算账户]
    assets   = [资金, 区域水权, 取水权, 灌溉用水户水权]
    role     = 水利部门
    document = true
  }
}

exchange "取水权集合竞价" {
  code           = "intake_call"
  basis          = "水利部《水权交易管理暂行办法》（2016）；竞价安排为示例"
  register       = 用水权交易批次
  where          = 种类 == "取水权"
  role           = 水利部门
  vintage        = 年度
  price          = 成交价
  volume         = 成交数量
  unit           = "元/立方米"
  method         = call
  margin         = time
  objection_days = 3
  notice {
    days        = 3
    bidders_min = 2
    when_few    = fail
  }
  settlement {
    ledger      = 用水权账本
    money       = 资金
    right       = 取水权
    account     = 取水户账户
    clearing    = 结算账户
    hold        = 交易冻结
    pay         = 交收
    hold_months = parameter.冻结最长月数
  }
}

exchange "灌溉用水户水权集合竞价" {
  code    = "irrigation_call"
  same_as = 取水权集合竞价
  basis   = "水利部《水权交易管理暂行办法》（2016）；灌溉用水户之间，竞价安排为示例"
  where   = 种类 == "灌溉用水户水权"
  settlement {
    same_as = 取水权集合竞价
    right   = 灌溉用水户水权
    account = 农户账户
  }
}

exchange "区域水权集合竞价" {
  code    = "region_call"
  same_as = 取水权集合竞价
  basis   = "水利部《水权交易管理暂行办法》（2016）；县（市、区）之间，竞价安排为示例"
  where   = 种类 == "区域水权"
  settlement {
    same_as = 取水权集合竞价
    right   = 区域水权
    account = 区域账户
  }
}
