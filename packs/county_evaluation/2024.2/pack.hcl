# 县域经济高质量发展评价（示例指标体系）：按省里的三类分组，有总位次和组内位次；全部指标取自已公布的统计数。
pack "县域经济高质量发展评价" {
  code       = "county_evaluation"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 四（三）"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "指标体系、权重、计分方法均为示例：省里的指标和权重没有公开。指标只用已有公布数的统计项，缺任何一项的县（市、区）列入未参评并说明缺什么，不补数、不估数。户籍人口作人均的分母，因县级常住人口公布不全。分三类按省里的做法（中国发展网2024-05-27，二手），各县属于哪一类以省里当年通报为准；省里各类权重不同，没有公开，这里各类权重相同；定稿前各县只看本县一行为示例。"
}

observed "地区生产总值" {
  code = "gdp"
  unit = "亿元"
}

observed "户籍人口" {
  code = "registered_population"
  unit = "万人"
}

observed "行政区域面积" {
  code = "area"
  unit = "平方公里"
}

observed "一般公共预算收入" {
  code = "budget_revenue"
  unit = "亿元"
}

observed "一般公共预算支出" {
  code = "budget_expenditure"
  unit = "亿元"
}

observed "规模以上工业企业数" {
  code = "industrial_firm_above_scale"
  unit = "个"
}

observed "住户存款余额" {
  code = "household_deposit"
  unit = "亿元"
}

observed "贷款余额" {
  code = "loan_balance"
  unit = "亿元"
}

choices "县类别" {
  code = "county_kind"
  options = {
    district         = "市辖区"
    province_managed = "省财政直管县"
    other            = "其余县（市）"
  }
}

register "参评县" {
  code       = "evaluated_county"
  basis      = "潍政字〔2024〕12号 四（三）"
  cycle      = year
  key        = [县]
  definition = "每年的参评县（市、区）和所属类别；类别调整的，从当年起按新类别排组内名次"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "类别" {
    code     = "kind"
    type     = choice
    choices  = 县类别
    required = true
  }
}

parameter "先进县名额" {
  code = "leader_count"
  unit = "个"
  value {
    value      = 3
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "公示天数" {
  code = "publicity_days"
  unit = "天"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "进步县名额" {
  code = "improver_count"
  unit = "个"
  value {
    value      = 2
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

evaluation "县域经济高质量发展评价" {
  code           = "county_score"
  basis          = "潍政字〔2024〕12号 四（三）"
  subject        = county
  cycle          = year
  group_by       = 参评县.类别
  weights        = given
  aggregate      = weighted_mean
  decimals       = 2
  rounding       = half_up
  rounding_place = before_ranking
  ties           = competition
  tie_breaks     = [observed.地区生产总值]
  publicity_days = parameter.公示天数
  peers          = when_final
  definition     = "各项指标在全部参评县（市、区）之间按极差折算为 60—100 分，按权重加权平均；名次在全部之间排列，另排组内名次"

  branch "规模实力" {
    code      = "scale"
    aggregate = weighted_mean
    weight    = 35

    indicator "地区生产总值总量" {
      code         = "gdp_score"
      unit         = "亿元"
      value        = observed.地区生产总值
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 60
    }

    indicator "一般公共预算收入总量" {
      code         = "revenue_score"
      unit         = "亿元"
      value        = observed.一般公共预算收入
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 40
    }
  }

  branch "发展质量" {
    code      = "quality"
    aggregate = weighted_mean
    weight    = 25

    indicator "人均地区生产总值" {
      code         = "gdp_per_person"
      unit         = "元/人"
      value        = 地区生产总值 / 户籍人口
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 40
    }

    indicator "一般公共预算收入占地区生产总值比重" {
      code         = "revenue_share"
      unit         = "%"
      value        = observed.一般公共预算收入 / 地区生产总值
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 30
    }

    indicator "地均地区生产总值" {
      code         = "gdp_per_area"
      unit         = "万元/平方公里"
      value        = 地区生产总值 / 行政区域面积
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 30
    }
  }

  branch "发展活力" {
    code      = "vigour"
    aggregate = weighted_mean
    weight    = 20

    indicator "每万人规模以上工业企业数" {
      code         = "firms_per_person"
      unit         = "个/万人"
      value        = 规模以上工业企业数 / 户籍人口
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 50
    }

    indicator "存贷比" {
      code         = "loan_deposit"
      unit         = "%"
      value        = 贷款余额 / 住户存款余额
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 50
    }
  }

  branch "民生财力" {
    code      = "livelihood"
    aggregate = weighted_mean
    weight    = 20

    indicator "人均住户存款" {
      code         = "deposit_per_person"
      unit         = "元/人"
      value        = 住户存款余额 / 户籍人口
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 50
    }

    indicator "财政自给率" {
      code         = "self_sufficiency"
      unit         = "%"
      value        = observed.一般公共预算收入 / 一般公共预算支出
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_equal   = 80
      when_missing = not_ranked
      weight       = 50
    }
  }

  leaders "先进县" {
    code = "leaders"
    top  = parameter.先进县名额
  }

  improvers "进步县" {
    code        = "improvers"
    top         = parameter.进步县名额
    leaders_too = false
  }
}
