# 山东省县域经济高质量发展评价框架（2023 年）：市辖区、省财政直管县、其他县（市）分别取名额。
pack "山东省县域经济高质量发展评价框架" {
  code       = "county_evaluation_shandong"
  version    = "2023.1"
  basis      = "中国发展网 2024-05-27（二手）"
  valid_from = "2023-01-01"
  certainty  = example
  note       = "2023 年分类和名额（先进县 8、5、7，进步县 4、4、2）为二手；指标、权重未公开，为示例。五个专项评价的指标未见，没有列入。"
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
    other            = "其他县（市）"
  }
}

register "参评县" {
  code       = "evaluated_county"
  basis      = "中国发展网 2024-05-27（二手）"
  cycle      = year
  key        = [县]
  definition = "每年的参评县（市、区）和所属类别；类别调整从当年起按新类别评价"

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
  field "一票否决事项" {
    code       = "has_veto"
    type       = flag
    definition = "发生重大安全、环保、稳定事件等，按当年通知"
  }
}

evaluation "县域经济高质量发展综合评价" {
  code       = "shandong_score"
  basis      = "中国发展网 2024-05-27（二手）"
  subject    = county
  cycle      = year
  group_by   = 参评县.类别
  weights    = given
  aggregate  = weighted_mean
  ties       = competition
  tie_breaks = [observed.地区生产总值]
  definition = "总分相同、各类别权重不同；先在类别内计分，再放在一起排名次"

  branch "规模实力" {
    code          = "scale"
    aggregate     = weighted_mean
    weight        = 35
    group_weights = { 市辖区 = 35, 省财政直管县 = 30, "其他县（市）" = 35 }

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
    code          = "quality"
    aggregate     = weighted_mean
    weight        = 25
    group_weights = { 市辖区 = 25, 省财政直管县 = 25, "其他县（市）" = 25 }

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
    code          = "vigour"
    aggregate     = weighted_mean
    weight        = 20
    group_weights = { 市辖区 = 20, 省财政直管县 = 20, "其他县（市）" = 20 }

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
    code          = "livelihood"
    aggregate     = weighted_mean
    weight        = 20
    group_weights = { 市辖区 = 20, 省财政直管县 = 25, "其他县（市）" = 20 }

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

  veto "一票否决事项" {
    code      = "no_honour"
    condition = 参评县.一票否决事项 == true
    no_honour = true
    basis     = "示例"
  }

  leaders "先进县" {
    code         = "leaders"
    top_of_group = { 市辖区 = 8, 省财政直管县 = 5, "其他县（市）" = 7 }
  }

  improvers "进步县" {
    code         = "improvers"
    top_of_group = { 市辖区 = 4, 省财政直管县 = 4, "其他县（市）" = 2 }
    leaders_too  = false
  }
}
