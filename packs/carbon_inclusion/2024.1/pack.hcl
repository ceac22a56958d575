# 碳普惠积分账本:地铁出行因子为公开报道的广州数(二手来源);1 克 1 分、每月上限、积分有效期为示例。

pack "碳普惠积分" {
  code       = "carbon_inclusion"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 三(三)1；DB11/T 3043—2024"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "减排因子取广州地铁数（二手来源），只作算例；一克二氧化碳折一分、每人每月上限、积分可用年限为示例，应按本市碳普惠方法学改写。"
}

role "碳普惠运营" {
  code = "operator"
}

parameter "公共交通减排因子" {
  code       = "trip_factor"
  unit       = "千克/人次"
  definition = "每人次比基准出行少排放的二氧化碳"
  value {
    value      = 0.5419
    valid_from = "2024-01-01"
    issuer     = "广州市"
    document   = "公开报道，文号未见"
    certainty  = secondary
    note       = "广州地铁数，二手来源"
  }
}

parameter "每人每月积分上限" {
  code       = "monthly_cap"
  unit       = "分"
  definition = "防止刷量"
  value {
    value      = 30000
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "低碳出行" {
  code       = "trips"
  basis      = "DB11/T 3043—2024"
  cycle      = month
  key        = [用户编号]
  definition = "经授权归集的当月公共交通出行人次"

  field "用户编号" {
    code     = "user"
    type     = text
    length   = 30
    required = true
  }
  field "用户名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "公共交通人次" {
    code     = "trips"
    type     = number
    unit     = "人次"
    min      = 0
    required = true
  }
}

formula "减排量" {
  code         = "reduction"
  subject      = 低碳出行
  cycle        = month
  unit         = "千克"
  value        = 公共交通人次 * parameter.公共交通减排因子
  when_missing = missing
  basis        = "DB11/T 3043—2024：减排量 =（基准因子 − 方式因子）× 活动量"
}

formula "当月积分" {
  code         = "points"
  subject      = 低碳出行
  cycle        = month
  unit         = "分"
  decimals     = 0
  rounding     = down
  value        = min(of_unit(in_unit(减排量, "克"), "分"), parameter.每人每月积分上限)
  when_missing = missing
  basis        = "示例：一克二氧化碳折一分，超过每月上限的不计"
}

ledger "碳普惠积分账本" {
  code         = "points"
  basis        = "潍政字〔2024〕12号 三(三)1"
  closing_role = 碳普惠运营
  definition   = "减排量折成的积分；同一人同一月只发放一次"

  asset "碳积分" {
    code         = "point"
    unit         = "分"
    decimals     = 0
    vintage      = year
    usable_years = 1
    definition   = "可用到次年年底（示例）"
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
  account "商户账户" {
    code   = "shop"
    holder = enterprise
    min    = 0
  }
  account "已注销" {
    code   = "retired"
    holder = one
    min    = 0
  }

  entry "按月发放" {
    code   = "issue"
    basis  = "DB11/T 3043—2024；一克二氧化碳折一分（示例）"
    from   = [发放]
    to     = [个人账户]
    amount = 当月积分
    role   = 碳普惠运营
  }
  entry "兑换" {
    code  = "redeem"
    basis = "示例：积分在合作商户兑换"
    from  = [个人账户]
    to    = [商户账户]
    role  = 碳普惠运营
  }
  entry "下单冻结" {
    code  = "order"
    act   = hold
    basis = "示例：下单时冻结，发货时划转，取消时解冻"
    from  = [个人账户]
    to    = [商户账户]
    role  = 碳普惠运营
  }
  entry "商户核销" {
    code  = "settle"
    basis = "示例：与商户结算后注销"
    from  = [商户账户]
    to    = [已注销]
    role  = 碳普惠运营
    expiry = always
  }
  entry "到期清零" {
    code   = "expire"
    basis  = "示例：到期未用的积分清零"
    from   = [个人账户]
    to     = [已注销]
    role   = 碳普惠运营
    expiry = after
    sweep  = true
  }
}
