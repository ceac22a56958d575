# 人才卡服务积分账本:方案只有名称,层级、积分和服务折算均为示例。

pack "人才卡" {
  code       = "talent_card"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(七)2"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "方案只有“人才卡”的名称；卡的层级、每年积分、服务折算和有效期都是示例，应按本市人才政策改写。"
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
  field "每次积分" {
    code     = "points"
    type     = number
    unit     = "分"
    min      = 1
    decimals = 0
    required = true
  }
}

formula "应发积分" {
  code         = "points_due"
  subject      = 持卡人
  cycle        = year
  unit         = "分"
  value        = parameter.每年服务积分[层级]
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
  account "个人账户" {
    code   = "person"
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

  entry "年度发放" {
    code     = "issue"
    basis    = "示例：按卡的层级每年发放"
    from     = [发放]
    to       = [个人账户]
    amount   = 应发积分
    role     = 人才服务
    document = true
  }
  entry "预约" {
    code  = "book"
    act   = hold
    basis = "示例：预约体检、疗养等服务时冻结，取消的解冻"
    from  = [个人账户]
    to    = [服务单位账户]
    role  = 服务单位
  }
  entry "使用" {
    code  = "use"
    basis = "示例：凭卡使用服务"
    from  = [个人账户]
    to    = [服务单位账户]
    role  = 服务单位
  }
  entry "到期清零" {
    code   = "expire"
    basis  = "示例：当年未用的积分清零"
    from   = [个人账户]
    to     = [已清零]
    role   = 人才服务
    expiry = after
    sweep  = true
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
