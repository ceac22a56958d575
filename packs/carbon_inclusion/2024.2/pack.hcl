# 碳普惠积分账本:轨道交通因子为公开报道的广州数(二手来源),其他方式按 DB11/T 3043—2024 的算法,因子为示例;1 克 1 分、每月上限、积分有效期为示例。

pack "碳普惠积分" {
  code       = "carbon_inclusion"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(三)1；DB11/T 3043—2024"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "轨道交通因子取广州数（二手来源）；公共汽电车、骑行步行、拼车按（基准因子 − 方式因子）× 人公里计算（DB11/T 3043—2024，二手；拼车参照 T/CCAA 38—2021），因子数值为示例；一克二氧化碳折一分、每人每月上限、积分可用年限为示例，应按本市碳普惠方法学改写。与 2024.1 相比：多种低碳行为各有来源，按人归总发放，每笔划转写明文号或单号。"
}

role "碳普惠运营" {
  code = "operator"
}

choices "低碳行为" {
  code = "behaviour_kind"
  options = {
    metro   = "轨道交通"
    bus     = "公共汽电车"
    carpool = "拼车"
    active  = "骑行步行"
  }
}

parameter "轨道交通减排因子" {
  code       = "metro_factor"
  unit       = "千克/人次"
  definition = "每人次比基准出行少排放的二氧化碳"
  value {
    value      = 0.5419
    valid_from = "2024-01-01"
    issuer     = "广州市"
    document   = "公开报道，文号未见"
    certainty  = secondary
    note       = "广州地铁数，另有 0.5155 的报道"
  }
}

parameter "基准出行因子" {
  code       = "baseline_factor"
  unit       = "千克/公里"
  definition = "每人公里，小汽车出行"
  value {
    value      = 0.2
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "公共汽电车因子" {
  code       = "bus_factor"
  unit       = "千克/公里"
  definition = "每人公里"
  value {
    value      = 0.05
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "拼车因子" {
  code       = "carpool_factor"
  unit       = "千克/公里"
  definition = "每人公里；算法参照 T/CCAA 38—2021"
  value {
    value      = 0.1
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "骑行步行因子" {
  code       = "active_factor"
  unit       = "千克/公里"
  definition = "每人公里，不消耗能源"
  value {
    value      = 0
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
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

register "参加用户" {
  code       = "participant"
  basis      = "DB11/T 3043—2024"
  cycle      = month
  key        = [用户编号]
  definition = "当月授权归集数据的用户，一人一行"

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
}

register "低碳行为记录" {
  code       = "behaviour"
  basis      = "DB11/T 3043—2024；T/CCAA 38—2021"
  cycle      = month
  key        = [用户, 行为]
  definition = "经授权归集的当月合计，一人一种行为一行，同一行为不重复归集"

  field "用户" {
    code     = "user"
    type     = reference
    register = 参加用户
    required = true
  }
  field "行为" {
    code     = "kind"
    type     = choice
    choices  = 低碳行为
    required = true
  }
  field "人次" {
    code       = "trips"
    type       = number
    unit       = "人次"
    min        = 0
    definition = "轨道交通按人次"
  }
  field "人公里" {
    code       = "distance"
    type       = number
    unit       = "公里"
    min        = 0
    definition = "轨道交通以外按里程"
  }
  rule "轨道交通填人次，其他填人公里" {
    code     = "measure_known"
    check    = 行为 == "轨道交通" ? !is_missing(人次) : !is_missing(人公里)
    strength = refuse
  }
}

formula "行为减排量" {
  code         = "behaviour_reduction"
  subject      = 低碳行为记录
  cycle        = month
  unit         = "千克"
  value        = 行为 == "轨道交通" ? 人次 * parameter.轨道交通减排因子 : 人公里 * (parameter.基准出行因子 - (行为 == "公共汽电车" ? parameter.公共汽电车因子 : (行为 == "拼车" ? parameter.拼车因子 : parameter.骑行步行因子)))
  when_missing = missing
  basis        = "DB11/T 3043—2024（二手）：减排量 =（基准因子 − 方式因子）× 活动量；因子来源见各参数"
}

formula "减排量" {
  code         = "reduction"
  subject      = 参加用户
  cycle        = month
  unit         = "千克"
  value        = sum_rows(低碳行为记录.用户, 行为减排量)
  when_missing = missing
  basis        = "DB11/T 3043—2024：各种行为的减排量合计"
}

formula "当月积分" {
  code         = "points"
  subject      = 参加用户
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
    code     = "issue"
    basis    = "DB11/T 3043—2024；一克二氧化碳折一分（示例）"
    from     = [发放]
    to       = [个人账户]
    amount   = 当月积分
    role     = 碳普惠运营
    document = true
  }
  entry "兑换" {
    code     = "redeem"
    basis    = "示例：积分在合作商户兑换，文号填兑换单号"
    from     = [个人账户]
    to       = [商户账户]
    role     = 碳普惠运营
    document = true
  }
  entry "下单冻结" {
    code  = "order"
    act   = hold
    basis = "示例：文号填订单号；下单时冻结，发货时划转，取消时解冻"
    from  = [个人账户]
    to    = [商户账户]
    role  = 碳普惠运营
  }
  entry "商户核销" {
    code     = "settle"
    basis    = "示例：与商户结算后注销"
    from     = [商户账户]
    to       = [已注销]
    role     = 碳普惠运营
    expiry   = always
    document = true
  }
  entry "到期清零" {
    code     = "expire"
    basis    = "示例：到期未用的积分清零"
    from     = [个人账户]
    to       = [已注销]
    role     = 碳普惠运营
    expiry   = after
    sweep    = true
    document = true
  }
}
