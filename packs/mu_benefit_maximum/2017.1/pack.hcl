# 亩均效益评价：较早的办法，以评价池内最高值为基准，排放越少得分越高，能耗数据缺失扣分。
pack "亩均效益评价（以池内最高值为基准）" {
  code       = "mu_benefit_maximum"
  version    = "2017.1"
  basis      = "亩均效益评价办法（较早文本，法规库编号 17006375）"
  valid_from = "2017-01-01"
  certainty  = example
  note       = "以池内最高值为基准、排放项的公式、能耗数据缺失或为零扣 3 分为官方（较早文本）；其余指标的权重未见，为示例。"
}

parameter "亩均税收权重" {
  code = "tax_weight"
  unit = "分"
  value {
    value      = 60
    valid_from = "2017-01-01"
    issuer     = "安徽省某市"
    document   = "亩均效益评价办法（较早文本，法规库编号 17006375）"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "单位能耗权重" {
  code = "energy_weight"
  unit = "分"
  value {
    value      = 20
    valid_from = "2017-01-01"
    issuer     = "安徽省某市"
    document   = "亩均效益评价办法（较早文本，法规库编号 17006375）"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "劳动生产率权重" {
  code = "labour_weight"
  unit = "分"
  value {
    value      = 18
    valid_from = "2017-01-01"
    issuer     = "安徽省某市"
    document   = "亩均效益评价办法（较早文本，法规库编号 17006375）"
    certainty  = example
    note       = "原文权重未见"
  }
}

parameter "排放项权重" {
  code = "emission_weight"
  unit = "分"
  value {
    value      = 2
    valid_from = "2017-01-01"
    issuer     = "安徽省某市"
    document   = "亩均效益评价办法（较早文本，法规库编号 17006375）"
    certainty  = official
    note       = "排放项 =（2 − 数值 ÷ 基准）× 2"
  }
}

register "工业企业" {
  code       = "industrial_enterprise"
  basis      = "亩均效益评价办法（较早文本，法规库编号 17006375）"
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
  field "主要污染物排放量" {
    code = "emission"
    type = number
    unit = "吨"
    min  = 0
  }
  field "排放基准" {
    code       = "emission_base"
    type       = number
    unit       = "吨"
    min        = 0
    definition = "该行业核定的排放基准"
  }
  field "平均职工人数" {
    code = "staff"
    type = number
    unit = "人"
    min  = 0
  }
}

evaluation "亩均效益评价" {
  code      = "maximum_score"
  basis     = "亩均效益评价办法（较早文本，法规库编号 17006375）"
  subject   = 工业企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition

  indicator "亩均税收" {
    code         = "tax_per_land"
    unit         = "万元/亩"
    value        = 税收 / 用地面积
    direction    = up
    normalise    = ratio
    benchmark    = largest(pool, 税收 / 用地面积)
    when_missing = not_ranked
    weight       = parameter.亩均税收权重
  }
  indicator "单位能耗销售" {
    code          = "sales_per_energy"
    unit          = "万元/吨标准煤"
    value         = 销售收入 / 综合能耗
    direction     = up
    normalise     = ratio
    benchmark     = largest(pool, 销售收入 / 综合能耗)
    when_missing  = points
    missing_score = -3
    weight        = parameter.单位能耗权重
    definition    = "能耗数据缺失或为零的，总分减 3 分"
  }
  indicator "劳动生产率" {
    code         = "labour_productivity"
    unit         = "万元/人"
    value        = 工业增加值 / 平均职工人数
    direction    = up
    normalise    = ratio
    benchmark    = largest(pool, 工业增加值 / 平均职工人数)
    when_missing = not_ranked
    weight       = parameter.劳动生产率权重
  }
  indicator "排放" {
    code         = "emission_item"
    unit         = "无量纲"
    value        = max(0, 2 - 主要污染物排放量 / 排放基准)
    direction    = up
    normalise    = given
    when_missing = not_ranked
    weight       = parameter.排放项权重
    definition   = "达到基准 2 倍及以上的得 0 分"
  }
}
