# 中小企业特色产业集群认定：条件自查，差多少写明。
pack "中小企业特色产业集群认定" {
  code       = "sme_cluster"
  version    = "2022.1"
  basis      = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
  valid_from = "2022-09-01"
  certainty  = secondary
  note       = "条件为二手，未见原文；雁阵形、先进制造业、战略性新兴产业集群的条件没有公开，不在本包。"
}

parameter "最大面积" {
  code = "area_max"
  unit = "平方公里"
  value {
    value      = 100
    valid_from = "2022-09-01"
    issuer     = "工业和信息化部"
    document   = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
    certainty  = secondary
  }
}

parameter "最低产值" {
  code = "output_min"
  unit = "亿元"
  value {
    value      = 40
    valid_from = "2022-09-01"
    issuer     = "工业和信息化部"
    document   = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
    certainty  = secondary
    note       = "近三年每年"
  }
}

parameter "最低中小企业占比" {
  code = "sme_share_min"
  unit = "%"
  value {
    value      = 70
    valid_from = "2022-09-01"
    issuer     = "工业和信息化部"
    document   = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
    certainty  = secondary
  }
}

parameter "最低主导产业占比" {
  code = "leading_share_min"
  unit = "%"
  value {
    value      = 70
    valid_from = "2022-09-01"
    issuer     = "工业和信息化部"
    document   = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
    certainty  = secondary
  }
}

parameter "最低平均增长" {
  code = "growth_min"
  unit = "%"
  value {
    value      = 10
    valid_from = "2022-09-01"
    issuer     = "工业和信息化部"
    document   = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
    certainty  = secondary
    note       = "近三年产值年均增速"
  }
}

register "特色产业集群申报" {
  code       = "sme_cluster"
  basis      = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
  cycle      = year
  key        = [集群名称]
  definition = "申请认定的集群，每年一份数据"

  field "集群名称" {
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
  field "在一个县域内" {
    code = "is_in_one_county"
    type = flag
  }
  field "面积" {
    code = "area"
    type = number
    unit = "平方公里"
    min  = 0
  }
  field "近三年最低产值" {
    code = "output_least"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "企业总数" {
    code = "firms"
    type = number
    unit = "家"
    min  = 0
  }
  field "中小企业数" {
    code = "sme"
    type = number
    unit = "家"
    min  = 0
  }
  field "总产值" {
    code = "output"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "主导产业产值" {
    code = "leading_output"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "产值年均增速" {
    code = "growth"
    type = number
    unit = "%"
  }
}

evaluation "中小企业特色产业集群认定" {
  code      = "cluster_result"
  basis     = "中小企业特色产业集群促进和认定办法（2022 年，转述）"
  subject   = 特色产业集群申报
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition
  unmet_grade = "不符合"

  criterion "在一个县域内，边界清楚" {
    code      = "one_county"
    condition = 在一个县域内 == true
  }
  criterion "面积不超过 100 平方公里" {
    code    = "area"
    unit    = "平方公里"
    value   = 面积
    at_most = parameter.最大面积
  }
  criterion "近三年每年产值不低于 40 亿元" {
    code     = "output"
    unit     = "亿元"
    value    = 近三年最低产值
    at_least = parameter.最低产值
    evidence = "统计部门证明"
  }
  criterion "中小企业占比不低于 70%" {
    code     = "sme_share"
    unit     = "%"
    value    = 中小企业数 / 企业总数
    at_least = parameter.最低中小企业占比
  }
  criterion "主导产业产值占比不低于 70%" {
    code     = "leading_share"
    unit     = "%"
    value    = 主导产业产值 / 总产值
    at_least = parameter.最低主导产业占比
    evidence = "统计部门证明"
  }
  criterion "产值年均增速不低于 10%" {
    code     = "growth"
    unit     = "%"
    value    = 产值年均增速
    at_least = parameter.最低平均增长
    evidence = "统计部门证明"
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
