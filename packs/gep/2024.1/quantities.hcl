# ---------- 明细实物量 ----------

formula "类型水源涵养量" {
  code         = "water_of_kind"
  subject      = 生态系统
  cycle        = year
  unit         = "万m³"
  value        = (降水量 - 地表径流量 - 蒸散发量) * 面积
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "水量平衡：降水减径流减蒸散发"
}

formula "类型土壤保持量" {
  code         = "soil_of_kind"
  subject      = 生态系统
  cycle        = year
  unit         = "t"
  value        = of_unit(降雨侵蚀力 * 土壤可蚀性 * 坡长坡度因子 * (1 - 植被覆盖因子 * 水保措施因子), "t/hm²") * 面积
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "潜在土壤流失减实际土壤流失"
}

formula "类型固碳量" {
  code         = "carbon_of_kind"
  subject      = 生态系统
  cycle        = year
  unit         = "tCO2"
  value        = 净初级生产力 * parameter.固碳系数
  when_missing = missing
  basis        = "ChinaXiv-201711.00109V1（二手）"
}

formula "类型释氧量" {
  code         = "oxygen_of_kind"
  subject      = 生态系统
  cycle        = year
  unit         = "t"
  value        = 净初级生产力 * parameter.释氧系数
  when_missing = missing
  basis        = "ChinaXiv-201711.00109V1（二手）"
}

formula "类型蒸腾降温量" {
  code         = "cooling_of_kind"
  subject      = 生态系统
  cycle        = year
  unit         = "kWh"
  value        = 单位面积蒸腾耗热 * 面积 * 降温天数 / parameter.空调能效比
  when_missing = missing
  basis        = "示例：论文公式，481号附表未见"
}

# ---------- 实物量 ----------

formula "模型水源涵养量" {
  code         = "water_model"
  subject      = 核算单元
  cycle        = year
  unit         = "亿m³"
  value        = sum_rows(生态系统.核算单元, 类型水源涵养量)
  where        = count_rows(生态系统.核算单元) > 0
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "没有生态系统明细的不算"
}

formula "模型土壤保持量" {
  code         = "soil_model"
  subject      = 核算单元
  cycle        = year
  unit         = "亿t"
  value        = sum_rows(生态系统.核算单元, 类型土壤保持量)
  where        = count_rows(生态系统.核算单元) > 0
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "没有生态系统明细的不算"
}

formula "模型固碳量" {
  code         = "carbon_model"
  subject      = 核算单元
  cycle        = year
  unit         = "亿tCO2"
  value        = sum_rows(生态系统.核算单元, 类型固碳量)
  where        = count_rows(生态系统.核算单元) > 0
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "没有生态系统明细的不算"
}

formula "模型释氧量" {
  code         = "oxygen_model"
  subject      = 核算单元
  cycle        = year
  unit         = "亿t"
  value        = sum_rows(生态系统.核算单元, 类型释氧量)
  where        = count_rows(生态系统.核算单元) > 0
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "没有生态系统明细的不算"
}

formula "模型植被降温量" {
  code         = "cooling_model"
  subject      = 核算单元
  cycle        = year
  unit         = "亿kWh"
  value        = sum_rows(生态系统.核算单元, 类型蒸腾降温量)
  where        = count_rows(生态系统.核算单元) > 0
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "没有生态系统明细的不算"
}

formula "水源涵养量" {
  code         = "water"
  subject      = 核算单元
  cycle        = year
  unit         = "亿m³"
  value        = first_known(填报水源涵养量, 模型水源涵养量)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "土壤保持量" {
  code         = "soil"
  subject      = 核算单元
  cycle        = year
  unit         = "亿t"
  value        = first_known(填报土壤保持量, 模型土壤保持量)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "湖泊调蓄量" {
  code         = "lake"
  subject      = 核算单元
  cycle        = year
  unit         = "亿m³"
  value        = first_known(填报湖泊调蓄量, of_unit(exp(parameter.湖泊调蓄常数项) * power(in_unit(湖泊面积, "km²"), parameter.湖泊调蓄指数) * in_unit(湖泊换水次数, "次"), "万m³"))
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "水库调蓄量" {
  code         = "reservoir"
  subject      = 核算单元
  cycle        = year
  unit         = "亿m³"
  value        = first_known(填报水库调蓄量, 水库总库容 * parameter.水库防洪库容系数)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "沼泽调蓄量" {
  code         = "marsh"
  subject      = 核算单元
  cycle        = year
  unit         = "亿m³"
  value        = first_known(填报沼泽调蓄量, 沼泽面积 * parameter.沼泽蓄水深度)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "二氧化硫净化量" {
  code         = "so2"
  subject      = 核算单元
  cycle        = year
  unit         = "t"
  value        = first_known(填报二氧化硫净化量, 空气质量达标 ? 二氧化硫排放量 : 二氧化硫净化能力)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "达标的等于排放量，不达标的等于净化能力"
}

formula "氮氧化物净化量" {
  code         = "nox"
  subject      = 核算单元
  cycle        = year
  unit         = "t"
  value        = first_known(填报氮氧化物净化量, 空气质量达标 ? 氮氧化物排放量 : 氮氧化物净化能力)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "达标的等于排放量，不达标的等于净化能力"
}

formula "降尘净化量" {
  code         = "dust"
  subject      = 核算单元
  cycle        = year
  unit         = "t"
  value        = first_known(填报降尘净化量, 空气质量达标 ? 降尘排放量 : 降尘净化能力)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "达标的等于排放量，不达标的等于净化能力"
}

formula "化学需氧量净化量" {
  code         = "cod"
  subject      = 核算单元
  cycle        = year
  unit         = "t"
  value        = first_known(填报化学需氧量净化量, 水质达标 ? 化学需氧量排放量 : 化学需氧量净化能力)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "达标的等于排放量，不达标的等于净化能力"
}

formula "氨氮净化量" {
  code         = "nh3n"
  subject      = 核算单元
  cycle        = year
  unit         = "t"
  value        = first_known(填报氨氮净化量, 水质达标 ? 氨氮排放量 : 氨氮净化能力)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "达标的等于排放量，不达标的等于净化能力"
}

formula "总磷净化量" {
  code         = "tp"
  subject      = 核算单元
  cycle        = year
  unit         = "t"
  value        = first_known(填报总磷净化量, 水质达标 ? 总磷排放量 : 总磷净化能力)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
  definition   = "达标的等于排放量，不达标的等于净化能力"
}

formula "固碳量" {
  code         = "carbon"
  subject      = 核算单元
  cycle        = year
  unit         = "亿tCO2"
  value        = first_known(填报固碳量, 模型固碳量)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "释氧量" {
  code         = "oxygen"
  subject      = 核算单元
  cycle        = year
  unit         = "亿t"
  value        = first_known(填报释氧量, 模型释氧量)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "植被降温量" {
  code         = "cooling_plants"
  subject      = 核算单元
  cycle        = year
  unit         = "亿kWh"
  value        = first_known(填报植被降温量, 模型植被降温量)
  when_missing = missing
  basis        = "生态学报37卷19期6302页（公式，二手）"
}

formula "水面降温量" {
  code         = "cooling_water"
  subject      = 核算单元
  cycle        = year
  unit         = "亿kWh"
  value        = first_known(填报水面降温量, 水面蒸发量 * quantity(1, "t/m³") * parameter.水汽化潜热 + (计入增湿 ? 水面蒸发量 * parameter.加湿器单位耗电 : 0))
  when_missing = missing
  basis        = "示例：论文公式，481号附表未见"
  definition   = "水的密度按每立方米一吨"
}
