# 农村产权流转交易:公告期、竞买人数、优先权抽签、大额标的媒体发布取自二手来源(各地规则,文号未见),
# 竞价阶梯、延时、保证金、公示期限未见原文,为示例。

pack "农村产权流转交易" {
  code       = "rural_property"
  version    = "2024.4"
  basis      = "潍政字〔2024〕12号 三(五)4；各地农村产权流转交易规则"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "公告期、竞买人数、优先权和大额标的媒体发布为二手来源；竞价阶梯、延时、保证金比例、第二次公告和成交公示的期限为示例，密封报价没有按时开标的保证金归转出方为示例，以当地交易规则为准。与 2024.3 相比：交收写明文号，由系统写交易项目编号。"
}

role "村集体经济组织" {
  code = "village"
}

role "乡镇交易服务站" {
  code = "township_station"
}

role "县级交易中心" {
  code = "county_centre"
}

choices "产权类型" {
  code = "right_kind"
  options = {
    contracted    = "承包地经营权"
    waste         = "四荒地经营权"
    forest        = "林权"
    house         = "农房和宅基地使用权"
    asset         = "集体经营性资产"
    construction  = "集体经营性建设用地使用权"
  }
}

parameter "公告工作日" {
  code = "notice_days"
  unit = "日"
  value {
    value      = 7
    valid_from = "2024-01-01"
    issuer     = "地方规则，发布机构待核"
    document   = "农村产权交易公告期规定，文号未见"
    certainty  = secondary
  }
}

parameter "公告最长月数" {
  code = "notice_months"
  unit = "月"
  value {
    value      = 6
    valid_from = "2024-01-01"
    issuer     = "地方规则，发布机构待核"
    document   = "农村产权交易公告期规定，文号未见"
    certainty  = secondary
  }
}

parameter "竞价所需人数" {
  code = "bidders_min"
  unit = "人"
  value {
    value      = 3
    valid_from = "2024-01-01"
    issuer     = "县级规则，发布机构待核"
    document   = "三人以上网络竞价、两人以下第二次公告后协商的规定，文号未见"
    certainty  = secondary
  }
}

parameter "媒体发布起点" {
  code       = "media_threshold"
  unit       = "万元"
  definition = "底价总额达到此数的，同时在县级媒体发布"
  value {
    value      = 30
    valid_from = "2024-01-01"
    issuer     = "县级规则，发布机构待核"
    document   = "大额标的在县级媒体同时发布的规定，文号未见"
    certainty  = secondary
  }
}

parameter "保证金比例" {
  code       = "deposit_share"
  unit       = "%"
  definition = "占底价总额"
  value {
    value      = 20
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "竞价阶梯" {
  code = "bid_step"
  unit = "元/亩"
  value {
    value      = 10
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "成交公示工作日" {
  code = "objection_days"
  unit = "日"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "第二次公告工作日" {
  code       = "second_notice_days"
  unit       = "日"
  definition = "竞买人不足时第二次公告几个工作日"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "期限没有见到原文，以当地交易规则为准"
  }
}

parameter "优先权答复小时" {
  code       = "priority_hours"
  unit       = "小时"
  definition = "有优先权的人接到最高报价后几小时内答复"
  value {
    value      = 24
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "期限没有见到原文，以当地交易规则为准"
  }
}

parameter "延时窗口分钟" {
  code       = "extension_window"
  unit       = "分钟"
  definition = "结束前几分钟内有新报价的延时"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到原文，以当地交易规则为准"
  }
}

parameter "每次延时分钟" {
  code       = "extension_minutes"
  unit       = "分钟"
  definition = "每次延长几分钟"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到原文，以当地交易规则为准"
  }
}

parameter "开标等待分钟" {
  code       = "opening_minutes"
  unit       = "分钟"
  definition = "密封报价截止后几分钟内开标"
  value {
    value      = 30
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到原文，以当地交易规则为准"
  }
}

parameter "冻结最长月数" {
  code       = "hold_months"
  unit       = "月"
  definition = "保证金的冻结最长几个月，到期自动解冻"
  value {
    value      = 12
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到原文，以当地交易规则为准"
  }
}

register "农村产权标的" {
  code       = "rural_lot"
  definition = "申请进场交易的农村产权，一宗一行"
  basis      = "各地农村产权流转交易规则"
  cycle      = standing
  key        = [项目编号]
  field "项目编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "项目名称" {
    code     = "title"
    type     = text
    required = true
  }
  field "产权类型" {
    code     = "kind"
    type     = choice
    choices  = 产权类型
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "转出方" {
    code     = "seller"
    type     = text
    required = true
  }
  field "转出方代码" {
    code       = "seller_code"
    type       = enterprise
    definition = "统一社会信用代码；转出方按它认定，不能竞买自己的标的"
  }
  field "面积" {
    code     = "area"
    type     = number
    unit     = "亩"
    min      = 0
    decimals = 2
  }
  field "底价" {
    code     = "floor"
    type     = number
    unit     = "元/亩"
    min      = 0
    decimals = 2
  }
  field "集体决议通过" {
    code       = "resolved"
    type       = flag
    definition = "本集体成员的村民会议或代表会议表决通过"
  }
  field "已在县级媒体发布" {
    code       = "in_media"
    type       = flag
    definition = "底价总额达到媒体发布起点的，公告以前填写；没有刊发的填“否”"
  }
  field "媒体名称和刊发日期" {
    code = "media_issue"
    type = text
  }
  field "受让方" {
    code = "buyer"
    type = text
  }
  rule "未经集体决议不能申请交易" {
    code     = "resolution"
    check    = 集体决议通过
    strength = refuse
  }
  unique {
    fields = [项目名称, 所在县, 转出方]
  }
  state "申请" {
    code = "applied"
  }
  state "审核通过" {
    code = "approved"
  }
  state "已发布" {
    code = "published"
  }
  state "受让登记" {
    code = "registered"
  }
  state "竞价或协商" {
    code = "bidding"
  }
  state "合同公示结算" {
    code = "contracted"
  }
  state "已鉴证" {
    code  = "certified"
    final = true
  }
  state "流标" {
    code  = "failed"
    final = true
  }
  step "审核" {
    code  = "review"
    from  = [申请]
    to    = 审核通过
    role  = 乡镇交易服务站
    basis = "各地农村产权流转交易规则"
  }
  step "退回补正" {
    code          = "return"
    from          = [审核通过]
    to            = 申请
    role          = 县级交易中心
    note_required = true
    basis         = "各地农村产权流转交易规则；补正后重新审核，如大额标的补登县级媒体发布"
  }
  step "发布" {
    code          = "publish"
    from          = [审核通过]
    to            = 已发布
    role          = 县级交易中心
    separate_from = [审核]
    basis         = "各地农村产权流转交易规则"
  }
  step "开始登记" {
    code  = "register"
    from  = [已发布]
    to    = 受让登记
    role  = 县级交易中心
    basis = "各地农村产权流转交易规则"
  }
  step "开始竞价" {
    code  = "bid"
    from  = [受让登记]
    to    = 竞价或协商
    role  = 县级交易中心
    basis = "各地农村产权流转交易规则"
  }
  step "成交" {
    code  = "strike"
    from  = [竞价或协商]
    to    = 合同公示结算
    role  = 县级交易中心
    basis = "各地农村产权流转交易规则"
  }
  step "鉴证" {
    code          = "certify"
    from          = [合同公示结算]
    to            = 已鉴证
    role          = 县级交易中心
    separate_from = [成交]
    basis         = "各地农村产权流转交易规则"
  }
  step "流标登记" {
    code          = "fail"
    from          = [已发布, 受让登记, 竞价或协商]
    to            = 流标
    role          = 县级交易中心
    note_required = true
    basis         = "各地农村产权流转交易规则"
  }
  step "撤回挂牌" {
    code          = "withdraw"
    from          = [已发布, 受让登记, 竞价或协商]
    to            = 审核通过
    role          = 县级交易中心
    note_required = true
    basis         = "各地农村产权流转交易规则"
  }
  step "结算后解除" {
    code          = "rescind"
    from          = [合同公示结算]
    to            = 流标
    role          = 县级交易中心
    separate_from = [成交]
    note_required = true
    basis         = "各地农村产权流转交易规则"
  }
  count "进场交易宗数" {
    code  = "lot_count"
    unit  = "宗"
    place = 所在县
  }
  count "鉴证宗数" {
    code  = "certified_count"
    unit  = "宗"
    place = 所在县
    where = state == "已鉴证"
  }
}

formula "底价总额" {
  code    = "floor_total"
  basis   = "各地农村产权流转交易规则"
  subject = 农村产权标的
  cycle   = standing
  unit    = "万元"
  when_missing = missing
  value   = 底价 * 面积
}

formula "须在县级媒体发布" {
  code    = "media"
  basis   = "县级交易规则"
  subject = 农村产权标的
  cycle   = standing
  type    = flag
  when_missing = missing
  value   = 底价总额 >= parameter.媒体发布起点
}

formula "大额标的已在县级媒体发布" {
  code         = "media_done"
  basis        = "县级交易规则"
  subject      = 农村产权标的
  cycle        = standing
  type         = flag
  when_missing = missing
  definition   = "不够大额的不要求；达到起点的须已在县级媒体发布，才可公告"
  value        = !须在县级媒体发布 || 已在县级媒体发布
}

exchange "农村产权竞价" {
  code             = "rural_auction"
  basis            = "三人以上网络竞价；各地农村产权流转交易规则"
  register         = 农村产权标的
  from             = [审核通过]
  announce_where   = 大额标的已在县级媒体发布
  role             = 县级交易中心
  title            = 项目名称
  seller           = 转出方
  seller_code      = 转出方代码
  floor            = 底价
  quantity         = 面积
  buyer            = 受让方
  unit             = "元/亩"
  method           = ascending
  step             = parameter.竞价阶梯
  deposit_share    = parameter.保证金比例
  priority         = match
  priority_hours   = parameter.优先权答复小时
  when_all_default = fail
  objection_days   = parameter.成交公示工作日
  takes {
    announced  = 发布
    registered = 开始登记
    bidding    = 开始竞价
    settled    = 成交
    failed     = 流标登记
    withdrawn  = 撤回挂牌
  }
  notice {
    days        = parameter.公告工作日
    months_max  = parameter.公告最长月数
    second_days = parameter.第二次公告工作日
    bidders_min = parameter.竞价所需人数
    when_few    = negotiate
  }
  extension {
    window  = parameter.延时窗口分钟
    minutes = parameter.每次延时分钟
  }
}

exchange "农村产权密封报价" {
  code            = "rural_sealed"
  same_as         = 农村产权竞价
  except          = [step, extension]
  basis           = "示例：设备不便的村庄用密封报价代替网络竞价，公告、人数和优先权同网络竞价"
  method          = sealed
  opening_minutes = parameter.开标等待分钟
  unopened        = forfeit
}

ledger "产权交易账本" {
  code         = "trade"
  basis        = "各地农村产权流转交易规则；账户和业务的划分为示例"
  closing_role = 县级交易中心
  definition   = "保证金和价款：资格通过即冻结保证金，结算时一次交收，名录同时登记受让方"

  asset "资金" {
    code     = "money"
    unit     = "元"
    decimals = 2
  }

  account "场外" {
    code       = "outside"
    holder     = one
    definition = "银行，资金由此转入转出"
  }
  account "交易账户" {
    code       = "trader"
    holder     = enterprise
    min        = 0
    definition = "转出方和竞买人各一个，按参加交易的名称对应"
  }
  account "结算账户" {
    code       = "clearing"
    holder     = one
    min        = 0
    definition = "每次结算后余额不变"
  }

  entry "转入" {
    code     = "pay_in"
    basis    = "银行回单"
    from     = [场外]
    to       = [交易账户]
    role     = 县级交易中心
    document = true
  }
  entry "转出" {
    code     = "pay_out"
    basis    = "当事人申请"
    from     = [交易账户]
    to       = [场外]
    role     = 县级交易中心
    document = true
  }
  entry "保证金冻结" {
    code  = "hold"
    act   = hold
    basis = "各地农村产权流转交易规则"
    from  = [交易账户]
    to    = [结算账户]
    role  = 县级交易中心
  }
  entry "交收" {
    code     = "settle"
    basis    = "成交结果"
    from     = [交易账户, 结算账户]
    to       = [交易账户, 结算账户]
    role     = 县级交易中心
    document = true
  }
}

exchange "农村产权账本竞价" {
  code    = "rural_auction_book"
  same_as = 农村产权竞价
  settlement {
    ledger      = 产权交易账本
    money       = 资金
    account     = 交易账户
    clearing    = 结算账户
    hold        = 保证金冻结
    pay         = 交收
    hold_months = parameter.冻结最长月数
  }
}

exchange "农村产权账本密封报价" {
  code    = "rural_sealed_book"
  same_as = 农村产权密封报价
  settlement {
    same_as = 农村产权账本竞价
  }
}
