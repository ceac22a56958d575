# 高新技术企业认定评分：四类指标满分 100，70 分以上（不含 70 分）且三项条件都达到。
pack "高新技术企业认定评分" {
  code       = "high_tech_enterprise"
  version    = "2016.1"
  basis      = "国科发火〔2016〕32号、〔2016〕195号"
  valid_from = "2016-01-01"
  certainty  = secondary
  note       = "评分区间为二手。专家在区间内打分，系统只核对分数是否落在区间内，不代替专家；研发占比、科技人员、高新收入三项条件按通行理解整理。"
}

table "转化得分上限" {
  code         = "conversion_high"
  operand_unit = "项"
  unit         = "分"
  reading      = at_least
  definition   = "近三年科技成果转化年平均项数；专家分应在上下限之间"
  version {
    rows       = [[5, 30], [4, 24], [3, 18], [2, 12], [1, 6]]
    otherwise  = 0
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "转化得分下限" {
  code         = "conversion_low"
  operand_unit = "项"
  unit         = "分"
  reading      = at_least
  definition   = "近三年科技成果转化年平均项数；专家分应在上下限之间"
  version {
    rows       = [[5, 25], [4, 19], [3, 13], [2, 7], [1, 1]]
    otherwise  = 0
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "增长得分上限" {
  code         = "growth_high"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  definition   = "净资产增长率、销售收入增长率各 10 分；增长率不高于 0 的为 0 分"
  version {
    rows       = [[35, 10], [25, 8], [15, 6], [5, 4]]
    otherwise  = 2
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "增长得分下限" {
  code         = "growth_low"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  definition   = "增长率不高于 0 的为 0 分"
  version {
    rows       = [[35, 9], [25, 7], [15, 5], [5, 3]]
    otherwise  = 1
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "Ⅰ类数量得分上限" {
  code         = "class_one_high"
  operand_unit = "项"
  unit         = "分"
  reading      = at_least
  definition   = "有Ⅰ类知识产权的按Ⅰ类"
  version {
    rows       = [[1, 8]]
    otherwise  = 0
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "Ⅰ类数量得分下限" {
  code         = "class_one_low"
  operand_unit = "项"
  unit         = "分"
  reading      = at_least
  definition   = "有Ⅰ类知识产权的按Ⅰ类"
  version {
    rows       = [[1, 7]]
    otherwise  = 0
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "Ⅱ类数量得分上限" {
  code         = "class_two_high"
  operand_unit = "项"
  unit         = "分"
  reading      = at_least
  definition   = "没有Ⅰ类知识产权的按Ⅱ类件数"
  version {
    rows       = [[5, 6], [3, 4], [1, 2]]
    otherwise  = 0
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

table "Ⅱ类数量得分下限" {
  code         = "class_two_low"
  operand_unit = "项"
  unit         = "分"
  reading      = at_least
  definition   = "没有Ⅰ类知识产权的按Ⅱ类件数"
  version {
    rows       = [[5, 5], [3, 3], [1, 1]]
    otherwise  = 0
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "获得方式最低分" {
  code = "acquisition_min"
  unit = "分"
  value {
    value      = 1
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "受让等获得方式最高分" {
  code = "acquired_max"
  unit = "分"
  value {
    value      = 3
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "及格分" {
  code = "pass_score"
  unit = "分"
  value {
    value      = 70
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
    note       = "70 分以上不含 70 分"
  }
}

parameter "知识产权最高分" {
  code = "ip_max"
  unit = "分"
  value {
    value      = 30
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "小企业销售界限" {
  code = "small_sales"
  unit = "万元"
  value {
    value      = 5000
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "中企业销售界限" {
  code = "medium_sales"
  unit = "亿元"
  value {
    value      = 2
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "小企业研发占比" {
  code = "small_share"
  unit = "%"
  value {
    value      = 5
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "中企业研发占比" {
  code = "medium_share"
  unit = "%"
  value {
    value      = 4
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "大企业研发占比" {
  code = "large_share"
  unit = "%"
  value {
    value      = 3
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "最低科技人员占比" {
  code = "staff_share_min"
  unit = "%"
  value {
    value      = 10
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

parameter "最低高新收入占比" {
  code = "income_share_min"
  unit = "%"
  value {
    value      = 60
    valid_from = "2016-01-01"
    issuer     = "科技部、财政部、国家税务总局"
    document   = "国科发火〔2016〕32号、〔2016〕195号"
    certainty  = secondary
  }
}

choices "知识产权取得途径" {
  code    = "ip_ways"
  options = { own = "自主研发", acquired = "受让受赠并购等", none = "没有知识产权" }
}

register "高企认定申报" {
  code       = "high_tech_application"
  basis      = "国科发火〔2016〕32号、〔2016〕195号"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "申请认定的企业与专家组评分，每年一份数据"

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
  field "销售收入" {
    code       = "sales"
    type       = money
    unit       = "万元"
    min        = 0
    definition = "最近一年"
  }
  field "近三年销售收入" {
    code = "sales_three"
    type = money
    unit = "万元"
    min  = 0
  }
  field "近三年研发费用" {
    code = "research_three"
    type = money
    unit = "万元"
    min  = 0
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
  field "总收入" {
    code = "income"
    type = money
    unit = "万元"
    min  = 0
  }
  field "高新技术产品服务收入" {
    code = "high_tech_income"
    type = money
    unit = "万元"
    min  = 0
  }
  field "技术先进程度" {
    code = "advance"
    type = number
    unit = "分"
    min  = 0
    max  = 8
  }
  field "核心支持作用" {
    code = "support"
    type = number
    unit = "分"
    min  = 0
    max  = 8
  }
  field "知识产权数量得分" {
    code       = "ip_count_points"
    type       = number
    unit       = "分"
    min        = 0
    max        = 8
    definition = "Ⅰ类 1 项以上 7—8；Ⅱ类 5 项以上 5—6；3—4 项 3—4；1—2 项 1—2；无 0"
  }
  field "Ⅰ类知识产权数" {
    code       = "class_one"
    type       = number
    unit       = "项"
    min        = 0
    decimals   = 0
    definition = "发明专利、植物新品种、集成电路布图设计专有权等；填了件数就核对数量得分"
  }
  field "Ⅱ类知识产权数" {
    code       = "class_two"
    type       = number
    unit       = "项"
    min        = 0
    decimals   = 0
    definition = "实用新型、外观设计、软件著作权等；填了件数就核对数量得分"
  }
  field "知识产权主要取得途径" {
    code       = "ip_way"
    type       = choice
    choices    = 知识产权取得途径
    definition = "填了就核对获得方式得分"
  }
  field "知识产权获得方式" {
    code       = "acquisition"
    type       = number
    unit       = "分"
    min        = 0
    max        = 6
    definition = "自主研发 1—6，受让等 1—3"
  }
  field "参与制定标准" {
    code       = "standard"
    type       = number
    unit       = "分"
    min        = 0
    max        = 2
    definition = "附加分"
  }
  field "年均转化项数" {
    code = "conversions"
    type = number
    unit = "项"
    min  = 0
  }
  field "转化能力得分" {
    code = "conversion_points"
    type = number
    unit = "分"
    min  = 0
    max  = 30
  }
  field "研发组织管理制度" {
    code = "rules_points"
    type = number
    unit = "分"
    min  = 0
    max  = 6
  }
  field "研发机构与产学研合作" {
    code = "lab_points"
    type = number
    unit = "分"
    min  = 0
    max  = 6
  }
  field "成果转化激励" {
    code = "incentive_points"
    type = number
    unit = "分"
    min  = 0
    max  = 4
  }
  field "人才培养与绩效" {
    code = "talent_points"
    type = number
    unit = "分"
    min  = 0
    max  = 4
  }
  field "净资产增长率" {
    code = "asset_growth"
    type = number
    unit = "%"
  }
  field "净资产增长得分" {
    code = "asset_points"
    type = number
    unit = "分"
    min  = 0
    max  = 10
  }
  field "销售收入增长率" {
    code = "sales_growth"
    type = number
    unit = "%"
  }
  field "销售收入增长得分" {
    code = "sales_points"
    type = number
    unit = "分"
    min  = 0
    max  = 10
  }

  rule "知识产权数量得分不在件数对应的区间内" {
    code     = "ip_count_band"
    check    = is_missing(Ⅰ类知识产权数) || is_missing(Ⅱ类知识产权数) ? true : (Ⅰ类知识产权数 > 0 ? 知识产权数量得分 >= lookup(Ⅰ类数量得分下限, Ⅰ类知识产权数) && 知识产权数量得分 <= lookup(Ⅰ类数量得分上限, Ⅰ类知识产权数) : 知识产权数量得分 >= lookup(Ⅱ类数量得分下限, Ⅱ类知识产权数) && 知识产权数量得分 <= lookup(Ⅱ类数量得分上限, Ⅱ类知识产权数))
    strength = refuse
  }
  rule "知识产权获得方式得分不在取得途径对应的区间内" {
    code     = "acquisition_band"
    check    = is_missing(知识产权主要取得途径) ? true : (知识产权主要取得途径 == "没有知识产权" ? 知识产权获得方式 == 0 : 知识产权获得方式 >= parameter.获得方式最低分 && (知识产权主要取得途径 == "自主研发" || 知识产权获得方式 <= parameter.受让等获得方式最高分))
    strength = refuse
  }
  rule "转化能力得分不在年均转化项数对应的区间内" {
    code     = "conversion_band"
    check    = 转化能力得分 >= lookup(转化得分下限, 年均转化项数) && 转化能力得分 <= lookup(转化得分上限, 年均转化项数)
    strength = refuse
  }
  rule "净资产增长得分不在增长率对应的区间内" {
    code     = "asset_band"
    check    = 净资产增长率 > 0 ? 净资产增长得分 >= lookup(增长得分下限, 净资产增长率) && 净资产增长得分 <= lookup(增长得分上限, 净资产增长率) : 净资产增长得分 == 0
    strength = refuse
  }
  rule "销售收入增长得分不在增长率对应的区间内" {
    code     = "sales_band"
    check    = 销售收入增长率 > 0 ? 销售收入增长得分 >= lookup(增长得分下限, 销售收入增长率) && 销售收入增长得分 <= lookup(增长得分上限, 销售收入增长率) : 销售收入增长得分 == 0
    strength = refuse
  }
}

evaluation "高新技术企业认定评分" {
  code      = "high_tech_score"
  basis     = "国科发火〔2016〕32号、〔2016〕195号"
  subject   = 高企认定申报
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition
  unmet_grade = "不符合"

  branch "知识产权" {
    code      = "ip"
    aggregate = weighted_sum

    indicator "知识产权指标" {
      code          = "ip_score"
      unit          = "分"
      value         = min(parameter.知识产权最高分, 技术先进程度 + 核心支持作用 + 知识产权数量得分 + 知识产权获得方式 + first_known(参与制定标准, 0))
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "科技成果转化能力" {
    code      = "conversion"
    aggregate = weighted_sum

    indicator "转化能力指标" {
      code          = "conversion_score"
      unit          = "分"
      value         = 转化能力得分
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "研究开发组织管理水平" {
    code      = "organisation"
    aggregate = weighted_sum

    indicator "组织管理指标" {
      code          = "organisation_score"
      unit          = "分"
      value         = 研发组织管理制度 + 研发机构与产学研合作 + 成果转化激励 + 人才培养与绩效
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "企业成长性" {
    code      = "growth"
    aggregate = weighted_sum

    indicator "净资产增长指标" {
      code          = "asset_score"
      unit          = "分"
      value         = 净资产增长得分
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "销售收入增长指标" {
      code          = "sales_score"
      unit          = "分"
      value         = 销售收入增长得分
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  criterion "近三年研发费用占比达到所在规模的要求" {
    code     = "research_share"
    unit     = "%"
    value    = 近三年研发费用 / 近三年销售收入
    at_least = 销售收入 <= parameter.小企业销售界限 ? parameter.小企业研发占比 : (销售收入 <= parameter.中企业销售界限 ? parameter.中企业研发占比 : parameter.大企业研发占比)
    evidence = "研发费用专项审计报告"
  }
  criterion "科技人员占职工总数不低于 10%" {
    code     = "staff_share"
    unit     = "%"
    value    = 科技人员数 / 职工总数
    at_least = parameter.最低科技人员占比
    evidence = "职工和科技人员情况说明"
  }
  criterion "高新技术产品（服务）收入占总收入不低于 60%" {
    code     = "income_share"
    unit     = "%"
    value    = 高新技术产品服务收入 / 总收入
    at_least = parameter.最低高新收入占比
    evidence = "专项审计报告"
  }

  grade "符合" {
    code        = "pass"
    score_above = parameter.及格分
  }

  grade "不符合" {
    code = "fail"
    rest = true
  }
}
