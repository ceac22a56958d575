# 科技型中小企业评价：三类指标评分，合计 60 分及以上且科技人员指标不为零的入库；符合直通条件的不看得分。
pack "科技型中小企业评价" {
  code       = "tech_sme"
  version    = "2017.1"
  basis      = "国科发政〔2017〕115号"
  valid_from = "2017-05-03"
  certainty  = secondary
  note       = "评分表为官方；直通条件按通行理解整理，未见原文，标为二手。入库有效期一年，每年重新评价。"
}

choices "研发投入评价方式" {
  code = "research_basis"
  options = {
    sales = "按销售收入"
    cost  = "按成本费用"
  }
}

parameter "职工人数上限" {
  code = "staff_max"
  unit = "人"
  value {
    value      = 500
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

parameter "销售收入上限" {
  code = "sales_max"
  unit = "亿元"
  value {
    value      = 2
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

parameter "资产总额上限" {
  code = "assets_max"
  unit = "亿元"
  value {
    value      = 2
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

parameter "入库最低分" {
  code = "pass_score"
  unit = "分"
  value {
    value      = 60
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

table "科技人员得分" {
  code         = "staff_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  definition   = "科技人员数占职工总数的比例，区间含下限不含上限"
  version {
    rows       = [[30, 20], [25, 16], [20, 12], [15, 8], [10, 4]]
    otherwise  = 0
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

table "按销售收入研发得分" {
  code         = "research_points_by_sales"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  definition   = "研发费用总额占销售收入的比例"
  version {
    rows       = [[6, 50], [5, 40], [4, 30], [3, 20], [2, 10]]
    otherwise  = 0
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

table "按成本费用研发得分" {
  code         = "research_points_by_cost"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  definition   = "研发费用总额占成本费用支出总额的比例"
  version {
    rows       = [[30, 50], [25, 40], [20, 30], [15, 20], [10, 10]]
    otherwise  = 0
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

table "二类知识产权得分" {
  code         = "class_two_points"
  operand_unit = "件"
  unit         = "分"
  reading      = at_least
  definition   = "没有Ⅰ类知识产权时按Ⅱ类件数计"
  version {
    rows       = [[4, 24], [3, 18], [2, 12], [1, 6]]
    otherwise  = 0
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

table "一类知识产权得分" {
  code         = "class_one_points"
  operand_unit = "件"
  unit         = "分"
  reading      = at_least
  definition   = "Ⅰ类：发明专利、植物新品种、国家级农作物品种、国家新药、国家一级中药保护品种、集成电路布图设计等"
  version {
    rows       = [[1, 30]]
    otherwise  = 0
    valid_from = "2017-05-03"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发政〔2017〕115号"
    certainty  = official
  }
}

register "科技型中小企业" {
  code       = "tech_sme"
  basis      = "国科发政〔2017〕115号"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "自主评价、申请入库的企业，每年一份数据"

  field "统一社会信用代码" {
    code     = "credit_code"
    type     = enterprise
    required = true
  }
  field "企业名称" {
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
  field "境内注册的居民企业" {
    code     = "is_resident"
    type     = flag
    required = true
  }
  field "职工总数" {
    code = "staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "科技人员数" {
    code = "research_staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "销售收入" {
    code = "sales"
    type = money
    unit = "万元"
    min  = 0
  }
  field "资产总额" {
    code = "assets"
    type = money
    unit = "万元"
    min  = 0
  }
  field "成本费用总额" {
    code = "cost"
    type = money
    unit = "万元"
    min  = 0
  }
  field "研发费用" {
    code = "research"
    type = money
    unit = "万元"
    min  = 0
  }
  field "评价方式" {
    code       = "basis"
    type       = choice
    choices    = 研发投入评价方式
    definition = "企业自选一种"
  }
  field "一类知识产权" {
    code = "class_one"
    type = number
    unit = "件"
    min  = 0
  }
  field "二类知识产权" {
    code = "class_two"
    type = number
    unit = "件"
    min  = 0
  }
  field "属于禁止限制淘汰类" {
    code = "is_restricted"
    type = flag
  }
  field "有重大事故或严重失信" {
    code       = "has_breach"
    type       = flag
    definition = "上一年及当年发生重大安全、重大质量事故，严重环境违法、科研严重失信，或列入经营异常名录、严重违法失信名单"
  }
  field "高新技术企业证书有效" {
    code = "is_high_tech"
    type = flag
  }
  field "五年内获国家级科技奖励前三名" {
    code = "has_award"
    type = flag
  }
  field "有省部级以上研发机构" {
    code = "has_platform"
    type = flag
  }
  field "五年内主导制定国际国家或行业标准" {
    code = "leads_standard"
    type = flag
  }

  field "入库登记日期" {
    code       = "registered_on"
    type       = date
    definition = "取得当年入库登记编号的日期；没有入库的空着"
  }
  field "撤销入库日期" {
    code       = "revoked_on"
    type       = date
    definition = "年内被撤销登记编号的日期"
  }

  rule "科技人员数不应超过职工总数" {
    code     = "staff_within"
    check    = 科技人员数 <= 职工总数
    strength = refuse
  }
  rule "撤销入库日期不应早于入库登记日期" {
    code     = "revoked_later"
    check    = 入库登记日期 <= 撤销入库日期
    strength = refuse
  }

  count "有效入库企业" {
    code       = "registered"
    unit       = "家"
    place      = 所在县
    where      = !is_missing(入库登记日期) && is_missing(撤销入库日期)
    indicator  = "technology_sme_registered"
    definition = "期末有效入库的企业数：当年取得登记编号且未被撤销；入库有效期一年，不累计历年数"
  }
}

formula "直通" {
  code         = "direct_claim"
  subject      = 科技型中小企业
  cycle        = year
  unit         = "无量纲"
  value        = (高新技术企业证书有效 == true || 五年内获国家级科技奖励前三名 == true || 有省部级以上研发机构 == true || 五年内主导制定国际国家或行业标准 == true) ? 1 : 0
  when_missing = zero
  basis        = "国科发政〔2017〕115号（直通条件二手）"
  definition   = "符合直通条件之一的为 1；没有申明的为 0"
}

evaluation "科技型中小企业评价" {
  code        = "tech_sme_score"
  basis       = "国科发政〔2017〕115号"
  subject     = 科技型中小企业
  cycle       = year
  weights     = points
  aggregate   = weighted_sum
  ties        = competition
  unmet_grade = "不符合"

  indicator "科技人员指标" {
    code          = "staff_score"
    unit          = "分"
    value         = lookup(科技人员得分, 科技人员数 / 职工总数)
    direction     = up
    normalise     = given
    when_missing  = score
    missing_score = 0
  }
  indicator "研发投入指标" {
    code          = "research_score"
    unit          = "分"
    value         = 评价方式 == "按成本费用" ? lookup(按成本费用研发得分, 研发费用 / 成本费用总额) : lookup(按销售收入研发得分, 研发费用 / 销售收入)
    direction     = up
    normalise     = given
    when_missing  = score
    missing_score = 0
  }
  indicator "科技成果指标" {
    code          = "result_score"
    unit          = "分"
    value         = max(lookup(一类知识产权得分, 一类知识产权), lookup(二类知识产权得分, 二类知识产权))
    direction     = up
    normalise     = given
    when_missing  = score
    missing_score = 0
  }

  criterion "在中国境内（不包括港澳台）注册的居民企业" {
    code      = "resident"
    condition = 境内注册的居民企业 == true
    evidence  = "营业执照"
  }
  criterion "职工总数不超过 500 人" {
    code     = "staff_size"
    unit     = "人"
    value    = 职工总数
    at_most  = parameter.职工人数上限
    evidence = "社会保险缴纳证明"
  }
  criterion "年销售收入不超过 2 亿元" {
    code     = "sales_size"
    unit     = "万元"
    value    = 销售收入
    at_most  = parameter.销售收入上限
    evidence = "企业所得税年度纳税申报表"
  }
  criterion "资产总额不超过 2 亿元" {
    code     = "assets_size"
    unit     = "万元"
    value    = 资产总额
    at_most  = parameter.资产总额上限
    evidence = "资产负债表"
  }
  criterion "产品和服务不属于禁止、限制和淘汰类" {
    code      = "not_restricted"
    condition = 属于禁止限制淘汰类 == false
  }
  criterion "上一年及当年没有重大事故和严重失信" {
    code      = "no_breach"
    condition = 有重大事故或严重失信 == false
  }
  criterion "科技人员指标得分不为零，直通的除外" {
    code      = "staff_not_zero"
    condition = 科技人员指标 > 0 || 直通 == 1
  }

  direct "高新技术企业、国家科技奖励、省部级研发机构、主导标准之一" {
    code      = "direct_entry"
    condition = 直通 == 1
    grade     = "符合"
    basis     = "国科发政〔2017〕115号（二手）"
  }

  grade "符合" {
    code           = "pass"
    score_at_least = parameter.入库最低分
  }

  grade "不符合" {
    code = "fail"
    rest = true
  }
}
