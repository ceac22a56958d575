# 制造业单项冠军企业认定：条件自查，差多少写明。
pack "制造业单项冠军企业认定" {
  code       = "manufacturing_champion"
  version    = "2022.1"
  basis      = "制造业单项冠军企业认定条件（转述）"
  valid_from = "2022-01-01"
  certainty  = secondary
  note       = "条件为二手，未见原文；由省里推荐，专家评审，系统只做条件自查。营业收入不足 4 亿元的走专精特新小巨人的路子。"
}

parameter "最低从事年限" {
  code = "years_min"
  unit = "年"
  value {
    value      = 10
    valid_from = "2022-01-01"
    issuer     = "工业和信息化部"
    document   = "制造业单项冠军企业认定条件（转述）"
    certainty  = secondary
  }
}

parameter "新产品最低从事年限" {
  code = "new_product_years_min"
  unit = "年"
  value {
    value      = 3
    valid_from = "2022-01-01"
    issuer     = "工业和信息化部"
    document   = "制造业单项冠军企业认定条件（转述）"
    certainty  = secondary
    note       = "新产品的从事年限"
  }
}

parameter "全球市场占有率排名要求" {
  code = "market_rank_max"
  unit = "位"
  value {
    value      = 3
    valid_from = "2022-01-01"
    issuer     = "工业和信息化部"
    document   = "制造业单项冠军企业认定条件（转述）"
    certainty  = secondary
  }
}

parameter "最低主营产品占比" {
  code = "product_share_min"
  unit = "%"
  value {
    value      = 70
    valid_from = "2022-01-01"
    issuer     = "工业和信息化部"
    document   = "制造业单项冠军企业认定条件（转述）"
    certainty  = secondary
  }
}

parameter "最低营业收入" {
  code = "revenue_min"
  unit = "亿元"
  value {
    value      = 4
    valid_from = "2022-01-01"
    issuer     = "工业和信息化部"
    document   = "制造业单项冠军企业认定条件（转述）"
    certainty  = secondary
  }
}

register "单项冠军申报" {
  code       = "manufacturing_champion"
  basis      = "制造业单项冠军企业认定条件（转述）"
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
  field "从事该产品年限" {
    code = "years"
    type = number
    unit = "年"
    min  = 0
  }
  field "属于新产品" {
    code = "is_new"
    type = flag
  }
  field "全球市场占有率排名" {
    code = "market_rank"
    type = number
    unit = "位"
    min  = 1
  }
  field "营业收入" {
    code = "revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "该产品收入" {
    code = "product_revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "主导制定标准" {
    code       = "leads_standard"
    type       = flag
    definition = "主导产品的国际、国家或行业标准"
  }
  field "有研发机构" {
    code = "has_institution"
    type = flag
  }
}

evaluation "制造业单项冠军企业认定" {
  code      = "champion_result"
  basis     = "制造业单项冠军企业认定条件（转述）"
  subject   = 单项冠军申报
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition
  unmet_grade = "不符合"

  criterion "从事该产品满 10 年，新产品满 3 年" {
    code     = "years"
    unit     = "年"
    value    = 从事该产品年限
    at_least = 属于新产品 == true ? parameter.新产品最低从事年限 : parameter.最低从事年限
    evidence = "营业执照、销售合同"
  }
  criterion "全球市场占有率排名前 3" {
    code     = "market"
    unit     = "位"
    value    = 全球市场占有率排名
    at_most  = parameter.全球市场占有率排名要求
    evidence = "行业协会或第三方证明"
  }
  criterion "该产品收入占营业收入不低于 70%" {
    code     = "product_share"
    unit     = "%"
    value    = 该产品收入 / 营业收入
    at_least = parameter.最低主营产品占比
    evidence = "审计报告"
  }
  criterion "营业收入不低于 4 亿元" {
    code     = "revenue"
    unit     = "亿元"
    value    = 营业收入
    at_least = parameter.最低营业收入
    evidence = "审计报告"
  }
  criterion "有研发机构" {
    code      = "institution"
    condition = 有研发机构 == true
  }
  criterion "主导制定相关标准" {
    code      = "standard"
    condition = 主导制定标准 == true
    evidence  = "标准文本首页"
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
