# 强县示范与争创：七类强县的条件库、创建名录和自查。条件由文件决定，文件没有公开，条件库出厂为空。
pack "强县示范与争创" {
  code       = "strong_county"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 二（二）"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "七类强县的认定条件都没有见到公开文件，条件库出厂为空：拿到文件后，由牵头部门按版本逐条登记，不改程序也不改本机制包。方案只写明了各县（市、区）的示范和争创任务，见测试页。"
}

choices "强县类别" {
  code = "title_kind"
  options = {
    industry        = "工业强县"
    agriculture     = "现代农业强县"
    ecology         = "生态文明强县"
    innovation      = "科技创新强县"
    opening         = "对外开放强县"
    circulation     = "现代流通强县"
    culture_tourism = "文旅强县"
  }
}

choices "条件种类" {
  code = "criterion_kind"
  options = {
    gate  = "门槛"
    score = "计分"
    veto  = "否决"
  }
}

choices "比较方式" {
  code = "comparison"
  options = {
    at_least = "不低于"
    at_most  = "不高于"
    yes      = "是否具备"
  }
}

role "县级牵头部门" {
  code = "county_lead"
}

role "市级主管部门" {
  code = "city_lead"
}

role "省级主管部门" {
  code = "province_lead"
}

register "条件版本" {
  code       = "criteria_version"
  class      = public
  basis      = "潍政字〔2024〕12号 二（二）"
  cycle      = standing
  key        = [版本编号]
  definition = "一类强县的一份认定文件"

  field "版本编号" {
    code     = "version_code"
    type     = text
    required = true
  }
  field "强县类别" {
    code     = "kind"
    type     = choice
    choices  = 强县类别
    required = true
  }
  field "文号" {
    code     = "document"
    type     = text
    required = true
  }
  field "发布机构" {
    code     = "issuer"
    type     = text
    required = true
  }
  field "生效日期" {
    code     = "valid_from"
    type     = date
    required = true
  }
  field "失效日期" {
    code = "valid_to"
    type = date
  }
  field "市级主管部门" {
    code = "lead"
    type = agency
  }
  rule "失效日期早于生效日期" {
    code     = "dates"
    check    = 失效日期 >= 生效日期
    strength = refuse
  }
}

register "认定条件" {
  code       = "title_criterion"
  class      = public
  basis      = "潍政字〔2024〕12号 二（二）"
  cycle      = standing
  key        = [条件编号]
  definition = "认定文件里的一条条件"

  field "条件编号" {
    code     = "criterion_code"
    type     = text
    required = true
  }
  field "版本" {
    code     = "version"
    type     = reference
    register = 条件版本
    required = true
  }
  field "条件内容" {
    code     = "content"
    type     = text
    required = true
  }
  field "种类" {
    code     = "kind"
    type     = choice
    choices  = 条件种类
    required = true
  }
  field "指标口径" {
    code       = "measure"
    type       = text
    definition = "指标名称、计量单位、数据出处"
  }
  field "比较" {
    code     = "comparison"
    type     = choice
    choices  = 比较方式
    required = true
  }
  field "界限" {
    code       = "threshold"
    type       = number
    unit       = "无量纲"
    definition = "按指标口径的计量单位"
  }
  field "满分" {
    code       = "points_max"
    type       = number
    unit       = "分"
    min        = 0
    definition = "计分条件的满分"
  }
  field "佐证材料" {
    code = "evidence"
    type = text
  }
  field "审核部门" {
    code = "reviewer"
    type = agency
  }
}

register "强县创建" {
  code       = "title_bid"
  basis      = "潍政字〔2024〕12号 二（二）"
  cycle      = standing
  key        = [创建编号]
  definition = "一个县（市、区）的一类强县，从储备、争创到获评、复核"

  field "创建编号" {
    code     = "bid_code"
    type     = text
    required = true
  }
  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "强县类别" {
    code     = "kind"
    type     = choice
    choices  = 强县类别
    required = true
  }
  field "适用版本" {
    code       = "version"
    type       = reference
    register   = 条件版本
    definition = "没有见到认定文件时空着"
  }
  field "方案任务" {
    code       = "plan_task"
    type       = text
    definition = "方案里的示范或争创表述"
  }
  unique {
    fields = [县, 强县类别]
  }

  state "储备" {
    code = "reserve"
  }
  state "争创" {
    code = "applying"
  }
  state "已获评" {
    code = "held"
  }
  state "待复核" {
    code = "recheck"
  }
  state "未通过" {
    code  = "failed"
    final = true
  }

  step "申报争创" {
    code = "apply"
    from = [储备]
    to   = 争创
    role = 县级牵头部门
  }
  step "获评" {
    code          = "award"
    from          = [争创]
    to            = 已获评
    role          = 市级主管部门
    note_required = true
  }
  step "未获评" {
    code          = "decline"
    from          = [争创]
    to            = 储备
    role          = 市级主管部门
    note_required = true
  }
  step "提出复核" {
    code = "call_recheck"
    from = [已获评]
    to   = 待复核
    role = 市级主管部门
  }
  step "复核通过" {
    code = "keep"
    from = [待复核]
    to   = 已获评
    role = 省级主管部门
  }
  step "取消称号" {
    code          = "withdraw"
    from          = [待复核]
    to            = 未通过
    role          = 省级主管部门
    note_required = true
  }

  count "已获评强县数" {
    code  = "titles_held"
    unit  = "个"
    where = state == "已获评" || state == "待复核"
    place = 县
  }
  count "争创强县数" {
    code  = "titles_sought"
    unit  = "个"
    where = state == "争创"
    place = 县
  }
}

register "自查" {
  code       = "self_check"
  basis      = "潍政字〔2024〕12号 二（二）"
  cycle      = standing
  key        = [自查编号]
  definition = "一个县对一条条件的自查"

  field "自查编号" {
    code     = "check_code"
    type     = text
    required = true
  }
  field "创建" {
    code     = "bid"
    type     = reference
    register = 强县创建
    required = true
  }
  field "条件" {
    code     = "criterion"
    type     = reference
    register = 认定条件
    required = true
  }
  field "实际值" {
    code = "value"
    type = number
    unit = "无量纲"
  }
  field "具备" {
    code       = "has"
    type       = flag
    definition = "比较方式为“是否具备”时填"
  }
  field "自评分" {
    code = "points"
    type = number
    unit = "分"
    min  = 0
  }
  field "材料" {
    code = "proof"
    type = file
  }
  unique {
    fields = [创建, 条件]
  }
}

formula "差距" {
  code         = "gap"
  subject      = 自查
  cycle        = standing
  unit         = "无量纲"
  value        = 条件.比较 == "是否具备" ? (具备 ? 0 : 1) : (条件.比较 == "不低于" ? max(0, 条件.界限 - 实际值) : max(0, 实际值 - 条件.界限))
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（二）"
  definition   = "离达到还差多少，按指标口径的计量单位；达到为 0；没有数据时没有值"
}

evaluation "强县自查" {
  code        = "title_readiness"
  basis       = "潍政字〔2024〕12号 二（二）"
  subject     = 强县创建
  cycle       = standing
  where       = is_missing(适用版本) == false
  weights     = points
  aggregate   = weighted_sum
  ties        = competition
  unmet_grade = "有差距"

  indicator "自评得分" {
    code          = "points"
    unit          = "分"
    value         = sum_rows(自查.创建, 自评分, 条件.种类 == "计分")
    direction     = up
    normalise     = given
    when_missing  = score
    missing_score = 0
  }
  criterion "门槛条件都已自查并有数据" {
    code      = "all_known"
    condition = count_rows(自查.创建, 条件.种类 == "门槛") > 0 && count_rows(自查.创建, 条件.种类 == "门槛" && is_missing(差距)) == 0
    evidence  = "逐条自查表"
  }
  criterion "门槛条件全部达到" {
    code     = "gates"
    unit     = "项"
    value    = of_unit(count_rows(自查.创建, 条件.种类 == "门槛" && 差距 > 0), "项")
    at_most  = 0
    evidence = "逐条自查表"
  }
  criterion "没有触及否决条件" {
    code    = "no_veto"
    unit    = "项"
    value   = of_unit(count_rows(自查.创建, 条件.种类 == "否决" && 差距 == 0), "项")
    at_most = 0
  }

  grade "基本具备" {
    code           = "ready"
    score_at_least = 0
  }
  grade "有差距" {
    code = "short"
    rest = true
  }
}
