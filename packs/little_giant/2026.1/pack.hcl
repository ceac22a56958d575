# 专精特新小巨人企业认定（2026 年 4 月 1 日起）：七个方面的条件同时达到。
pack "专精特新小巨人企业认定（2026 年办法）" {
  code       = "little_giant"
  version    = "2026.1"
  basis      = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
  valid_from = "2026-04-01"
  certainty  = example
  note       = "条件为二手，未见原文；研发费用是两年合计还是年均未核实，按合计处理并标为示例；发展评价的分项评分表未见，不自动评分。"
}

parameter "最低从事年限" {
  code = "years_min"
  unit = "年"
  value {
    value      = 3
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
  }
}

parameter "最低营业收入" {
  code = "revenue_min"
  unit = "万元"
  value {
    value      = 5000
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
  }
}

parameter "最低主营收入占比" {
  code = "main_share_min"
  unit = "%"
  value {
    value      = 90
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
  }
}

parameter "最低复合增长率" {
  code = "growth_min"
  unit = "%"
  value {
    value      = 5
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
    note       = "近两年主营收入复合增长率"
  }
}

parameter "最高资产负债率" {
  code = "debt_max"
  unit = "%"
  value {
    value      = 75
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
  }
}

parameter "最低研发费用" {
  code = "research_min"
  unit = "万元"
  value {
    value      = 1200
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = example
    note       = "近两年；是合计还是年均未核实，这里按合计计"
  }
}

parameter "最低研发费用占比" {
  code = "research_share_min"
  unit = "%"
  value {
    value      = 3
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
    note       = "每一年都要达到"
  }
}

parameter "最少一类知识产权" {
  code = "class_one_min"
  unit = "件"
  value {
    value      = 4
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
  }
}

parameter "最低市场占有率" {
  code = "market_min"
  unit = "%"
  value {
    value      = 10
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
    note       = "国内或国际"
  }
}

parameter "市场排名要求" {
  code = "market_rank_max"
  unit = "位"
  value {
    value      = 3
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
  }
}

parameter "最低发展评价得分" {
  code = "score_min"
  unit = "分"
  value {
    value      = 60
    valid_from = "2026-04-01"
    issuer     = "工业和信息化部"
    document   = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
    certainty  = secondary
    note       = "发展评价的分项评分表未见，得分由认定部门评出后填入"
  }
}

register "小巨人申报" {
  code       = "little_giant"
  basis      = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "申请认定或复核的企业，每年一份数据"

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
  field "专精特新有效期内" {
    code = "is_specialised"
    type = flag
  }
  field "从事细分市场年限" {
    code = "years"
    type = number
    unit = "年"
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
  field "两年前主营业务收入" {
    code = "main_revenue_two_before"
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
  field "研发费用" {
    code = "research"
    type = money
    unit = "万元"
    min  = 0
  }
  field "上年研发费用" {
    code = "research_before"
    type = money
    unit = "万元"
    min  = 0
  }
  field "上年营业收入" {
    code = "revenue_before"
    type = money
    unit = "万元"
    min  = 0
  }
  field "一类知识产权" {
    code = "class_one"
    type = number
    unit = "件"
    min  = 0
  }
  field "主导产品市场占有率" {
    code = "market_share"
    type = number
    unit = "%"
    min  = 0
    max  = 100
  }
  field "主导产品市场排名" {
    code = "market_rank"
    type = number
    unit = "位"
    min  = 1
  }
  field "属于重点领域" {
    code       = "is_in_field"
    type       = flag
    definition = "工业六基、产业链升级、新兴产业或未来产业领域"
  }
  field "发展评价得分" {
    code       = "development_score"
    type       = number
    unit       = "分"
    min        = 0
    max        = 100
    definition = "由认定部门评出；分项评分表未见原文，不在系统内自动计算"
  }
}

evaluation "专精特新小巨人企业认定" {
  code      = "little_giant_result"
  basis     = "优质中小企业梯度培育管理办法（2026 年 4 月 1 日施行）"
  subject   = 小巨人申报
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition
  unmet_grade = "不符合"

  criterion "专精特新中小企业认定有效" {
    code      = "specialised"
    condition = 专精特新有效期内 == true
    evidence  = "认定文件"
  }
  criterion "从事特定细分市场满 3 年" {
    code     = "years"
    unit     = "年"
    value    = 从事细分市场年限
    at_least = parameter.最低从事年限
  }
  criterion "营业收入不低于 5000 万元" {
    code     = "revenue"
    unit     = "万元"
    value    = 营业收入
    at_least = parameter.最低营业收入
    evidence = "审计报告"
  }
  criterion "主营业务收入占比不低于 90%" {
    code     = "main_share"
    unit     = "%"
    value    = 主营业务收入 / 营业收入
    at_least = parameter.最低主营收入占比
    evidence = "审计报告"
  }
  criterion "近两年主营收入复合增长率不低于 5%" {
    code     = "growth"
    unit     = "%"
    value    = sqrt(主营业务收入 / 两年前主营业务收入) - 1
    at_least = parameter.最低复合增长率
    evidence = "审计报告"
  }
  criterion "资产负债率不高于 75%" {
    code     = "debt"
    unit     = "%"
    value    = 负债总额 / 资产总额
    at_most  = parameter.最高资产负债率
    evidence = "审计报告"
  }
  criterion "近两年研发费用合计不低于 1200 万元" {
    code     = "research_amount"
    unit     = "万元"
    value    = 研发费用 + 上年研发费用
    at_least = parameter.最低研发费用
    evidence = "研发费用辅助账"
  }
  criterion "近两年每年研发费用占比不低于 3%" {
    code     = "research_share"
    unit     = "%"
    value    = min(研发费用 / 营业收入, 上年研发费用 / 上年营业收入)
    at_least = parameter.最低研发费用占比
    evidence = "审计报告"
  }
  criterion "与主导产品相关的Ⅰ类知识产权不少于 4 件" {
    code     = "class_one"
    unit     = "件"
    value    = 一类知识产权
    at_least = parameter.最少一类知识产权
    evidence = "权属证书"
  }
  criterion "市场占有率不低于 10%，或排名前 3" {
    code      = "market"
    condition = 主导产品市场占有率 >= parameter.最低市场占有率 || 主导产品市场排名 <= parameter.市场排名要求
    evidence  = "第三方证明"
  }
  criterion "属于重点领域" {
    code      = "field"
    condition = 属于重点领域 == true
  }
  criterion "发展评价得分不低于 60 分" {
    code     = "development"
    unit     = "分"
    value    = 发展评价得分
    at_least = parameter.最低发展评价得分
  }

  grade "符合" {
    code           = "pass"
    score_at_least = 0
  }

  grade "不符合" {
    code = "fail"
    rest = true
  }
}
