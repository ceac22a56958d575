# 区域协调：县（市、区）之间差距有多大、是否在缩小、高低是否成片。全部用已公布的统计数。
pack "区域协调发展分析" {
  code       = "regional_balance"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 二（二）"
  valid_from = "2018-01-01"
  certainty  = example
  note       = "方法出自公开文献，用哪个指标、哪个方法是示例，方案没有规定。缺数据的县（市、区）列在未列入中，不补数、不估数。地区生产总值按当年价格，增长含价格变动。县级常住人口公布不全，人均用户籍人口。"
}

observed "地区生产总值" {
  code = "gdp"
  unit = "亿元"
}

observed "户籍人口" {
  code = "registered_population"
  unit = "万人"
}

choices "县区类别" {
  code    = "county_kind"
  options = { district = "市辖区", county = "县", county_city = "县级市" }
}

register "县区分类" {
  code       = "county_classes"
  class      = public
  basis      = "行政区划"
  cycle      = standing
  key        = [县]
  definition = "每个县（市、区）一行"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "类别" {
    code     = "kind"
    type     = choice
    choices  = 县区类别
    required = true
  }
}

formula "人均地区生产总值" {
  code         = "gdp_per_head"
  subject      = county
  cycle        = year
  unit         = "元/人"
  value        = 地区生产总值 / 户籍人口
  when_missing = missing
  basis        = "潍政字〔2024〕12号 二（二）"
  definition   = "地区生产总值 ÷ 户籍人口"
}

analysis "人均水平差距" {
  code       = "gdp_theil"
  basis      = "Theil 1967"
  subject    = county
  cycle      = year
  method     = theil
  theil      = t
  definition = "县（市、区）之间人均地区生产总值的差距，以户籍人口为权数"

  variable "人均地区生产总值" {
    code  = "per_head"
    role  = value
    unit  = "元/人"
    value = formula.人均地区生产总值
  }
  variable "户籍人口" {
    code  = "people"
    role  = people
    unit  = "万人"
    value = observed.户籍人口
  }
}

analysis "人均水平差距按类别分解" {
  code       = "gdp_gini_by_kind"
  basis      = "Dagum 1997"
  subject    = county
  cycle      = year
  method     = gini
  group_by   = 县区分类.类别
  definition = "人均地区生产总值的基尼系数，分解为组内、组间和交叠三部分"

  variable "人均地区生产总值" {
    code  = "per_head"
    role  = value
    unit  = "元/人"
    value = formula.人均地区生产总值
  }
}

analysis "经济总量空间关联" {
  code         = "gdp_moran"
  basis        = "Moran 1950；Anselin 1995"
  subject      = county
  cycle        = year
  method       = moran
  neighbours   = row_standardised
  alternative  = two_sided
  permutations = 9999
  seed         = 2024
  definition   = "地区生产总值高的县（市、区）是否与高的相邻；邻接关系取自随程序发布的边界"

  variable "地区生产总值" {
    code  = "gdp"
    role  = value
    unit  = "亿元"
    value = observed.地区生产总值
  }
}

analysis "经济总量收敛" {
  code       = "gdp_convergence"
  basis      = "Barro、Sala-i-Martin 1992"
  subject    = county
  cycle      = year
  method     = convergence
  years_back = 1
  deviation  = sample
  definition = "总量小的县（市、区）是否增长更快；公布数只够比较相邻两年"

  variable "地区生产总值" {
    code  = "gdp"
    role  = value
    unit  = "亿元"
    value = observed.地区生产总值
  }
}
