# 土地计划指标账本:增存挂钩的奖惩比例为自然资规〔2018〕1号的通行引用,未见原文;
# 盘活换指标的比例、指标有效期、等待期和项目分级为示例。

pack "土地计划指标" {
  code       = "land_quota"
  version    = "2024.3"
  basis      = "潍政字〔2024〕12号 三(七)1；自然资规〔2018〕1号"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "增存挂钩的奖惩比例为二手来源，未见原文；盘活换指标的比例、指标有效期、等待工作日、项目分级办理口径为示例，应按当年省市下达文件改写；指标跟着项目走按名录“用地项目”登记的层级办理，层级不符的不予记账。与 2024.2 相比：每种划转都写明文号，预留冻结不要。"
}

role "指标管理" {
  code = "quota_clerk"
}

role "指标复核" {
  code = "quota_checker"
}

choices "项目层级" {
  code = "project_tier"
  options = {
    province = "国家和省重点项目"
    city     = "市级项目"
    other    = "其他项目"
  }
}

parameter "完成任务奖励比例" {
  code       = "reward"
  unit       = "%"
  definition = "批而未供、闲置土地两项处置任务都完成的，核增计划指标"
  value {
    value      = 10
    valid_from = "2018-07-01"
    issuer     = "自然资源部"
    document   = "自然资规〔2018〕1号"
    certainty  = secondary
  }
}

parameter "未完成任务扣减比例" {
  code       = "penalty"
  unit       = "%"
  definition = "任何一项没有完成的，核减计划指标"
  value {
    value      = 20
    valid_from = "2018-07-01"
    issuer     = "自然资源部"
    document   = "自然资规〔2018〕1号"
    certainty  = secondary
  }
}

parameter "县际调剂等待工作日" {
  code       = "swap_wait_days"
  unit       = "日"
  definition = "县（市、区）之间有偿调剂，复核后满几个工作日方可生效"
  value {
    value      = 3
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到规定，应按当地办法改写"
  }
}

parameter "指标结转年数" {
  code       = "usable_years"
  unit       = "年"
  definition = "当年指标之后还可用几年，0 即当年有效"
  value {
    value      = 1
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到规定，应按当地办法改写"
  }
}

parameter "每亩新增指标需盘活存量" {
  code       = "disposed_per_quota"
  unit       = "无量纲"
  definition = "处置存量几亩，奖励新增建设用地指标一亩"
  value {
    value      = 2
    valid_from = "2018-07-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "各省比例不同，应按当年文件改写"
  }
}

register "增存挂钩任务" {
  code       = "disposal_task"
  basis      = "自然资规〔2018〕1号"
  cycle      = year
  key        = [县]
  definition = "各县（市、区）当年处置任务和完成面积，计划指标基数"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "指标基数" {
    code       = "base_quota"
    type       = number
    unit       = "亩"
    min        = 0
    required   = true
    definition = "未挂钩以前应下达的计划指标"
  }
  field "批而未供任务" {
    code     = "unsupplied_task"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
  field "批而未供处置" {
    code     = "unsupplied_done"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
  field "闲置任务" {
    code     = "idle_task"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
  field "闲置处置" {
    code     = "idle_done"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
}

register "用地项目" {
  code       = "land_project"
  basis      = "潍政字〔2024〕12号 三(七)1"
  cycle      = standing
  key        = [项目代码]
  definition = "申请用地指标的项目；指标跟着项目走"

  field "项目代码" {
    code     = "project_code"
    type     = text
    length   = 30
    required = true
  }
  field "项目名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "项目层级" {
    code     = "tier"
    type     = choice
    choices  = 项目层级
    required = true
  }
  field "申请新增用地" {
    code     = "requested"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
}

formula "应下达指标" {
  code         = "quota_due"
  subject      = 增存挂钩任务
  cycle        = year
  unit         = "亩"
  decimals     = 2
  rounding     = down
  value        = 批而未供处置 >= 批而未供任务 && 闲置处置 >= 闲置任务 ? 指标基数 * (1 + parameter.完成任务奖励比例) : 指标基数 * (1 - parameter.未完成任务扣减比例)
  when_missing = missing
  basis        = "自然资规〔2018〕1号：两项任务都完成的核增百分之十，任何一项没有完成的核减百分之二十"
}

formula "盘活奖励指标" {
  code         = "earned_quota"
  subject      = 增存挂钩任务
  cycle        = year
  unit         = "亩"
  decimals     = 2
  rounding     = down
  value        = (批而未供处置 + 闲置处置) / parameter.每亩新增指标需盘活存量
  when_missing = missing
  basis        = "示例：处置存量按比例奖励新增指标"
}

ledger "土地指标账本" {
  code         = "quota"
  basis        = "自然资规〔2018〕1号"
  closing_role = 指标管理
  definition   = "新增建设用地计划指标和盘活奖励指标，从下达到项目使用；每亩指标在任何时刻只在一个账户上"

  asset "计划指标" {
    code         = "plan"
    unit         = "亩"
    decimals     = 2
    vintage      = year
    usable_years = parameter.指标结转年数
    definition   = "省下达的年度新增建设用地计划指标；可用到次年年底（示例）"
  }
  asset "盘活奖励指标" {
    code         = "earned"
    unit         = "亩"
    decimals     = 2
    vintage      = year
    usable_years = parameter.指标结转年数
    definition   = "处置批而未供和闲置土地挣得的指标；可用到次年年底（示例）"
  }

  account "上级下达" {
    code       = "issued"
    holder     = one
    definition = "省下达和核减的对方账户，余额为负数的绝对值即累计下达"
  }
  account "市级指标池" {
    code   = "pool"
    holder = one
    min    = 0
  }
  account "县级账户" {
    code   = "county"
    holder = county
    min    = 0
  }
  account "项目账户" {
    code   = "project"
    holder = project
    min    = 0
  }
  account "已使用" {
    code       = "used"
    holder     = one
    min        = 0
    definition = "已批准用地的指标，不再回流"
  }
  account "已收回" {
    code       = "expired"
    holder     = one
    min        = 0
    definition = "到期未用收回的指标"
  }

  entry "下达市级" {
    code        = "issue"
    basis       = "年度土地利用计划下达文件"
    from        = [上级下达]
    to          = [市级指标池]
    assets      = [计划指标]
    role        = 指标管理
    second_role = 指标复核
    document    = true
  }
  entry "分解到县" {
    code        = "distribute"
    basis       = "自然资规〔2018〕1号：增存挂钩，两项任务都完成的核增百分之十，任何一项没有完成的核减百分之二十"
    from        = [市级指标池]
    to          = [县级账户]
    assets      = [计划指标]
    amount      = 应下达指标
    role        = 指标管理
    second_role = 指标复核
    document    = true
  }
  entry "盘活奖励" {
    code     = "reward"
    basis    = "示例：处置存量按比例奖励新增指标"
    from     = [上级下达]
    to       = [县级账户]
    assets   = [盘活奖励指标]
    amount   = 盘活奖励指标
    role     = 指标管理
    document = true
  }
  entry "县际调剂" {
    code        = "swap"
    basis       = "示例：县（市、区）之间有偿调剂，市级复核，等待三个工作日"
    from        = [县级账户]
    to          = [县级账户]
    role        = 指标管理
    second_role = 指标复核
    wait_days   = parameter.县际调剂等待工作日
    document    = true
  }
  entry "省级配置" {
    code        = "province_project"
    basis       = "国家和省重点项目由省配置指标，不占市县指标"
    from        = [上级下达]
    to          = [项目账户]
    assets      = [计划指标]
    role        = 指标管理
    document    = true
    to_register = 用地项目
    to_where    = 项目层级 == "国家和省重点项目"
  }
  entry "市级配置" {
    code        = "city_project"
    basis       = "市级项目由市级指标池配置"
    from        = [市级指标池]
    to          = [项目账户]
    role        = 指标管理
    document    = true
    to_register = 用地项目
    to_where    = 项目层级 == "市级项目"
  }
  entry "预留" {
    code        = "reserve"
    act         = hold
    basis       = "指标跟着项目走：立项后预留，批准后按市级或者县级配置从预留中划转，未批准的解冻"
    from        = [县级账户, 市级指标池]
    to          = [项目账户]
    posts_as    = [市级配置, 县级配置]
    role        = 指标管理
    to_register = 用地项目
    to_where    = 项目层级 != "国家和省重点项目"
  }
  entry "县级配置" {
    code        = "county_project"
    basis       = "其他项目使用本县的计划指标或者盘活挣得的指标"
    from        = [县级账户]
    to          = [项目账户]
    role        = 指标管理
    to_register = 用地项目
    to_where    = 项目层级 == "其他项目"
    document    = true
  }
  entry "使用" {
    code     = "use"
    basis    = "用地批准文件"
    from     = [项目账户]
    to       = [已使用]
    role     = 指标管理
    document = true
  }
  entry "项目退回" {
    code     = "give_back"
    basis    = "项目撤销或者核减用地，指标退回原账户"
    from     = [项目账户]
    to       = [县级账户, 市级指标池]
    role     = 指标管理
    document = true
  }
  entry "到期收回" {
    code     = "expire"
    basis    = "到期未使用的指标收回"
    from     = [市级指标池, 县级账户, 项目账户]
    to       = [已收回]
    role     = 指标管理
    expiry   = after
    sweep    = true
    document = true
  }
  entry "到期结转" {
    code        = "carry"
    basis       = "示例：未用完的盘活奖励指标到期时一半结转下一年度，另一半作废"
    from        = [县级账户]
    to          = [上级下达]
    assets      = [盘活奖励指标]
    role        = 指标管理
    expiry      = after
    sweep       = true
    carry_into  = 结转下达
    carry_share = 50
    document    = true
  }
  entry "结转下达" {
    code     = "carried"
    basis    = "示例：结转的盘活奖励指标"
    from     = [上级下达]
    to       = [县级账户]
    assets   = [盘活奖励指标]
    role     = 指标管理
    document = true
  }
}
