# 错位发展：区位商识别优势产业，结构相似系数看两个县是否趋同。
pack "错位发展与产业布局" {
  code       = "differentiated_development"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 二（三）、三（一）1"
  valid_from = "2018-01-01"
  certainty  = secondary
  note       = "区位商、外向功能量、结构相似系数的公式取自公开论文（ChinaXiv-202202.00020V1、201810.00128V1）；相似系数高于 0.9 视为趋同是论文的做法，不是政策规定；二、三产业协调分析的子系统、权重为示例，协调等级的界限为研究文献的通行做法。"
}

parameter "趋同界限" {
  code = "convergence_border"
  unit = "无量纲"
  value {
    value      = 0.9
    valid_from = "2018-01-01"
    issuer     = "论文"
    document   = "ChinaXiv-201810.00128V1"
    certainty  = secondary
  }
}

parameter "优势界限" {
  code = "advantage_border"
  unit = "无量纲"
  value {
    value      = 1
    valid_from = "2018-01-01"
    issuer     = "论文"
    document   = "ChinaXiv-202202.00020V1"
    certainty  = secondary
  }
}

parameter "协调等级界限一" {
  code = "coordination_1"
  unit = "无量纲"
  value {
    value      = 0.2
    valid_from = "2018-01-01"
    issuer     = "研究文献"
    document   = "耦合协调度等级的通行划分（0.2、0.4、0.6、0.8）"
    certainty  = secondary
    note       = "各篇论文分级不一，不是政策规定"
  }
}

parameter "协调等级界限二" {
  code = "coordination_2"
  unit = "无量纲"
  value {
    value      = 0.4
    valid_from = "2018-01-01"
    issuer     = "研究文献"
    document   = "耦合协调度等级的通行划分（0.2、0.4、0.6、0.8）"
    certainty  = secondary
    note       = "各篇论文分级不一，不是政策规定"
  }
}

parameter "协调等级界限三" {
  code = "coordination_3"
  unit = "无量纲"
  value {
    value      = 0.6
    valid_from = "2018-01-01"
    issuer     = "研究文献"
    document   = "耦合协调度等级的通行划分（0.2、0.4、0.6、0.8）"
    certainty  = secondary
    note       = "各篇论文分级不一，不是政策规定"
  }
}

parameter "协调等级界限四" {
  code = "coordination_4"
  unit = "无量纲"
  value {
    value      = 0.8
    valid_from = "2018-01-01"
    issuer     = "研究文献"
    document   = "耦合协调度等级的通行划分（0.2、0.4、0.6、0.8）"
    certainty  = secondary
    note       = "各篇论文分级不一，不是政策规定"
  }
}

observed "第一产业增加值" {
  code = "primary_value_added"
  unit = "亿元"
}

observed "第二产业增加值" {
  code = "secondary_value_added"
  unit = "亿元"
}

observed "第三产业增加值" {
  code = "tertiary_value_added"
  unit = "亿元"
}

register "县域产业" {
  code       = "county_industry"
  basis      = "潍政字〔2024〕12号 二（三）、三（一）1"
  cycle      = year
  key        = [县, 行业]
  definition = "每县每个行业一行；规模用增加值、产值或从业人员都可以，同一年只用一种"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "行业" {
    code     = "industry"
    type     = text
    required = true
  }
  field "规模" {
    code       = "size"
    type       = number
    unit       = "亿元"
    min        = 0
    definition = "增加值或产值"
  }
  field "列入方案定位" {
    code       = "is_positioned"
    type       = flag
    definition = "方案为该县确定的特色优势所对应的行业"
  }
}

register "产业结构" {
  code       = "structure"
  basis      = "潍政字〔2024〕12号 二（三）、三（一）1"
  cycle      = year
  key        = [县]
  definition = "三次产业占比，合计 100%"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "第一产业占比" {
    code = "primary"
    type = number
    unit = "%"
    min  = 0
    max  = 100
  }
  field "第二产业占比" {
    code = "secondary"
    type = number
    unit = "%"
    min  = 0
    max  = 100
  }
  field "第三产业占比" {
    code = "tertiary"
    type = number
    unit = "%"
    min  = 0
    max  = 100
  }
  rule "三次产业占比合计应为 100%，允许四舍五入相差 0.2 个百分点" {
    code     = "sum"
    check    = abs(第一产业占比 + 第二产业占比 + 第三产业占比 - quantity(100, "%")) <= quantity(0.2, "%")
    strength = refuse
  }
}

register "县域比较" {
  code       = "county_pair"
  basis      = "潍政字〔2024〕12号 二（三）、三（一）1"
  cycle      = year
  key        = [比较编号]
  definition = "两个县的产业结构比较"

  field "比较编号" {
    code     = "pair_code"
    type     = text
    required = true
  }
  field "甲" {
    code     = "first"
    type     = reference
    register = 产业结构
    required = true
  }
  field "乙" {
    code     = "second"
    type     = reference
    register = 产业结构
    required = true
  }
}

formula "区位商" {
  code         = "location_quotient"
  subject      = 县域产业
  cycle        = year
  unit         = "无量纲"
  value        = (规模 / sum(same(县), 规模)) / (sum(same(行业), 规模) / sum(all, 规模))
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（三）、三（一）1"
  definition   = "本县该行业占比 ÷ 全部县该行业占比"
}

formula "外向功能量" {
  code         = "outward_function"
  subject      = 县域产业
  cycle        = year
  unit         = "亿元"
  value        = 区位商 <= parameter.优势界限 ? 0 : 规模 - sum(same(县), 规模) * sum(same(行业), 规模) / sum(all, 规模)
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（三）、三（一）1"
  definition   = "区位商高于 1 的部分，可以向外输出的规模"
}

formula "行业集中度" {
  code         = "specialisation"
  subject      = 县域产业
  cycle        = year
  unit         = "无量纲"
  value        = sum(same(县), power(规模 / sum(same(县), 规模), 2))
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（三）、三（一）1"
  definition   = "赫芬达尔指数：本县各行业占比平方和"
}

formula "结构相似系数" {
  code         = "similarity"
  subject      = 县域比较
  cycle        = year
  unit         = "无量纲"
  value        = in_unit(甲.第一产业占比 * 乙.第一产业占比 + 甲.第二产业占比 * 乙.第二产业占比 + 甲.第三产业占比 * 乙.第三产业占比, "无量纲") / sqrt((甲.第一产业占比 * 甲.第一产业占比 + 甲.第二产业占比 * 甲.第二产业占比 + 甲.第三产业占比 * 甲.第三产业占比) * (乙.第一产业占比 * 乙.第一产业占比 + 乙.第二产业占比 * 乙.第二产业占比 + 乙.第三产业占比 * 乙.第三产业占比))
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（三）、三（一）1"
  definition   = "联合国工业发展组织的产业结构相似系数，1 为完全相同"
}

formula "与全部县的结构相似系数" {
  code         = "similarity_to_all"
  subject      = county
  cycle        = year
  unit         = "无量纲"
  value        = (第一产业增加值 * sum(all, 第一产业增加值) + 第二产业增加值 * sum(all, 第二产业增加值) + 第三产业增加值 * sum(all, 第三产业增加值)) / of_unit(sqrt(in_unit((第一产业增加值 * 第一产业增加值 + 第二产业增加值 * 第二产业增加值 + 第三产业增加值 * 第三产业增加值) * (sum(all, 第一产业增加值) * sum(all, 第一产业增加值) + sum(all, 第二产业增加值) * sum(all, 第二产业增加值) + sum(all, 第三产业增加值) * sum(all, 第三产业增加值)), "亿元·亿元·亿元·亿元")), "亿元·亿元")
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（三）、三（一）1"
  definition   = "与有数据的全部县合计的结构相比"
}

evaluation "优势产业识别" {
  code        = "advantage"
  basis       = "潍政字〔2024〕12号 二（三）、三（一）1"
  subject     = 县域产业
  cycle       = year
  weights     = points
  aggregate   = weighted_sum
  ties        = competition
  unmet_grade = "定位不足"

  indicator "区位商得分" {
    code         = "quotient"
    unit         = "无量纲"
    value        = 区位商
    direction    = up
    normalise    = given
    when_missing = not_ranked
  }
  criterion "列入方案定位的行业区位商高于 1" {
    code      = "positioned"
    condition = 列入方案定位 != true || 区位商 > parameter.优势界限
  }

  grade "优势产业" {
    code        = "advantage"
    score_above = parameter.优势界限
  }
  grade "一般产业" {
    code           = "ordinary"
    score_at_least = 0
  }
  grade "定位不足" {
    code = "short"
    rest = true
  }
}

evaluation "产业趋同判断" {
  code      = "convergence"
  basis     = "潍政字〔2024〕12号 二（三）、三（一）1"
  subject   = 县域比较
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition

  indicator "相似系数" {
    code         = "similarity_score"
    unit         = "无量纲"
    value        = 结构相似系数
    direction    = up
    normalise    = given
    when_missing = not_ranked
  }

  grade "趋同" {
    code        = "convergent"
    score_above = parameter.趋同界限
  }
  grade "错位" {
    code = "different"
    rest = true
  }
}

analysis "三次产业区位商" {
  code       = "sector_quotients"
  basis      = "ChinaXiv-202202.00020V1"
  subject    = county
  cycle      = year
  method     = location_quotient
  definition = "各县（市、区）三次产业增加值，与有完整数据的县（市、区）合计相比"

  variable "第一产业" {
    code  = "primary"
    role  = part
    unit  = "亿元"
    value = observed.第一产业增加值
  }
  variable "第二产业" {
    code  = "secondary"
    role  = part
    unit  = "亿元"
    value = observed.第二产业增加值
  }
  variable "第三产业" {
    code  = "tertiary"
    role  = part
    unit  = "亿元"
    value = observed.第三产业增加值
  }
}

analysis "二三产业协调" {
  code       = "sector_coordination"
  basis      = "潍政字〔2024〕12号 三（一）1；耦合协调度公式为通行公式，子系统和权重为示例"
  subject    = county
  cycle      = year
  method     = coupling
  coupling   = standard
  bounds     = [parameter.协调等级界限一, parameter.协调等级界限二, parameter.协调等级界限三, parameter.协调等级界限四]
  definition = "示例：子系统得分为本县增加值与最高的县相比，两个子系统同样重要；规模小的县得分也低，应与区位商一起看"

  variable "第二产业" {
    code   = "secondary"
    role   = part
    unit   = "无量纲"
    value  = observed.第二产业增加值 / largest(all, observed.第二产业增加值)
    weight = 1
  }
  variable "第三产业" {
    code   = "tertiary"
    role   = part
    unit   = "无量纲"
    value  = observed.第三产业增加值 / largest(all, observed.第三产业增加值)
    weight = 1
  }
}

analysis "产业结构两两相似" {
  code       = "structure_similarity"
  basis      = "ChinaXiv-201810.00128V1"
  subject    = 产业结构
  cycle      = year
  method     = similarity
  definition = "登记了三次产业占比的县（市、区）逐对比较"

  variable "第一产业占比" {
    code  = "primary"
    role  = part
    unit  = "%"
    value = 第一产业占比
  }
  variable "第二产业占比" {
    code  = "secondary"
    role  = part
    unit  = "%"
    value = 第二产业占比
  }
  variable "第三产业占比" {
    code  = "tertiary"
    role  = part
    unit  = "%"
    value = 第三产业占比
  }
}
