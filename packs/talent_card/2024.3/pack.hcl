# 人才卡服务积分账本:方案只有名称,层级、积分和服务折算均为示例。

pack "人才卡" {
  code       = "talent_card"
  version    = "2024.3"
  basis      = "潍政字〔2024〕12号 三(七)2"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "方案只有“人才卡”的名称；卡的层级、每年积分、服务折算和有效期都是示例，应按本市人才政策改写。与 2024.2 相比：每次服务的积分取自参数表，办理时只填次数；服务按卡的层级开放；每笔划转写明文号或单号。"
}

role "人才服务" {
  code = "talent_office"
}

role "服务单位" {
  code = "provider"
}

choices "卡的层级" {
  code = "card_level"
  options = {
    first  = "一级卡"
    second = "二级卡"
    third  = "三级卡"
  }
}

parameter "每年服务积分" {
  code       = "yearly_points"
  unit       = "分"
  definition = "每张卡每年发放"
  by         = 卡的层级
  value {
    values     = { 一级卡 = 1000, 二级卡 = 600, 三级卡 = 300 }
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

choices "服务类别" {
  code = "service_kind"
  options = {
    checkup      = "体检"
    recuperation = "疗养"
    scenic_pass  = "景区年票"
    flat         = "人才公寓"
  }
}

parameter "体检积分" {
  code       = "checkup_points"
  unit       = "分"
  definition = "体检每次扣减的积分；一级卡、二级卡、三级卡都可以使用"
  value {
    value      = 200
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "疗养积分" {
  code       = "recuperation_points"
  unit       = "分"
  definition = "疗养每次扣减的积分；一级卡、二级卡可以使用"
  value {
    value      = 250
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "景区年票积分" {
  code       = "scenic_pass_points"
  unit       = "分"
  definition = "景区年票每次扣减的积分；一级卡、二级卡、三级卡都可以使用"
  value {
    value      = 80
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "人才公寓积分" {
  code       = "flat_points"
  unit       = "分"
  definition = "人才公寓每次扣减的积分；只有一级卡可以使用，每次为一个月"
  value {
    value      = 300
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "持卡人" {
  code       = "holder"
  basis      = "潍政字〔2024〕12号 三(七)2"
  cycle      = year
  key        = [卡号]
  definition = "当年有效的人才卡"

  field "卡号" {
    code     = "card"
    type     = text
    length   = 20
    required = true
  }
  field "姓名" {
    code     = "name"
    type     = text
    required = true
  }
  field "层级" {
    code     = "level"
    type     = choice
    choices  = 卡的层级
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
}

register "服务项目" {
  code       = "service"
  basis      = "示例：凭卡服务项目和所需积分由市级公布"
  cycle      = standing
  key        = [编号]
  definition = "凭人才卡可以享受的服务，各县（市、区）互认"

  field "编号" {
    code     = "number"
    type     = text
    length   = 20
    required = true
  }
  field "服务名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "服务单位" {
    code       = "provider"
    type       = text
    required   = true
    definition = "服务单位账户的代码"
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "服务类别" {
    code       = "kind"
    type       = choice
    choices    = 服务类别
    required   = true
    definition = "每次积分按类别取自参数表，不填写"
  }
}

formula "每次积分" {
  code         = "points_each"
  subject      = 服务项目
  cycle        = year
  unit         = "分"
  value        = 服务类别 == "体检" ? parameter.体检积分 : (服务类别 == "疗养" ? parameter.疗养积分 : (服务类别 == "景区年票" ? parameter.景区年票积分 : parameter.人才公寓积分))
  when_missing = missing
  basis        = "示例：按服务类别查参数表"
}

formula "一级卡应发积分" {
  code         = "first_due"
  subject      = 持卡人
  cycle        = year
  unit         = "分"
  value        = 层级 == "一级卡" ? parameter.每年服务积分[层级] : quantity(0, "分")
  when_missing = missing
  basis        = "示例：按卡的层级每年发放"
}

formula "二级卡应发积分" {
  code         = "second_due"
  subject      = 持卡人
  cycle        = year
  unit         = "分"
  value        = 层级 == "二级卡" ? parameter.每年服务积分[层级] : quantity(0, "分")
  when_missing = missing
  basis        = "示例：按卡的层级每年发放"
}

formula "三级卡应发积分" {
  code         = "third_due"
  subject      = 持卡人
  cycle        = year
  unit         = "分"
  value        = 层级 == "三级卡" ? parameter.每年服务积分[层级] : quantity(0, "分")
  when_missing = missing
  basis        = "示例：按卡的层级每年发放"
}

ledger "服务积分账本" {
  code         = "points"
  basis        = "潍政字〔2024〕12号 三(七)2"
  closing_role = 人才服务
  definition   = "凭卡享受的服务以积分计；各县（市、区）互认，用在哪里都从同一账户扣减"

  asset "服务积分" {
    code         = "point"
    unit         = "分"
    decimals     = 0
    vintage      = year
    usable_years = 0
    definition   = "当年有效（示例）"
  }

  account "发放" {
    code   = "issued"
    holder = one
  }
  account "一级卡账户" {
    code   = "first"
    holder = person
    min    = 0
  }
  account "二级卡账户" {
    code   = "second"
    holder = person
    min    = 0
  }
  account "三级卡账户" {
    code   = "third"
    holder = person
    min    = 0
  }
  account "服务单位账户" {
    code   = "provider"
    holder = enterprise
    min    = 0
  }
  account "已核销" {
    code       = "settled"
    holder     = one
    min        = 0
    definition = "已与服务单位结算的积分"
  }
  account "已清零" {
    code   = "expired"
    holder = one
    min    = 0
  }

  entry "一级卡年度发放" {
    code     = "issue_first"
    basis    = "示例：按卡的层级每年发放"
    from     = [发放]
    to       = [一级卡账户]
    amount   = 一级卡应发积分
    role     = 人才服务
    document = true
  }
  entry "二级卡年度发放" {
    code    = "issue_second"
    same_as = 一级卡年度发放
    to      = [二级卡账户]
    amount  = 二级卡应发积分
  }
  entry "三级卡年度发放" {
    code    = "issue_third"
    same_as = 一级卡年度发放
    to      = [三级卡账户]
    amount  = 三级卡应发积分
  }
  entry "体检" {
    code     = "use_checkup"
    basis    = "示例：数量填次数，按每次积分扣减；文号填服务单号"
    from     = [一级卡账户, 二级卡账户, 三级卡账户]
    to       = [服务单位账户]
    factor   = parameter.体检积分
    role     = 服务单位
    document = true
  }
  entry "疗养" {
    code    = "use_recuperation"
    same_as = 体检
    basis   = "示例：一级卡、二级卡可以使用；数量填次数，按每次积分扣减"
    from    = [一级卡账户, 二级卡账户]
    factor  = parameter.疗养积分
  }
  entry "景区年票" {
    code    = "use_scenic_pass"
    same_as = 体检
    basis   = "示例：数量填张数，按每次积分扣减"
    factor  = parameter.景区年票积分
  }
  entry "人才公寓" {
    code    = "use_flat"
    same_as = 体检
    basis   = "示例：只有一级卡可以使用；数量填月数，按每次积分扣减"
    from    = [一级卡账户]
    factor  = parameter.人才公寓积分
  }
  entry "预约" {
    code     = "book"
    act      = hold
    basis    = "示例：预约时按折算以后的积分冻结，使用时从冻结中划转，取消的解冻"
    from     = [一级卡账户, 二级卡账户, 三级卡账户]
    to       = [服务单位账户]
    posts_as = [体检, 疗养, 景区年票, 人才公寓]
    role     = 服务单位
  }
  entry "到期清零" {
    code     = "expire"
    basis    = "示例：当年未用的积分清零"
    from     = [一级卡账户, 二级卡账户, 三级卡账户]
    to       = [已清零]
    role     = 人才服务
    expiry   = after
    sweep    = true
    document = true
  }
  entry "核销" {
    code     = "settle"
    basis    = "示例：与服务单位结算后核销，结算可以在次年办理"
    from     = [服务单位账户]
    to       = [已核销]
    role     = 人才服务
    expiry   = always
    document = true
  }
}
