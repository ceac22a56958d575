# 创新型中小企业评价（2022 年办法，2026 年 3 月 31 日止）：六项评分，总分和三个方面各有最低要求。
pack "创新型中小企业评价（2022 年办法）" {
  code       = "innovative_sme"
  version    = "2022.1"
  basis      = "工信部企业〔2022〕63号"
  valid_from = "2022-06-01"
  valid_to   = "2026-03-31"
  certainty  = secondary
  note       = "评分表由两份独立实现核对，未见原文，标为二手；自 2026 年 4 月 1 日起由新办法的“科技和创新型中小企业”代替。"
}

choices "知识产权情形" {
  code = "ip_kind"
  options = {
    high_value    = "Ⅰ类高价值知识产权一项以上"
    own_class_one = "自主研发的Ⅰ类知识产权一项以上"
    class_one     = "Ⅰ类知识产权一项以上"
    class_two     = "Ⅱ类知识产权一项以上"
    none          = "无"
  }
}

parameter "知识产权得分" {
  code = "ip_points"
  unit = "分"
  by   = 知识产权情形
  value {
    values     = { Ⅰ类高价值知识产权一项以上 = 20, 自主研发的Ⅰ类知识产权一项以上 = 15, Ⅰ类知识产权一项以上 = 10, Ⅱ类知识产权一项以上 = 5, 无 = 0 }
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
    note       = "分值二手；各情形的文字按通行理解整理"
  }
}

table "研发费用占比得分" {
  code         = "research_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[5, 20], [3, 15], [2, 10], [1, 5]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "收入增长率得分" {
  code         = "growth_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[15, 20], [10, 15], [5, 10], [0, 5]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "资产负债率得分" {
  code         = "debt_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_most
  version {
    rows       = [[55, 10], [75, 5]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "主营收入占比得分" {
  code         = "main_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[70, 20], [60, 15], [55, 10], [50, 5]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "战略性新兴产业得分" {
  code = "emerging_points"
  unit = "分"
  value {
    value      = 10
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "其他产业得分" {
  code = "other_points"
  unit = "分"
  value {
    value      = 5
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "总分最低要求" {
  code = "pass_score"
  unit = "分"
  value {
    value      = 60
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "创新能力最低要求" {
  code = "innovation_min"
  unit = "分"
  value {
    value      = 20
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "成长性最低要求" {
  code = "growth_min"
  unit = "分"
  value {
    value      = 15
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "专业化最低要求" {
  code = "focus_min"
  unit = "分"
  value {
    value      = 15
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

register "创新型中小企业申报" {
  code       = "innovative_sme"
  basis      = "工信部企业〔2022〕63号"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "申请公告的企业，每年一份数据"

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
  field "知识产权" {
    code       = "ip"
    type       = choice
    choices    = 知识产权情形
    definition = "与主导产品相关的有效知识产权"
  }
  field "研发费用" {
    code = "research"
    type = money
    unit = "万元"
    min  = 0
  }
  field "营业收入" {
    code = "revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "主营业务收入" {
    code = "main_revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "上年主营业务收入" {
    code = "main_revenue_before"
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
  field "负债总额" {
    code = "debt"
    type = money
    unit = "万元"
    min  = 0
  }
  field "主导产品属于战略性新兴产业" {
    code = "is_emerging"
    type = flag
  }
  field "符合直通条件" {
    code       = "is_direct"
    type       = flag
    definition = "近三年科技奖励、国家级荣誉、省部级以上研发机构、股权融资等，按办法认定；材料另附"
  }
}

formula "直通" {
  code         = "direct_claim"
  subject      = 创新型中小企业申报
  cycle        = year
  unit         = "无量纲"
  value        = 符合直通条件 == true ? 1 : 0
  when_missing = zero
  basis        = "工信部企业〔2022〕63号"
  definition   = "符合直通条件的为 1；没有申明的为 0"
}

evaluation "创新型中小企业评价" {
  code      = "innovative_sme_score"
  basis     = "工信部企业〔2022〕63号"
  subject   = 创新型中小企业申报
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition
  unmet_grade = "不符合"

  branch "创新能力" {
    code      = "innovation"
    aggregate = weighted_sum

    indicator "知识产权指标" {
      code          = "ip_score"
      unit          = "分"
      value         = parameter.知识产权得分[知识产权]
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "研发费用占比指标" {
      code          = "research_score"
      unit          = "分"
      value         = lookup(研发费用占比得分, 研发费用 / 营业收入)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "成长性" {
    code      = "growth"
    aggregate = weighted_sum

    indicator "主营收入增长指标" {
      code          = "growth_score"
      unit          = "分"
      value         = lookup(收入增长率得分, 主营业务收入 / 上年主营业务收入 - 1)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "资产负债率指标" {
      code          = "debt_score"
      unit          = "分"
      value         = lookup(资产负债率得分, 负债总额 / 资产总额)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "专业化" {
    code      = "focus"
    aggregate = weighted_sum

    indicator "产业领域指标" {
      code          = "field_score"
      unit          = "分"
      value         = 主导产品属于战略性新兴产业 ? parameter.战略性新兴产业得分 : parameter.其他产业得分
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "主营收入占比指标" {
      code          = "main_score"
      unit          = "分"
      value         = lookup(主营收入占比得分, 主营业务收入 / 营业收入)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  criterion "创新能力不低于 20 分，直通的除外" {
    code      = "innovation_least"
    condition = 知识产权指标 + 研发费用占比指标 >= parameter.创新能力最低要求 || 直通 == 1
  }
  criterion "成长性不低于 15 分，直通的除外" {
    code      = "growth_least"
    condition = 主营收入增长指标 + 资产负债率指标 >= parameter.成长性最低要求 || 直通 == 1
  }
  criterion "专业化不低于 15 分，直通的除外" {
    code      = "focus_least"
    condition = 产业领域指标 + 主营收入占比指标 >= parameter.专业化最低要求 || 直通 == 1
  }

  direct "符合直通条件之一" {
    code      = "direct_entry"
    condition = 直通 == 1
    grade     = "符合"
  }

  grade "符合" {
    code           = "pass"
    score_at_least = parameter.总分最低要求
  }

  grade "不符合" {
    code = "fail"
    rest = true
  }
}
