# ---------- 价值量,当年价 ----------

formula "水源涵养价值" {
  code         = "water_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 水源涵养量 * parameter.水库单位库容造价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "减少淤积价值" {
  code         = "silt_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 土壤保持量 * parameter.泥沙淤积系数 / parameter.土壤容重 * parameter.清淤单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "保氮价值" {
  code         = "nitrogen_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 土壤保持量 * parameter.土壤含氮量 * parameter.氮肥折纯价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "保磷价值" {
  code         = "phosphorus_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 土壤保持量 * parameter.土壤含磷量 * parameter.磷肥折纯价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "防风固沙价值" {
  code         = "sand_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 固沙量 / (parameter.沙土容重 * parameter.沙层厚度) * parameter.治沙单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "洪水调蓄价值" {
  code         = "flood_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = (湖泊调蓄量 + 水库调蓄量 + 沼泽调蓄量) * parameter.水库单位库容造价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "空气净化价值" {
  code         = "air_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 二氧化硫净化量 * parameter.二氧化硫治理单价 + 氮氧化物净化量 * parameter.氮氧化物治理单价 + 降尘净化量 * parameter.降尘清理单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "水质净化价值" {
  code         = "water_quality_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 化学需氧量净化量 * parameter.化学需氧量治理单价 + 氨氮净化量 * parameter.氨氮治理单价 + 总磷净化量 * parameter.总磷治理单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "固碳价值" {
  code         = "carbon_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 固碳量 * parameter.固碳单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "释氧价值" {
  code         = "oxygen_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 释氧量 * parameter.工业制氧单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
  definition   = "不在481号目录内"
}

formula "气候调节价值" {
  code         = "climate_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = (植被降温量 + 水面降温量) * parameter.电价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "病虫害防治价值" {
  code         = "pest_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 森林面积 * parameter.森林病虫害防治单价 + 草地面积 * parameter.草地病虫害防治单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
  definition   = "不在481号目录内"
}

formula "农林牧渔产品价值" {
  code         = "products_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 农业产品价值 + 林业产品价值 + 畜牧产品价值 + 渔业产品价值
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "水资源价值" {
  code         = "water_supply_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 生活用水量 * parameter.生活用水单价 + 工业用水量 * parameter.工业用水单价 + 农业用水量 * parameter.农业用水单价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
  definition   = "不在481号目录内"
}

formula "水电价值" {
  code         = "hydropower_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 水力发电量 * parameter.电价
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
  definition   = "不在481号目录内"
}

formula "文化服务价值" {
  code         = "culture_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = first_known(填报文化服务价值, 旅游人次 * (人均旅行费用 + 人均时间成本))
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "土壤保持价值" {
  code         = "soil_value"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 减少淤积价值 + 保氮价值 + 保磷价值
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "调节服务价值目录内" {
  code         = "regulating_listed"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 水源涵养价值 + 土壤保持价值 + 防风固沙价值 + 海岸带防护价值 + 洪水调蓄价值 + 空气净化价值 + 水质净化价值 + 固碳价值 + 气候调节价值 + 噪声消减价值
  when_missing = missing
  basis        = "发改基础〔2022〕481号科目"
  definition   = "不含释氧、病虫害防治"
}

formula "调节服务价值" {
  code         = "regulating"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 调节服务价值目录内 + 释氧价值 + 病虫害防治价值
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "物质供给价值" {
  code         = "supply"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 农林牧渔产品价值 + 水资源价值 + 水电价值
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "生态产品总值" {
  code         = "gep"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 物质供给价值 + 调节服务价值 + 文化服务价值
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
  definition   = "论文口径，含释氧"
}

formula "生态产品总值不含释氧" {
  code         = "gep_without_oxygen"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 生态产品总值 - 释氧价值
  when_missing = missing
  basis        = "生态学报37卷19期6302页（替代成本法，二手）"
}

formula "生态产品总值目录内" {
  code         = "gep_listed"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 农林牧渔产品价值 + 调节服务价值目录内 + 文化服务价值
  when_missing = missing
  basis        = "发改基础〔2022〕481号科目"
  definition   = "不含释氧、病虫害防治、水资源、水电"
}

formula "不变价生态产品总值" {
  code         = "gep_constant"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = parameters_of(生态产品总值目录内, 2020)
  when_missing = missing
  basis        = "生态学报37卷19期6302页；年度比较用不变价（二手）"
  definition   = "价格和系数取2020年的，实物量为当年；目录内口径"
}

formula "不变价生态产品总值增速" {
  code         = "gep_growth"
  subject      = 核算单元
  cycle        = year
  unit         = "%"
  value        = 不变价生态产品总值 / last_year(不变价生态产品总值) - 1
  when_missing = missing
  basis        = "年度比较用不变价（二手）"
  definition   = "农林牧渔产品、文化服务按填报价值计，填报时须已换成2020年价"
}

formula "释氧占比" {
  code         = "oxygen_share"
  subject      = 核算单元
  cycle        = year
  unit         = "%"
  value        = 释氧价值 / 生态产品总值
  when_missing = missing
  basis        = "释氧不在481号目录内，单列供判断"
}

formula "单位面积生态产品总值" {
  code         = "gep_per_area"
  subject      = 核算单元
  cycle        = year
  unit         = "万元/km²"
  value        = 生态产品总值目录内 / 国土面积
  when_missing = missing
  basis        = "发改基础〔2022〕481号科目"
}

formula "生态产品总值与地区生产总值之比" {
  code         = "gep_to_gdp"
  subject      = 核算单元
  cycle        = year
  unit         = "%"
  value        = 生态产品总值目录内 / 地区生产总值
  when_missing = missing
  basis        = "发改基础〔2022〕481号科目"
}

# ---------- 与已公布结果对照 ----------

register "公布结果" {
  code       = "published"
  basis      = "论文或公报公布的核算表"
  cycle      = year
  key        = [核算单元, 科目]
  definition = "已公布或已评审的各科目价值，用来对照，不参加核算"

  field "核算单元" {
    code     = "unit"
    type     = reference
    required = true
    register = 核算单元
  }

  field "科目" {
    code     = "account"
    type     = text
    required = true
    length   = 30
  }

  field "类别" {
    code     = "class"
    type     = choice
    required = true
    choices  = 科目类别
  }

  field "公布价值" {
    code     = "value"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }

}

formula "公布调节服务价值" {
  code         = "published_regulating"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = sum_rows(公布结果.核算单元, 公布价值, 类别 == "调节服务")
  where        = count_rows(公布结果.核算单元) > 0
  when_missing = missing
  basis        = "公布结果逐项相加"
}

formula "公布物质供给价值" {
  code         = "published_supply"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = sum_rows(公布结果.核算单元, 公布价值, 类别 == "物质供给")
  where        = count_rows(公布结果.核算单元) > 0
  when_missing = missing
  basis        = "公布结果逐项相加"
}

formula "公布文化服务价值" {
  code         = "published_culture"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = sum_rows(公布结果.核算单元, 公布价值, 类别 == "文化服务")
  where        = count_rows(公布结果.核算单元) > 0
  when_missing = missing
  basis        = "公布结果逐项相加"
}

formula "公布生态产品总值" {
  code         = "published_gep"
  subject      = 核算单元
  cycle        = year
  unit         = "亿元"
  value        = 公布物质供给价值 + 公布调节服务价值 + 公布文化服务价值
  when_missing = missing
  basis        = "公布结果逐项相加"
}

formula "与公布总值相差" {
  code         = "published_difference"
  subject      = 核算单元
  cycle        = year
  unit         = "%"
  value        = 生态产品总值 / 公布生态产品总值 - 1
  when_missing = missing
  basis        = "公布结果逐项相加"
}
