# 亩产效益综合评价：临海市 2014—2016 年的基准值和权重，占地 3 亩以上与以下分别计分。
pack "亩产效益综合评价（临海 2014—2016）" {
  code       = "mu_benefit_linhai"
  version    = "2014.1"
  basis      = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
  valid_from = "2014-01-01"
  valid_to   = "2016-12-31"
  certainty  = secondary
  note       = "二手来源，未见文号和缺数据处理办法；缺数据按不参加排名计。"
}

parameter "亩均税收基准值" {
  code = "tax_per_land_base"
  unit = "万元/亩"
  value {
    value      = 15
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "亩均销售基准值" {
  code = "sales_per_land_base"
  unit = "万元/亩"
  value {
    value      = 300
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "单位能耗增加值基准值" {
  code = "added_per_energy_base"
  unit = "万元/吨标准煤"
  value {
    value      = 3
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "单位化学需氧量增加值基准值" {
  code = "added_per_cod_base"
  unit = "万元/吨"
  value {
    value      = 500
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "单位用水增加值基准值" {
  code = "added_per_water_base"
  unit = "万元/吨"
  value {
    value      = 0.1
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "劳动生产率基准值" {
  code = "labour_productivity_base"
  unit = "万元/人"
  value {
    value      = 15
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "单位电耗税收基准值" {
  code = "tax_per_power_base"
  unit = "元/千瓦时"
  value {
    value      = 2
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

parameter "占地界限" {
  code = "land_border"
  unit = "亩"
  value {
    value      = 3
    valid_from = "2014-01-01"
    valid_to   = "2016-12-31"
    issuer     = "临海市"
    document   = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
    certainty  = secondary
  }
}

register "工业企业" {
  code       = "industrial_enterprise"
  basis      = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
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
  field "销售收入" {
    code = "sales"
    type = money
    unit = "万元"
    min  = 0
  }
  field "工业增加值" {
    code = "added"
    type = money
    unit = "万元"
  }
  field "综合能耗" {
    code = "energy"
    type = number
    unit = "吨标准煤"
    min  = 0
  }
  field "化学需氧量" {
    code = "cod"
    type = number
    unit = "吨"
    min  = 0
  }
  field "用水量" {
    code = "water"
    type = number
    unit = "吨"
    min  = 0
  }
  field "平均职工人数" {
    code = "staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "用电量" {
    code = "power"
    type = number
    unit = "万千瓦时"
    min  = 0
  }
}

evaluation "亩产效益综合评价" {
  code      = "linhai_score"
  basis     = "临海市工业企业绩效综合评价办法（2014—2016 年，转载）"
  subject   = 工业企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition

  pool "占地 3 亩以上" {
    code  = "large"
    where = 用地面积 >= parameter.占地界限

    indicator "亩均税收" {
      code         = "tax_per_land"
      unit         = "万元/亩"
      value        = 税收 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均税收基准值
      when_missing = not_ranked
      weight       = 40
    }
    indicator "亩均销售" {
      code         = "sales_per_land"
      unit         = "万元/亩"
      value        = 销售收入 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均销售基准值
      when_missing = not_ranked
      weight       = 10
    }
    indicator "单位能耗增加值" {
      code         = "added_per_energy"
      unit         = "万元/吨标准煤"
      value        = 工业增加值 / 综合能耗
      direction    = up
      normalise    = ratio
      benchmark    = parameter.单位能耗增加值基准值
      when_missing = not_ranked
      weight       = 20
    }
    indicator "单位化学需氧量增加值" {
      code         = "added_per_cod"
      unit         = "万元/吨"
      value        = 工业增加值 / 化学需氧量
      direction    = up
      normalise    = ratio
      benchmark    = parameter.单位化学需氧量增加值基准值
      when_missing = not_ranked
      weight       = 15
    }
    indicator "单位用水增加值" {
      code         = "added_per_water"
      unit         = "万元/吨"
      value        = 工业增加值 / 用水量
      direction    = up
      normalise    = ratio
      benchmark    = parameter.单位用水增加值基准值
      when_missing = not_ranked
      weight       = 5
    }
    indicator "劳动生产率" {
      code         = "labour_productivity"
      unit         = "万元/人"
      value        = 工业增加值 / 平均职工人数
      direction    = up
      normalise    = ratio
      benchmark    = parameter.劳动生产率基准值
      when_missing = not_ranked
      weight       = 10
    }
  }

  pool "占地不足 3 亩" {
    code  = "small"
    where = 用地面积 < parameter.占地界限

    indicator "亩均税收" {
      code         = "small_tax_per_land"
      unit         = "万元/亩"
      value        = 税收 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均税收基准值
      when_missing = not_ranked
      weight       = 50
    }
    indicator "亩均销售" {
      code         = "small_sales_per_land"
      unit         = "万元/亩"
      value        = 销售收入 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均销售基准值
      when_missing = not_ranked
      weight       = 20
    }
    indicator "单位电耗税收" {
      code         = "tax_per_power"
      unit         = "元/千瓦时"
      value        = 税收 / 用电量
      direction    = up
      normalise    = ratio
      benchmark    = parameter.单位电耗税收基准值
      when_missing = not_ranked
      weight       = 30
    }
  }
}
