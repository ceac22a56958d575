# 专精特新小巨人企业认定（2022 年办法，2026 年 3 月 31 日止）：各项条件同时达到，不评分。
pack "专精特新小巨人企业认定（2022 年办法）" {
  code       = "little_giant"
  version    = "2022.1"
  basis      = "工信部企业〔2022〕63号"
  valid_from = "2022-06-01"
  valid_to   = "2026-03-31"
  certainty  = secondary
  note       = "条件为二手，未见原文；2026 年 4 月 1 日起执行新办法。"
}

parameter "最低从事年限" {
  code = "years_min"
  unit = "年"
  value {
    value      = 3
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低主营收入占比" {
  code = "main_share_min"
  unit = "%"
  value {
    value      = 70
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低平均增长率" {
  code = "growth_min"
  unit = "%"
  value {
    value      = 5
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最高资产负债率" {
  code = "debt_max"
  unit = "%"
  value {
    value      = 70
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低市场占有率" {
  code = "market_min"
  unit = "%"
  value {
    value      = 10
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "大企业营业收入界限" {
  code = "large_revenue"
  unit = "亿元"
  value {
    value      = 1
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
    note       = "二手文本写作“1 亿元以上”；恰为 1 亿元的按 6% 一档计，原文是否含本数待核"
  }
}

parameter "中企业营业收入界限" {
  code = "medium_revenue"
  unit = "万元"
  value {
    value      = 5000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "大企业研发占比" {
  code = "large_research_share"
  unit = "%"
  value {
    value      = 3
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "中企业研发占比" {
  code = "medium_research_share"
  unit = "%"
  value {
    value      = 6
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "小企业股权融资" {
  code = "small_equity"
  unit = "万元"
  value {
    value      = 8000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "小企业研发费用" {
  code = "small_research"
  unit = "万元"
  value {
    value      = 3000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "小企业研发人员占比" {
  code = "small_research_staff"
  unit = "%"
  value {
    value      = 50
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最少一类知识产权" {
  code = "class_one_min"
  unit = "件"
  value {
    value      = 2
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

register "小巨人申报" {
  code       = "little_giant"
  basis      = "工信部企业〔2022〕63号"
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
  field "主营收入近两年平均增长率" {
    code = "main_growth"
    type = number
    unit = "%"
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
  field "主导产品市场占有率" {
    code = "market_share"
    type = number
    unit = "%"
    min  = 0
    max  = 100
  }
  field "近两年研发费用占比低值" {
    code       = "research_share"
    type       = number
    unit       = "%"
    min        = 0
    definition = "近两年各年研发费用占营业收入比重中较低的一年"
  }
  field "近两年研发费用" {
    code = "research"
    type = money
    unit = "万元"
    min  = 0
  }
  field "近两年股权融资" {
    code = "equity"
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
  field "研发人员数" {
    code = "research_staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "一类知识产权" {
    code = "class_one"
    type = number
    unit = "件"
    min  = 0
  }
  field "有研发机构" {
    code       = "has_institution"
    type       = flag
    definition = "自建或与高校、科研机构联合建立"
  }
}

evaluation "专精特新小巨人企业认定" {
  code      = "little_giant_result"
  basis     = "工信部企业〔2022〕63号"
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
  criterion "主营业务收入占比不低于 70%" {
    code     = "main_share"
    unit     = "%"
    value    = 主营业务收入 / 营业收入
    at_least = parameter.最低主营收入占比
    evidence = "审计报告"
  }
  criterion "近两年主营收入平均增长率不低于 5%" {
    code     = "growth"
    unit     = "%"
    value    = 主营收入近两年平均增长率
    at_least = parameter.最低平均增长率
    evidence = "审计报告"
  }
  criterion "资产负债率不高于 70%" {
    code     = "debt"
    unit     = "%"
    value    = 负债总额 / 资产总额
    at_most  = parameter.最高资产负债率
    evidence = "审计报告"
  }
  criterion "主导产品市场占有率不低于 10%" {
    code     = "market"
    unit     = "%"
    value    = 主导产品市场占有率
    at_least = parameter.最低市场占有率
    evidence = "第三方证明"
  }
  criterion "研发费用占比达到所在规模的要求" {
    code     = "research_share"
    unit     = "%"
    value    = 近两年研发费用占比低值
    at_least = 营业收入 > parameter.大企业营业收入界限 ? parameter.大企业研发占比 : (营业收入 >= parameter.中企业营业收入界限 ? parameter.中企业研发占比 : 0)
    evidence = "审计报告、研发费用辅助账"
  }
  criterion "营业收入不足 5000 万元的，股权融资、研发费用、研发人员同时达到" {
    code      = "small_firm"
    condition = 营业收入 >= parameter.中企业营业收入界限 || (近两年股权融资 >= parameter.小企业股权融资 && 近两年研发费用 >= parameter.小企业研发费用 && 研发人员数 / 职工总数 >= parameter.小企业研发人员占比)
    evidence  = "投资协议及到账凭证"
  }
  criterion "与主导产品相关的Ⅰ类知识产权不少于 2 件" {
    code     = "class_one"
    unit     = "件"
    value    = 一类知识产权
    at_least = parameter.最少一类知识产权
    evidence = "权属证书"
  }
  criterion "自建或联合建立研发机构" {
    code      = "institution"
    condition = 有研发机构 == true
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
