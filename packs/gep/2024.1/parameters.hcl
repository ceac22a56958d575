# ---------- 系数 ----------

parameter "泥沙淤积系数" {
  code       = "silt_share"
  unit       = "无量纲"
  definition = "保持的土壤中会淤积水库的比例"
  value {
    value      = 0.24
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
  }
}

parameter "土壤容重" {
  code = "soil_density"
  unit = "t/m³"
  value {
    value      = 0.93
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "一般土壤其他标准用1.25至1.35，换标准时改"
  }
}

parameter "土壤含氮量" {
  code = "soil_nitrogen"
  unit = "%"
  value {
    value      = 0.37
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
  }
}

parameter "土壤含磷量" {
  code = "soil_phosphorus"
  unit = "%"
  value {
    value      = 0.108
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
  }
}

parameter "沙土容重" {
  code = "sand_density"
  unit = "t/m³"
  value {
    value      = 1.28
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
  }
}

parameter "沙层厚度" {
  code       = "sand_depth"
  unit       = "m"
  definition = "覆沙成害的厚度"
  value {
    value      = 0.1
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
  }
}

parameter "固碳系数" {
  code       = "carbon_per_npp"
  unit       = "tCO2/t"
  definition = "每吨净初级生产力干物质固定的二氧化碳"
  value {
    value      = 1.63
    valid_from = "2010-01-01"
    issuer     = "高天岩等"
    document   = "ChinaXiv-201711.00109V1"
    certainty  = secondary
  }
}

parameter "释氧系数" {
  code       = "oxygen_per_npp"
  unit       = "t/t"
  definition = "每吨净初级生产力干物质释放的氧"
  value {
    value      = 1.19
    valid_from = "2010-01-01"
    issuer     = "高天岩等"
    document   = "ChinaXiv-201711.00109V1"
    certainty  = secondary
  }
}

parameter "空调能效比" {
  code = "cooling_ratio"
  unit = "无量纲"
  value {
    value      = 3.0
    valid_from = "2010-01-01"
    issuer     = "示例"
    document   = "论文常用值，481号附表未见"
    certainty  = example
  }
}

parameter "水汽化潜热" {
  code = "latent_heat"
  unit = "kJ/kg"
  value {
    value      = 2450
    valid_from = "2010-01-01"
    issuer     = "示例"
    document   = "物理常数的常用值，481号附表未见"
    certainty  = example
  }
}

parameter "加湿器单位耗电" {
  code = "humidifier_power"
  unit = "kWh/m³"
  value {
    value      = 125
    valid_from = "2010-01-01"
    issuer     = "示例"
    document   = "论文常用值，481号附表未见"
    certainty  = example
  }
}

parameter "水库防洪库容系数" {
  code       = "reservoir_share"
  unit       = "无量纲"
  definition = "占总库容"
  value {
    value      = 0.35
    valid_from = "2010-01-01"
    issuer     = "示例"
    document   = "论文常用值，481号附表未见"
    certainty  = example
  }
}

parameter "沼泽蓄水深度" {
  code = "marsh_depth"
  unit = "m"
  value {
    value      = 0.3
    valid_from = "2010-01-01"
    issuer     = "示例"
    document   = "论文常用值，481号附表未见"
    certainty  = example
  }
}

# ---------- 价格 ----------

parameter "水库单位库容造价" {
  code = "reservoir_cost"
  unit = "元/m³"
  value {
    value      = 7.06
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "清淤单价" {
  code = "dredging_cost"
  unit = "元/m³"
  value {
    value      = 15.58
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "氮肥折纯价" {
  code = "nitrogen_price"
  unit = "元/t"
  value {
    value      = 875
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "磷肥折纯价" {
  code = "phosphorus_price"
  unit = "元/t"
  value {
    value      = 2800
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "治沙单价" {
  code = "sand_cost"
  unit = "元/㎡"
  value {
    value      = 3.75
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "二氧化硫治理单价" {
  code = "so2_cost"
  unit = "元/t"
  value {
    value      = 1200
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "氮氧化物治理单价" {
  code = "nox_cost"
  unit = "元/t"
  value {
    value      = 630
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "降尘清理单价" {
  code = "dust_cost"
  unit = "元/t"
  value {
    value      = 150
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "化学需氧量治理单价" {
  code = "cod_cost"
  unit = "元/t"
  value {
    value      = 700
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "氨氮治理单价" {
  code = "nh3n_cost"
  unit = "元/t"
  value {
    value      = 875
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "总磷治理单价" {
  code = "tp_cost"
  unit = "元/t"
  value {
    value      = 2800
    valid_from = "2010-01-01"
    issuer     = "示例"
    document   = "环境保护税法附表推算"
    certainty  = example
    note       = "环境保护税口径，未见481号附表"
  }
}

parameter "固碳单价" {
  code = "carbon_price"
  unit = "元/tCO2"
  value {
    value      = 380
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价；换成全国碳市场价时注意是碳还是二氧化碳"
  }
}

parameter "工业制氧单价" {
  code = "oxygen_price"
  unit = "元/t"
  value {
    value      = 727
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "电价" {
  code = "power_price"
  unit = "元/kWh"
  value {
    value      = 0.53
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "森林病虫害防治单价" {
  code = "forest_pest_cost"
  unit = "元/hm²"
  value {
    value      = 375
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "草地病虫害防治单价" {
  code = "grass_pest_cost"
  unit = "元/hm²"
  value {
    value      = 112.5
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价"
  }
}

parameter "生活用水单价" {
  code = "water_home_price"
  unit = "元/m³"
  value {
    value      = 2.6
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价；论文三类用水依次为2.6、3.6、0.07，类别名称为推断"
  }
}

parameter "工业用水单价" {
  code = "water_industry_price"
  unit = "元/m³"
  value {
    value      = 3.6
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价；论文三类用水依次为2.6、3.6、0.07，类别名称为推断"
  }
}

parameter "农业用水单价" {
  code = "water_farm_price"
  unit = "元/m³"
  value {
    value      = 0.07
    valid_from = "2010-01-01"
    issuer     = "甘孜州生态系统生产总值核算研究"
    document   = "ChinaXiv-201711.00120V1，生态学报37卷19期6302页"
    certainty  = secondary
    note       = "论文采用的2010年价；论文三类用水依次为2.6、3.6、0.07，类别名称为推断"
  }
}

parameter "湖泊调蓄常数项" {
  code       = "lake_constant"
  unit       = "无量纲"
  definition = "湖泊调蓄能力经验式 e^常数项 × 面积^指数 × 换水次数，面积平方千米，得数万立方米"
  value {
    value      = 6.636
    valid_from = "2010-01-01"
    issuer     = "公开论文"
    document   = "湖泊调蓄能力经验式，未见481号附表"
    certainty  = secondary
  }
}

parameter "湖泊调蓄指数" {
  code       = "lake_exponent"
  unit       = "无量纲"
  definition = "同上"
  value {
    value      = 0.678
    valid_from = "2010-01-01"
    issuer     = "公开论文"
    document   = "湖泊调蓄能力经验式，未见481号附表"
    certainty  = secondary
  }
}
