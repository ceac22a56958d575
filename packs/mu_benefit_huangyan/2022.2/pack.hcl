# 亩均效益综合评价：台州市黄岩区 2022 年的基准值和权重。规上六项、规下两项，得分 = 数值 ÷ 基准值 × 权重。
# 比 2022.1 版多：暂不评价的情形，A、B、C、D 四档的比例，公示 5 天，城镇土地使用税差别化系数；企业的税收、能耗等列为敏感。
pack "亩均效益综合评价（黄岩 2022）" {
  code       = "mu_benefit_huangyan"
  version    = "2022.2"
  basis      = "黄岩区 2022 年工业企业亩均效益综合评价（转载）"
  valid_from = "2022-01-01"
  certainty  = example
  note       = "基准值和权重取自转载的官方文本，未见文号；排放数据缺失时取规上平均得分为原文规定，其他指标缺失的处理办法未见，按不参加排名计。原文没有见到单项上限，不设上限。分档比例取自山东的规定和济宁高新区公布的家数，暂不评价的情形取自江山市征求意见稿，土地使用税系数为示例，都不是黄岩的规定。"
}

choices "评价情形" {
  code    = "evaluation_case"
  options = {
    evaluated    = "参加评价"
    utility      = "水、电、气等公用事业"
    start_up     = "注册不满两年"
    construction = "新供地项目建设期"
    relocation   = "政策性搬迁"
  }
}

parameter "亩均税收基准值" {
  code = "tax_per_land_base"
  unit = "万元/亩"
  value {
    value      = 24.097
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "亩均增加值基准值" {
  code = "added_per_land_base"
  unit = "万元/亩"
  value {
    value      = 136.16
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "单位能耗增加值基准值" {
  code = "added_per_energy_base"
  unit = "万元/吨标准煤"
  value {
    value      = 2.694
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "单位排放增加值基准值" {
  code = "added_per_emission_base"
  unit = "万元/吨"
  value {
    value      = 4929.81
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "全员劳动生产率基准值" {
  code = "labour_productivity_base"
  unit = "万元/人"
  value {
    value      = 18.14
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "研发费用占比基准值" {
  code = "research_share_base"
  unit = "无量纲"
  value {
    value      = 0.0302
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "规下亩均税收基准值" {
  code = "small_tax_base"
  unit = "万元/亩"
  value {
    value      = 11.5932
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
  }
}

parameter "规下单位用电税收基准值" {
  code = "small_power_base"
  unit = "元/千瓦时"
  value {
    value      = 0.2352
    valid_from = "2022-01-01"
    issuer     = "台州市黄岩区"
    document   = "黄岩区 2022 年工业企业亩均效益综合评价（2021 年度数据，转载）"
    certainty  = secondary
    note       = "原文未写单位，由数量级判断为元/千瓦时"
  }
}

parameter "A类比例上限" {
  code       = "share_a_max"
  unit       = "无量纲"
  definition = "百分数，20 表示 20%"
  value {
    value      = 20
    valid_from = "2019-12-01"
    issuer     = "山东省人民政府"
    document   = "鲁政字〔2019〕235号"
    certainty  = official
  }
}

parameter "B类比例" {
  code       = "share_b"
  unit       = "无量纲"
  definition = "百分数，从 A 类之后数起"
  value {
    value      = 35.27
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "济高新管发〔2024〕4号公布规上 275 家中 B 类 97 家，按 97 ÷ 275 换算"
    certainty  = example
    note       = "省里没有规定 B、C 的划分"
  }
}

parameter "D类比例下限" {
  code       = "share_d_min"
  unit       = "无量纲"
  definition = "百分数，5 表示 5%"
  value {
    value      = 5
    valid_from = "2019-12-01"
    issuer     = "山东省人民政府"
    document   = "鲁政字〔2019〕235号"
    certainty  = official
  }
}

parameter "结果公示天数" {
  code       = "publicity_days"
  unit       = "天"
  definition = "工作日"
  value {
    value      = 5
    valid_from = "2022-01-01"
    issuer     = "济宁经开区"
    document   = "2024-07-10 结果公示（转载）"
    certainty  = secondary
    note       = "按工作日计"
  }
}

parameter "A类土地使用税系数" {
  code = "tax_factor_a"
  unit = "%"
  value {
    value      = 50
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "各档系数没有见到"
    certainty  = example
  }
}

parameter "B类土地使用税系数" {
  code = "tax_factor_b"
  unit = "%"
  value {
    value      = 80
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "各档系数没有见到"
    certainty  = example
  }
}

parameter "C类土地使用税系数" {
  code = "tax_factor_c"
  unit = "%"
  value {
    value      = 100
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "各档系数没有见到"
    certainty  = example
  }
}

parameter "D类土地使用税系数" {
  code = "tax_factor_d"
  unit = "%"
  value {
    value      = 100
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "各档系数没有见到"
    certainty  = example
  }
}

register "工业企业" {
  code       = "industrial_enterprise"
  basis      = "黄岩区 2022 年工业企业亩均效益综合评价（转载）"
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
  field "评价情形" {
    code       = "evaluation_case"
    type       = choice
    choices    = 评价情形
    required   = true
    definition = "不选“参加评价”的，列为暂不评价"
  }
  field "用地面积" {
    code  = "land"
    type  = number
    class = sensitive
    unit  = "亩"
    min   = 0
  }
  field "评价税收" {
    code  = "tax"
    type  = money
    class = sensitive
    unit  = "万元"
  }
  field "工业增加值" {
    code  = "added"
    type  = money
    class = sensitive
    unit  = "万元"
  }
  field "综合能耗" {
    code       = "energy"
    type       = number
    class      = sensitive
    unit       = "吨标准煤"
    min        = 0
    definition = "等价值"
  }
  field "主要污染物排放量" {
    code  = "emission"
    type  = number
    class = sensitive
    unit  = "吨"
    min   = 0
  }
  field "年平均职工人数" {
    code  = "staff"
    type  = number
    class = sensitive
    unit  = "人"
    min   = 0
  }
  field "研发费用" {
    code  = "research"
    type  = money
    class = sensitive
    unit  = "万元"
    min   = 0
  }
  field "主营业务收入" {
    code  = "revenue"
    type  = money
    class = sensitive
    unit  = "万元"
    min   = 0
  }
  field "用电量" {
    code  = "power"
    type  = number
    class = sensitive
    unit  = "万千瓦时"
    min   = 0
  }
}

evaluation "亩均效益综合评价" {
  code      = "huangyan_score"
  basis     = "黄岩区 2022 年工业企业亩均效益综合评价（转载）"
  subject   = 工业企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition
  # 济高新管发〔2024〕4号 275 家中 A 类 55 家，连同暂不评价的 10 家作基数才是 20%。
  share_base     = with_not_evaluated
  publicity_days = parameter.结果公示天数

  exclude "暂不评价的情形" {
    code      = "case"
    condition = 评价情形 != "参加评价"
    basis     = "江山市 2023 年征求意见稿（转载）"
  }

  pool "规上" {
    code  = "above_scale"
    where = 规上 == true

    indicator "亩均税收" {
      code         = "tax_per_land"
      unit         = "万元/亩"
      value        = 评价税收 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均税收基准值
      when_missing = not_ranked
      weight       = 30
    }
    indicator "亩均增加值" {
      code         = "added_per_land"
      unit         = "万元/亩"
      value        = 工业增加值 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.亩均增加值基准值
      when_missing = not_ranked
      weight       = 20
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
    indicator "单位排放增加值" {
      code         = "added_per_emission"
      unit         = "万元/吨"
      value        = 工业增加值 / 主要污染物排放量
      direction    = up
      normalise    = ratio
      benchmark    = parameter.单位排放增加值基准值
      when_missing = peer_mean_score
      weight       = 10
    }
    indicator "全员劳动生产率" {
      code         = "labour_productivity"
      unit         = "万元/人"
      value        = 工业增加值 / 年平均职工人数
      direction    = up
      normalise    = ratio
      benchmark    = parameter.全员劳动生产率基准值
      when_missing = not_ranked
      weight       = 10
    }
    indicator "研发费用占比" {
      code         = "research_share"
      unit         = "无量纲"
      value        = 研发费用 / 主营业务收入
      direction    = up
      normalise    = ratio
      benchmark    = parameter.研发费用占比基准值
      when_missing = not_ranked
      weight       = 10
    }
  }

  pool "规下" {
    code  = "below_scale"
    where = 规上 == false

    indicator "亩均税收" {
      code         = "small_tax_per_land"
      unit         = "万元/亩"
      value        = 评价税收 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = parameter.规下亩均税收基准值
      when_missing = not_ranked
      weight       = 50
    }
    indicator "单位用电税收" {
      code         = "small_tax_per_power"
      unit         = "元/千瓦时"
      value        = 评价税收 / 用电量
      direction    = up
      normalise    = ratio
      benchmark    = parameter.规下单位用电税收基准值
      when_missing = not_ranked
      weight       = 50
    }
  }

  grade "A" {
    code          = "a"
    share_at_most = parameter.A类比例上限
  }
  grade "B" {
    code  = "b"
    share = parameter.B类比例
  }
  grade "C" {
    code = "c"
    rest = true
  }
  grade "D" {
    code           = "d"
    share_at_least = parameter.D类比例下限
  }
}

# ---------- 评价结果的运用 ----------

formula "城镇土地使用税系数" {
  code         = "land_tax_factor"
  subject      = 工业企业
  cycle        = year
  unit         = "%"
  value        = grade_of(亩均效益综合评价) == "A" ? parameter.A类土地使用税系数 : (grade_of(亩均效益综合评价) == "B" ? parameter.B类土地使用税系数 : (grade_of(亩均效益综合评价) == "C" ? parameter.C类土地使用税系数 : parameter.D类土地使用税系数))
  when_missing = missing
  basis        = "示例；鲁政字〔2019〕235号提出实行差别化政策"
  definition   = "按评价档次；没有档次的企业不计算"
}
