# 县域评价方法：山西一篇论文公布的指标和权重，以及常用计分方法的对照。用来核对计算，不是任何地方的现行办法。
pack "县域高质量发展评价方法（论文）" {
  code       = "county_evaluation_shanxi"
  version    = "2022.1"
  basis      = "ChinaXiv-202209.00158V1"
  valid_from = "2018-01-01"
  certainty  = example
  note       = "指标和权重照论文（二手）；计分方法对照用的两个标杆值是示例。权重由层次分析法与熵权组合得出，按正负号定方向；论文没有公布各县原始数据，因此只核对权重合计和计分方法。各维度权重四舍五入后合计 1.002，不是 1，照公布数不改。细颗粒物浓度按 μg/m³ 填数。"
}

parameter "不允许值" {
  code       = "unallowed"
  unit       = "无量纲"
  definition = "功效系数法的下标杆"
  value {
    value      = 50
    valid_from = "2018-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "计分方法对照用的数，不是规定"
  }
}

parameter "满意值" {
  code       = "satisfactory"
  unit       = "无量纲"
  definition = "功效系数法的上标杆"
  value {
    value      = 100
    valid_from = "2018-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "计分方法对照用的数，不是规定"
  }
}

register "县域指标" {
  code       = "county_figures"
  basis      = "ChinaXiv-202209.00158V1"
  cycle      = year
  key        = [县]
  definition = "每个县（市、区）每年一行，十五项指标的原值"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "研发机构数" {
    code = "research_bodies"
    type = number
    unit = "个"
    min  = 0
  }
  field "专利授权数" {
    code = "patents"
    type = number
    unit = "件"
    min  = 0
  }
  field "规模以上工业产值" {
    code = "industrial_output"
    type = number
    unit = "亿元"
    min  = 0
  }
  field "规模以上工业单位数" {
    code = "industrial_firms"
    type = number
    unit = "个"
    min  = 0
  }
  field "城镇化率" {
    code = "urban_share"
    type = number
    unit = "%"
    min  = 0
  }
  field "二三产业产值比" {
    code = "secondary_tertiary"
    type = number
    unit = "无量纲"
    min  = 0
  }
  field "二氧化碳排放量" {
    code = "carbon_dioxide"
    type = number
    unit = "万t"
    min  = 0
  }
  field "化肥施用量" {
    code = "fertiliser"
    type = number
    unit = "t"
    min  = 0
  }
  field "细颗粒物浓度" {
    code = "pm25"
    type = number
    unit = "无量纲"
    min  = 0
  }
  field "社会消费品零售总额与地区生产总值之比" {
    code = "retail_share"
    type = number
    unit = "%"
    min  = 0
  }
  field "进出口总额与地区生产总值之比" {
    code = "trade_share"
    type = number
    unit = "%"
    min  = 0
  }
  field "医疗卫生机构床位数" {
    code = "hospital_beds"
    type = number
    unit = "张"
    min  = 0
  }
  field "人均可支配收入与人均地区生产总值之比" {
    code = "income_share"
    type = number
    unit = "%"
    min  = 0
  }
  field "福利院床位数" {
    code = "welfare_beds"
    type = number
    unit = "张"
    min  = 0
  }
  field "义务教育在校人数" {
    code = "pupils"
    type = number
    unit = "人"
    min  = 0
  }
  field "对照值" {
    code       = "compared"
    type       = number
    unit       = "无量纲"
    definition = "只用于计分方法对照"
  }
}

evaluation "县域高质量发展评价" {
  code       = "county_quality"
  basis      = "ChinaXiv-202209.00158V1"
  subject    = 县域指标
  cycle      = year
  weights    = points
  aggregate  = weighted_sum
  ties       = competition
  definition = "各项按极差折算为 0 至权重之间的分，逐级相加；权重之和 1.002 为最高分"

  branch "创新" {
    code      = "innovation"
    aggregate = weighted_sum

    indicator "研发机构数得分" {
      code         = "research_bodies_score"
      unit         = "个"
      value        = 研发机构数
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.130
      when_missing = not_ranked
    }
    indicator "专利授权数得分" {
      code         = "patents_score"
      unit         = "件"
      value        = 专利授权数
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.093
      when_missing = not_ranked
    }
    indicator "规模以上工业产值得分" {
      code         = "industrial_output_score"
      unit         = "亿元"
      value        = 规模以上工业产值
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.064
      when_missing = not_ranked
    }
    indicator "规模以上工业单位数得分" {
      code         = "industrial_firms_score"
      unit         = "个"
      value        = 规模以上工业单位数
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.039
      when_missing = not_ranked
    }
  }

  branch "协调" {
    code      = "coordination"
    aggregate = weighted_sum

    indicator "城镇化率得分" {
      code         = "urban_share_score"
      unit         = "%"
      value        = 城镇化率
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.089
      when_missing = not_ranked
    }
    indicator "二三产业产值比得分" {
      code         = "secondary_tertiary_score"
      unit         = "无量纲"
      value        = 二三产业产值比
      direction    = down
      normalise    = min_max
      low          = 0
      high         = 0.056
      when_missing = not_ranked
    }
  }

  branch "绿色" {
    code      = "green"
    aggregate = weighted_sum

    indicator "二氧化碳排放量得分" {
      code         = "carbon_dioxide_score"
      unit         = "万t"
      value        = 二氧化碳排放量
      direction    = down
      normalise    = min_max
      low          = 0
      high         = 0.020
      when_missing = not_ranked
    }
    indicator "化肥施用量得分" {
      code         = "fertiliser_score"
      unit         = "t"
      value        = 化肥施用量
      direction    = down
      normalise    = min_max
      low          = 0
      high         = 0.016
      when_missing = not_ranked
    }
    indicator "细颗粒物浓度得分" {
      code         = "pm25_score"
      unit         = "无量纲"
      value        = 细颗粒物浓度
      direction    = down
      normalise    = min_max
      low          = 0
      high         = 0.013
      when_missing = not_ranked
    }
  }

  branch "开放" {
    code      = "openness"
    aggregate = weighted_sum

    indicator "社会消费品零售总额与地区生产总值之比得分" {
      code         = "retail_share_score"
      unit         = "%"
      value        = 社会消费品零售总额与地区生产总值之比
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.057
      when_missing = not_ranked
    }
    indicator "进出口总额与地区生产总值之比得分" {
      code         = "trade_share_score"
      unit         = "%"
      value        = 进出口总额与地区生产总值之比
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.111
      when_missing = not_ranked
    }
  }

  branch "共享" {
    code      = "sharing"
    aggregate = weighted_sum

    indicator "医疗卫生机构床位数得分" {
      code         = "hospital_beds_score"
      unit         = "张"
      value        = 医疗卫生机构床位数
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.082
      when_missing = not_ranked
    }
    indicator "人均可支配收入与人均地区生产总值之比得分" {
      code         = "income_share_score"
      unit         = "%"
      value        = 人均可支配收入与人均地区生产总值之比
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.106
      when_missing = not_ranked
    }
    indicator "福利院床位数得分" {
      code         = "welfare_beds_score"
      unit         = "张"
      value        = 福利院床位数
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.033
      when_missing = not_ranked
    }
    indicator "义务教育在校人数得分" {
      code         = "pupils_score"
      unit         = "人"
      value        = 义务教育在校人数
      direction    = up
      normalise    = min_max
      low          = 0
      high         = 0.093
      when_missing = not_ranked
    }
  }

}

evaluation "计分方法对照" {
  code       = "methods_compared"
  basis      = "ChinaXiv-202209.00158V1"
  subject    = 县域指标
  cycle      = year
  weights    = equal
  aggregate  = weighted_mean
  ties       = competition
  where      = !is_missing(对照值)
  definition = "同一个数按四种方法计分，只为核对；总分没有意义"

  indicator "线性功效系数" {
    code         = "linear"
    unit         = "无量纲"
    value        = 对照值
    direction    = up
    normalise    = linear_efficacy
    unallowed    = parameter.不允许值
    satisfactory = parameter.满意值
    base         = 60
    span         = 40
    ends         = closed
    when_missing = not_ranked
  }
  indicator "指数功效系数" {
    code         = "exponential"
    unit         = "无量纲"
    value        = 对照值
    direction    = up
    normalise    = exponential_efficacy
    unallowed    = parameter.不允许值
    satisfactory = parameter.满意值
    base         = 60
    span         = 40
    ends         = closed
    when_missing = not_ranked
  }
  indicator "二十加八十" {
    code         = "twenty_eighty"
    unit         = "无量纲"
    value        = 对照值
    direction    = up
    normalise    = min_max
    low          = 20
    high         = 100
    when_missing = not_ranked
  }
  indicator "极差" {
    code         = "range"
    unit         = "无量纲"
    value        = 对照值
    direction    = up
    normalise    = min_max
    low          = 0
    high         = 1
    when_missing = not_ranked
  }
}
