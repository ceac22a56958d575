# 亩均效益评价：安徽省旌德县的极差计分，单项 = 权重 × [20 + 80 ×（数值 − 最小）÷（最大 − 最小）] ÷ 100。
pack "亩均效益评价（旌德）" {
  code       = "mu_benefit_jingde"
  version    = "2021.1"
  basis      = "旌德县亩均效益评价办法（县政府信息公开 2394961）"
  valid_from = "2021-01-01"
  certainty  = example
  note       = "计分公式、指标名称、规下 5 亩以上为官方；各指标权重、规下三项的名称、全部企业数值相同时的得分、缺数据处理办法均为示例，须按本地文件另建版本。"
}

parameter "亩均税收权重" {
  code = "tax_per_land_weight"
  unit = "分"
  value {
    value      = 30
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "亩均营业收入权重" {
  code = "revenue_per_land_weight"
  unit = "分"
  value {
    value      = 15
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "亩均技改投资权重" {
  code = "upgrade_per_land_weight"
  unit = "分"
  value {
    value      = 10
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "全员劳动生产率权重" {
  code = "labour_productivity_weight"
  unit = "分"
  value {
    value      = 10
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "单位污染物营业收入权重" {
  code = "revenue_per_emission_weight"
  unit = "分"
  value {
    value      = 10
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "研发费用占比权重" {
  code = "research_share_weight"
  unit = "分"
  value {
    value      = 15
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "单位能耗营业收入权重" {
  code = "revenue_per_energy_weight"
  unit = "分"
  value {
    value      = 10
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "规下占地界限" {
  code = "land_border"
  unit = "亩"
  value {
    value      = 5
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = official
  }
}

parameter "规下亩均税收权重" {
  code = "small_tax_weight"
  unit = "分"
  value {
    value      = 60
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
  }
}

parameter "规下亩均营业收入权重" {
  code = "small_revenue_weight"
  unit = "分"
  value {
    value      = 20
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
  }
}

parameter "规下单位能耗权重" {
  code = "small_energy_weight"
  unit = "分"
  value {
    value      = 20
    valid_from = "2021-01-01"
    issuer     = "旌德县"
    document   = "http://www.ahjd.gov.cn/OpennessContent/show/2394961.html"
    certainty  = example
  }
}

register "工业企业" {
  code       = "industrial_enterprise"
  basis      = "旌德县亩均效益评价办法（县政府信息公开 2394961）"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "参加评价的工业企业，每年一份数据"

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
  field "规上" {
    code     = "above_scale"
    type     = flag
    required = true
  }
  field "用地面积" {
    code = "land"
    type = number
    unit = "亩"
    min  = 0
  }
  field "税收" {
    code = "tax"
    type = money
    unit = "万元"
  }
  field "营业收入" {
    code = "revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "技改投资" {
    code = "upgrade"
    type = money
    unit = "万元"
    min  = 0
  }
  field "工业增加值" {
    code = "added"
    type = money
    unit = "万元"
  }
  field "平均职工人数" {
    code = "staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "主要污染物排放量" {
    code = "emission"
    type = number
    unit = "吨"
    min  = 0
  }
  field "研发费用" {
    code = "research"
    type = money
    unit = "万元"
    min  = 0
  }
  field "综合能耗" {
    code = "energy"
    type = number
    unit = "吨标准煤"
    min  = 0
  }
  field "加分事项得分" {
    code = "bonus"
    type = number
    unit = "分"
    min  = 0
  }
}

evaluation "亩均效益评价" {
  code      = "jingde_score"
  basis     = "旌德县亩均效益评价办法（县政府信息公开 2394961）"
  subject   = 工业企业
  cycle     = year
  weights   = given
  aggregate = weighted_mean
  ties      = competition

  pool "规上" {
    code  = "above_scale"
    where = 规上 == true

    indicator "亩均税收" {
      code         = "tax_per_land"
      unit         = "万元/亩"
      value        = 税收 / 用地面积
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.亩均税收权重
    }
    indicator "亩均营业收入" {
      code         = "revenue_per_land"
      unit         = "万元/亩"
      value        = 营业收入 / 用地面积
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.亩均营业收入权重
    }
    indicator "亩均技改投资" {
      code         = "upgrade_per_land"
      unit         = "万元/亩"
      value        = 技改投资 / 用地面积
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.亩均技改投资权重
    }
    indicator "全员劳动生产率" {
      code         = "labour_productivity"
      unit         = "万元/人"
      value        = 工业增加值 / 平均职工人数
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.全员劳动生产率权重
    }
    indicator "单位污染物营业收入" {
      code         = "revenue_per_emission"
      unit         = "万元/吨"
      value        = 营业收入 / 主要污染物排放量
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.单位污染物营业收入权重
    }
    indicator "研发费用占比" {
      code         = "research_share"
      unit         = "%"
      value        = 研发费用 / 营业收入
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.研发费用占比权重
    }
    indicator "单位能耗营业收入" {
      code         = "revenue_per_energy"
      unit         = "万元/吨标准煤"
      value        = 营业收入 / 综合能耗
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.单位能耗营业收入权重
    }
  }

  pool "规下" {
    code  = "below_scale"
    where = 规上 == false && 用地面积 >= parameter.规下占地界限

    indicator "亩均税收" {
      code         = "small_tax_per_land"
      unit         = "万元/亩"
      value        = 税收 / 用地面积
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.规下亩均税收权重
    }
    indicator "亩均营业收入" {
      code         = "small_revenue_per_land"
      unit         = "万元/亩"
      value        = 营业收入 / 用地面积
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.规下亩均营业收入权重
    }
    indicator "单位能耗营业收入" {
      code         = "small_revenue_per_energy"
      unit         = "万元/吨标准煤"
      value        = 营业收入 / 综合能耗
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.规下单位能耗权重
    }
  }

  bonus "加分事项" {
    code  = "bonus"
    value = 加分事项得分
  }
}
