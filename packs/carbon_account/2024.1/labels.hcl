# ---------- 标签 ----------

parameter "低碳上限" {
  code       = "level_low"
  unit       = "tCO2/万元"
  definition = "单位增加值碳排放，含本数"
  value {
    value      = 0.6
    valid_from = "2021-01-01"
    issuer     = "浙江省"
    document   = "浙江省碳效码评价（转载）"
    certainty  = secondary
  }
}

parameter "中碳上限" {
  code       = "level_medium"
  unit       = "tCO2/万元"
  definition = "单位增加值碳排放，含本数"
  value {
    value      = 2.0
    valid_from = "2021-01-01"
    issuer     = "浙江省"
    document   = "浙江省碳效码评价（转载）"
    certainty  = secondary
  }
}

parameter "一级上限" {
  code       = "rank_1"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 0.6
    valid_from = "2021-01-01"
    issuer     = "浙江省"
    document   = "浙江省碳效码评价（转载）"
    certainty  = secondary
  }
}

parameter "二级上限" {
  code       = "rank_2"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 0.8
    valid_from = "2021-01-01"
    issuer     = "浙江省"
    document   = "浙江省碳效码评价（转载）"
    certainty  = secondary
  }
}

parameter "三级上限" {
  code       = "rank_3"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 1.2
    valid_from = "2021-01-01"
    issuer     = "浙江省"
    document   = "浙江省碳效码评价（转载）"
    certainty  = secondary
  }
}

parameter "四级上限" {
  code       = "rank_4"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 2.0
    valid_from = "2021-01-01"
    issuer     = "浙江省"
    document   = "浙江省碳效码评价（转载）"
    certainty  = secondary
  }
}

parameter "深绿上限" {
  code       = "colour_dark_green"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 0.8
    valid_from = "2021-01-01"
    issuer     = "示例"
    document   = "衢州碳账户的界限没有公开，自拟"
    certainty  = example
  }
}

parameter "浅绿上限" {
  code       = "colour_light_green"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 1.0
    valid_from = "2021-01-01"
    issuer     = "示例"
    document   = "衢州碳账户的界限没有公开，自拟"
    certainty  = example
  }
}

parameter "黄色上限" {
  code       = "colour_yellow"
  unit       = "无量纲"
  definition = "与行业平均之比，含本数"
  value {
    value      = 1.2
    valid_from = "2021-01-01"
    issuer     = "示例"
    document   = "衢州碳账户的界限没有公开，自拟"
    certainty  = example
  }
}
