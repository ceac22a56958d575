# 亩均效益评价：安徽省某市，规上权重 45/20/15/15/5，前 25% 为 A、26%—70% 为 B、71%—95% 为 C、末 5% 为 D。
pack "亩均效益评价（安徽某市）" {
  code       = "mu_benefit_anhui"
  version    = "2021.1"
  basis      = "安徽省某市亩均效益评价办法（转载）"
  valid_from = "2021-01-01"
  certainty  = example
  note       = "权重、档次比例、参评范围、不参评企业按 B 类对待为官方（转载未写市名和文号）；单项怎样计分未见，按旌德的极差计分处理，标为示例。"
}

parameter "亩均税收权重" {
  code = "tax_per_land_weight"
  unit = "分"
  value {
    value      = 45
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "亩均销售权重" {
  code = "sales_per_land_weight"
  unit = "分"
  value {
    value      = 20
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "单位能耗销售权重" {
  code = "sales_per_energy_weight"
  unit = "分"
  value {
    value      = 15
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "研发投入强度权重" {
  code = "research_share_weight"
  unit = "分"
  value {
    value      = 15
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "全员劳动生产率权重" {
  code = "labour_productivity_weight"
  unit = "分"
  value {
    value      = 5
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "A类比例" {
  code       = "share_a"
  unit       = "无量纲"
  definition = "百分数"
  value {
    value      = 25
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "B类比例" {
  code       = "share_b"
  unit       = "无量纲"
  definition = "百分数"
  value {
    value      = 45
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
    note       = "B 类为第 26% 至 70%"
  }
}

parameter "C类比例" {
  code       = "share_c"
  unit       = "无量纲"
  definition = "百分数"
  value {
    value      = 25
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
    note       = "C 类为第 71% 至 95%"
  }
}

parameter "D类比例" {
  code       = "share_d"
  unit       = "无量纲"
  definition = "百分数"
  value {
    value      = 5
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "最小占地" {
  code = "land_min"
  unit = "亩"
  value {
    value      = 5
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "最小租用面积" {
  code = "rent_min"
  unit = "平方米"
  value {
    value      = 3000
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

parameter "最短租用年限" {
  code = "rent_years"
  unit = "年"
  value {
    value      = 4
    valid_from = "2021-01-01"
    issuer     = "安徽省某市"
    document   = "安徽省某市亩均效益评价办法（转载）"
    certainty  = official
  }
}

choices "不参评情形" {
  code = "exemption"
  options = {
    utility      = "公用事业"
    start_up     = "新办企业"
    construction = "建设期"
    none         = "无"
  }
}

register "工业企业" {
  code       = "industrial_enterprise"
  basis      = "安徽省某市亩均效益评价办法（转载）"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "规上企业，以及占地 5 亩以上、租用 3000 平方米以上满 4 年的企业，每年一份数据"

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
  field "情形" {
    code    = "exemption"
    type    = choice
    choices = 不参评情形
  }
  field "用地面积" {
    code = "land"
    type = number
    unit = "亩"
    min  = 0
  }
  field "租用厂房面积" {
    code = "rented"
    type = number
    unit = "平方米"
    min  = 0
  }
  field "租用年限" {
    code = "rented_years"
    type = number
    unit = "年"
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
  field "综合能耗" {
    code = "energy"
    type = number
    unit = "吨标准煤"
    min  = 0
  }
  field "研发费用" {
    code = "research"
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
}

evaluation "亩均效益评价" {
  code       = "anhui_score"
  basis      = "安徽省某市亩均效益评价办法（转载）"
  subject    = 工业企业
  cycle      = year
  weights    = given
  aggregate  = weighted_mean
  ties       = competition
  where      = 规上 == true || 用地面积 >= parameter.最小占地 || (租用厂房面积 >= parameter.最小租用面积 && 租用年限 >= parameter.最短租用年限)
  share_base = ranked

  exclude "公用事业、新办企业、建设期企业不参评，按 B 类对待" {
    code      = "exempt"
    condition = one_of(情形, ["公用事业", "新办企业", "建设期"])
  }

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
    indicator "亩均销售" {
      code         = "sales_per_land"
      unit         = "万元/亩"
      value        = 销售收入 / 用地面积
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.亩均销售权重
    }
    indicator "单位能耗销售" {
      code         = "sales_per_energy"
      unit         = "万元/吨标准煤"
      value        = 销售收入 / 综合能耗
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.单位能耗销售权重
    }
    indicator "研发投入强度" {
      code         = "research_share"
      unit         = "%"
      value        = 研发费用 / 销售收入
      direction    = up
      normalise    = min_max
      low          = 20
      high         = 100
      when_equal   = 100
      when_missing = not_ranked
      weight       = parameter.研发投入强度权重
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
  }

  pool "规下" {
    code  = "below_scale"
    where = 规上 == false

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
      weight       = 100
    }
  }

  grade "A" {
    code  = "a"
    share = parameter.A类比例
  }
  grade "B" {
    code  = "b"
    share = parameter.B类比例
  }
  grade "C" {
    code  = "c"
    share = parameter.C类比例
  }
  grade "D" {
    code  = "d"
    share = parameter.D类比例
  }
}
