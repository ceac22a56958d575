# 用能权交易:石嘴山用能权价格公式、聊城范围按日期的规定取自二手来源,集合竞价的时间安排和成交价上的分配方式为示例。
# 用水权见用水权账本机制包。

pack "用能权交易" {
  code       = "energy_right"
  version    = "2025.3"
  basis      = "潍政字〔2024〕12号 三(二)4；发改环资〔2016〕1659号"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "石嘴山价格公式、聊城排污权范围为二手来源，未见原文，价格只作集合竞价的参考价；各档系数在区间内如何取值未见，按档取定为示例；竞价安排为示例。交收的文号由系统写交易项目编号。"
}

role "交易机构" {
  code = "trading_centre"
}

choices "污染物" {
  code = "pollutant"
  options = {
    cod     = "化学需氧量"
    ammonia = "氨氮"
    so2     = "二氧化硫"
    nox  = "氮氧化物"
    vocs = "挥发性有机物"
    dust = "颗粒物"
  }
}

parameter "用能权基准价" {
  code = "energy_base_price"
  unit = "元/吨标准煤"
  value {
    value      = 150
    valid_from = "2024-01-01"
    issuer     = "石嘴山市"
    document   = "2025年用能权价格规定，文号未见"
    certainty  = secondary
    note       = "未见原文"
  }
}

parameter "用能强度基数" {
  code       = "energy_intensity_base"
  unit       = "吨标准煤/万元"
  definition = "价格公式的除数，也是最高一档的界限"
  value {
    value      = 4.48
    valid_from = "2024-01-01"
    issuer     = "石嘴山市"
    document   = "2025年用能权价格规定，文号未见"
    certainty  = secondary
    note       = "未见原文"
  }
}

table "强度系数" {
  code         = "intensity_factor"
  operand_unit = "吨标准煤/万元"
  unit         = "无量纲"
  reading      = at_most
  definition   = "项目用能强度不超过 1.66、1.67 至 4.48、高于 4.48 三档，系数 0.2 至 0.4"
  version {
    rows       = [[1.66, 0.2], [4.48, 0.3]]
    otherwise  = 0.4
    valid_from = "2024-01-01"
    issuer     = "石嘴山市"
    document   = "2025年用能权价格规定，文号未见"
    certainty  = example
    note       = "三档界限和两端系数为二手来源；中间一档取 0.3 为示例"
  }
}

parameter "新范围起始日后的界限" {
  code       = "scope_each"
  unit       = "吨"
  definition = "单项排放量高于此数须购买排污权（氨氮除外）；2026-06-01 以前按水、气合计 10 吨"
  value {
    value      = 0.1
    valid_from = "2024-01-01"
    issuer     = "聊城市人民政府办公室"
    document   = "聊政办字〔2025〕11号"
    certainty  = secondary
  }
}

parameter "新范围起始日后的氨氮界限" {
  code = "scope_ammonia"
  unit = "吨"
  value {
    value      = 0.01
    valid_from = "2024-01-01"
    issuer     = "聊城市人民政府办公室"
    document   = "聊政办字〔2025〕11号"
    certainty  = secondary
  }
}

parameter "原范围合计界限" {
  code       = "scope_sum"
  unit       = "吨"
  definition = "2026-06-01 以前，水污染物合计或大气污染物合计达到此数须购买排污权"
  value {
    value      = 10
    valid_from = "2024-01-01"
    issuer     = "聊城市人民政府办公室"
    document   = "聊政办字〔2023〕24号"
    certainty  = secondary
  }
}

parameter "竞价公告工作日" {
  code       = "notice_days"
  unit       = "日"
  definition = "集合竞价开始前公告几个工作日"
  value {
    value      = 3
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "竞价安排没有见到规定，以交易机构规则为准"
  }
}

parameter "竞价所需人数" {
  code       = "bidders_min"
  unit       = "人"
  definition = "报名不足此数的不开集合竞价"
  value {
    value      = 2
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "竞价安排没有见到规定，以交易机构规则为准"
  }
}

parameter "成交公示工作日" {
  code       = "objection_days"
  unit       = "日"
  definition = "成交公示几个工作日，异议未答复不结算"
  value {
    value      = 3
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "竞价安排没有见到规定，以交易机构规则为准"
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

register "用能项目" {
  code  = "energy_project"
  basis = "发改环资〔2016〕1659号"
  cycle = standing
  key   = [项目名称]
  field "项目名称" {
    code     = "title"
    type     = text
    required = true
  }
  field "用能强度" {
    code       = "intensity"
    type       = number
    unit       = "吨标准煤/万元"
    min        = 0
    definition = "项目综合能耗 ÷ 增加值"
  }
}

register "新建排污项目" {
  code  = "discharge_project"
  basis = "聊政办字〔2025〕11号"
  cycle = standing
  key   = [项目名称]
  field "项目名称" {
    code     = "title"
    type     = text
    required = true
  }
  field "审批日期" {
    code     = "approved_on"
    type     = date
    required = true
  }
  field "化学需氧量" {
    code = "cod"
    type = number
    unit = "吨"
    min  = 0
  }
  field "氨氮" {
    code = "ammonia"
    type = number
    unit = "吨"
    min  = 0
  }
  field "二氧化硫" {
    code = "so2"
    type = number
    unit = "吨"
    min  = 0
  }
  field "氮氧化物" {
    code = "nox"
    type = number
    unit = "吨"
    min  = 0
  }
  field "挥发性有机物" {
    code = "vocs"
    type = number
    unit = "吨"
    min  = 0
  }
  field "颗粒物" {
    code = "dust"
    type = number
    unit = "吨"
    min  = 0
  }
}

register "权利标的" {
  code       = "right_lot"
  definition = "进场交易的用能权，一批一行"
  basis      = "发改环资〔2016〕1659号"
  cycle      = standing
  key        = [批次]
  field "批次" {
    code     = "number"
    type     = text
    required = true
  }
  field "基准用能强度" {
    code       = "intensity"
    type       = number
    unit       = "吨标准煤/万元"
    min        = 0
    definition = "算参考价用的项目用能强度，见核算项“石嘴山参考价”"
  }
  field "参考价" {
    code       = "reference"
    type       = number
    unit       = "元/吨标准煤"
    min        = 0
    required   = true
    definition = "几个价格的成交量和差额都相同时，取离它最近的；可按核算项“石嘴山参考价”填写，只作参考，不是限价"
  }
  field "成交价" {
    code       = "price"
    type       = number
    unit       = "元/吨标准煤"
    min        = 0
    definition = "结算时由系统填写"
  }
  field "成交数量" {
    code       = "volume"
    type       = number
    unit       = "吨标准煤"
    min        = 0
    definition = "结算时由系统填写"
  }
}

formula "石嘴山参考价" {
  code         = "reference_price"
  basis        = "石嘴山市2025年用能权价格规定，文号未见"
  subject      = 权利标的
  cycle        = standing
  unit         = "元/吨标准煤"
  decimals     = 2
  rounding     = half_up
  when_missing = missing
  definition   = "外地规定，只作参考价的来源"
  value        = parameter.用能权基准价 * lookup(强度系数, 基准用能强度) * 基准用能强度 / parameter.用能强度基数
}

formula "用能权价格" {
  code         = "energy_price"
  basis        = "石嘴山市2025年用能权价格规定，文号未见"
  subject      = 用能项目
  cycle        = standing
  unit         = "元/吨标准煤"
  when_missing = missing
  value        = parameter.用能权基准价 * lookup(强度系数, 用能强度) * 用能强度 / parameter.用能强度基数
}

formula "须购买排污权" {
  code         = "must_buy"
  basis        = "聊政办字〔2023〕24号；聊政办字〔2025〕11号"
  subject      = 新建排污项目
  cycle        = standing
  type         = flag
  when_missing = missing
  definition   = "2026-06-01 起按单项界限，以前按水、气合计界限"
  value = 审批日期 >= date("2026-06-01") ? (
    化学需氧量 > parameter.新范围起始日后的界限 || 二氧化硫 > parameter.新范围起始日后的界限
    || 氮氧化物 > parameter.新范围起始日后的界限 || 挥发性有机物 > parameter.新范围起始日后的界限
    || 颗粒物 > parameter.新范围起始日后的界限 || 氨氮 > parameter.新范围起始日后的氨氮界限
  ) : (
    化学需氧量 + 氨氮 >= parameter.原范围合计界限
    || 二氧化硫 + 氮氧化物 + 挥发性有机物 + 颗粒物 >= parameter.原范围合计界限
  )
}

ledger "权利交易账本" {
  code         = "trade"
  basis        = "发改环资〔2016〕1659号；账户和业务的划分为示例"
  closing_role = 交易机构
  definition   = "参加集合竞价的单位的资金和权利；申报即冻结，结算时一次交收"

  asset "资金" {
    code     = "money"
    unit     = "元"
    decimals = 2
  }
  asset "用能权指标" {
    code     = "energy"
    unit     = "吨标准煤"
    decimals = 2
  }

  account "场外" {
    code       = "outside"
    holder     = one
    definition = "银行和权利登记机构，资金和权利由此转入转出"
  }
  account "交易账户" {
    code   = "trader"
    holder = enterprise
    min    = 0
  }
  account "结算账户" {
    code       = "clearing"
    holder     = one
    min        = 0
    definition = "每次结算后余额不变"
  }

  entry "转入" {
    code     = "pay_in"
    basis    = "银行回单或权利登记证明"
    from     = [场外]
    to       = [交易账户]
    role     = 交易机构
    document = true
  }
  entry "转出" {
    code     = "pay_out"
    basis    = "交易单位申请"
    from     = [交易账户]
    to       = [场外]
    role     = 交易机构
    document = true
  }
  entry "交易冻结" {
    code  = "hold"
    act   = hold
    basis = "申报须有足额资金或权利"
    from  = [交易账户]
    to    = [结算账户]
    role  = 交易机构
  }
  entry "交收" {
    code     = "settle"
    basis    = "成交结果"
    from     = [交易账户, 结算账户]
    to       = [交易账户, 结算账户]
    role     = 交易机构
    document = true
  }
}

exchange "用能权集合竞价" {
  code           = "energy_call"
  basis          = "发改环资〔2016〕1659号；竞价安排为示例"
  register       = 权利标的
  role           = 交易机构
  unit           = "元/吨标准煤"
  floor          = 参考价
  price          = 成交价
  volume         = 成交数量
  method         = call
  margin         = pro_rata
  objection_days = parameter.成交公示工作日
  settlement {
    ledger      = 权利交易账本
    money       = 资金
    right       = 用能权指标
    account     = 交易账户
    clearing    = 结算账户
    hold        = 交易冻结
    pay         = 交收
    hold_months = parameter.冻结最长月数
  }
  notice {
    days        = parameter.竞价公告工作日
    bidders_min = parameter.竞价所需人数
    when_few    = fail
  }
}
