# ---------- 名录 ----------

register "核算单元" {
  code       = "unit"
  basis      = "发改基础〔2022〕481号"
  cycle      = year
  key        = [核算区域]
  definition = "一个县或一个保护地，每年一行。填报数优先；不填的由“生态系统”明细按公式算。没有的填 0，不知道的空着"

  field "核算区域" {
    code     = "area_name"
    type     = text
    required = true
  }

  field "所在县" {
    code  = "county"
    type  = place
    level = county
  }

  field "国土面积" {
    code = "land"
    type = number
    unit = "km²"
    min  = 0
  }

  field "地区生产总值" {
    code = "gdp"
    type = money
    unit = "亿元"
    min  = 0
  }

  field "填报水源涵养量" {
    code       = "water_reported"
    type       = number
    unit       = "亿m³"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "填报土壤保持量" {
    code       = "soil_reported"
    type       = number
    unit       = "亿t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "固沙量" {
    code       = "sand"
    type       = number
    unit       = "万t"
    min        = 0
    required   = true
    definition = "风蚀模型结果；481号的简化式单位未核实，不在这里算"
  }

  field "填报湖泊调蓄量" {
    code = "lake_reported"
    type = number
    unit = "亿m³"
    min  = 0
  }

  field "湖泊面积" {
    code = "lake_area"
    type = number
    unit = "km²"
    min  = 0
  }

  field "湖泊换水次数" {
    code = "lake_changes"
    type = number
    unit = "次"
    min  = 0
  }

  field "填报水库调蓄量" {
    code = "reservoir_reported"
    type = number
    unit = "亿m³"
    min  = 0
  }

  field "水库总库容" {
    code = "reservoir_capacity"
    type = number
    unit = "亿m³"
    min  = 0
  }

  field "填报沼泽调蓄量" {
    code = "marsh_reported"
    type = number
    unit = "亿m³"
    min  = 0
  }

  field "沼泽面积" {
    code = "marsh_area"
    type = number
    unit = "km²"
    min  = 0
  }

  field "空气质量达标" {
    code       = "air_meets"
    type       = flag
    definition = "污染物浓度不高于GB 3095限值；达标的净化量等于排放量，不达标的等于生态系统净化能力"
  }

  field "填报二氧化硫净化量" {
    code       = "so2_reported"
    type       = number
    unit       = "t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "二氧化硫排放量" {
    code = "so2_emission"
    type = number
    unit = "t"
    min  = 0
  }

  field "二氧化硫净化能力" {
    code = "so2_ability"
    type = number
    unit = "t"
    min  = 0
  }

  field "填报氮氧化物净化量" {
    code       = "nox_reported"
    type       = number
    unit       = "t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "氮氧化物排放量" {
    code = "nox_emission"
    type = number
    unit = "t"
    min  = 0
  }

  field "氮氧化物净化能力" {
    code = "nox_ability"
    type = number
    unit = "t"
    min  = 0
  }

  field "填报降尘净化量" {
    code       = "dust_reported"
    type       = number
    unit       = "t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "降尘排放量" {
    code = "dust_emission"
    type = number
    unit = "t"
    min  = 0
  }

  field "降尘净化能力" {
    code = "dust_ability"
    type = number
    unit = "t"
    min  = 0
  }

  field "水质达标" {
    code       = "water_meets"
    type       = flag
    definition = "水质不低于GB 3838三类；达标的净化量等于排放量，不达标的等于生态系统净化能力"
  }

  field "填报化学需氧量净化量" {
    code       = "cod_reported"
    type       = number
    unit       = "t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "化学需氧量排放量" {
    code = "cod_emission"
    type = number
    unit = "t"
    min  = 0
  }

  field "化学需氧量净化能力" {
    code = "cod_ability"
    type = number
    unit = "t"
    min  = 0
  }

  field "填报氨氮净化量" {
    code       = "nh3n_reported"
    type       = number
    unit       = "t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "氨氮排放量" {
    code = "nh3n_emission"
    type = number
    unit = "t"
    min  = 0
  }

  field "氨氮净化能力" {
    code = "nh3n_ability"
    type = number
    unit = "t"
    min  = 0
  }

  field "填报总磷净化量" {
    code       = "tp_reported"
    type       = number
    unit       = "t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "总磷排放量" {
    code = "tp_emission"
    type = number
    unit = "t"
    min  = 0
  }

  field "总磷净化能力" {
    code = "tp_ability"
    type = number
    unit = "t"
    min  = 0
  }

  field "填报固碳量" {
    code       = "carbon_reported"
    type       = number
    unit       = "亿tCO2"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "填报释氧量" {
    code       = "oxygen_reported"
    type       = number
    unit       = "亿t"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "填报植被降温量" {
    code       = "cooling_plants_reported"
    type       = number
    unit       = "亿kWh"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "填报水面降温量" {
    code       = "cooling_water_reported"
    type       = number
    unit       = "亿kWh"
    min        = 0
    definition = "直接采用的实物量；不填的按公式算"
  }

  field "水面蒸发量" {
    code       = "evaporation"
    type       = number
    unit       = "万m³"
    min        = 0
    definition = "气温高于26℃的日子里水面蒸发的水量"
  }

  field "计入增湿" {
    code       = "humid"
    type       = flag
    definition = "干燥地区计入水面蒸发的增湿作用"
  }

  field "森林面积" {
    code       = "forest_pest"
    type       = number
    unit       = "万hm²"
    min        = 0
    required   = true
    definition = "病虫害防治科目用"
  }

  field "草地面积" {
    code       = "grass_pest"
    type       = number
    unit       = "万hm²"
    min        = 0
    required   = true
    definition = "病虫害防治科目用"
  }

  field "海岸带防护价值" {
    code       = "coast"
    type       = money
    unit       = "亿元"
    min        = 0
    required   = true
    definition = "另行核算；没有的填 0"
  }

  field "噪声消减价值" {
    code       = "noise"
    type       = money
    unit       = "亿元"
    min        = 0
    required   = true
    definition = "另行核算；没有的填 0"
  }

  field "农业产品价值" {
    code       = "crops"
    type       = money
    unit       = "亿元"
    min        = 0
    required   = true
    definition = "农林牧渔四项填产品的价值，由统计部门按产量和价格算出；甘孜州 2010 年填的是公布值，产量和价格没有公布"
  }

  field "林业产品价值" {
    code     = "timber"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }

  field "畜牧产品价值" {
    code     = "livestock"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }

  field "渔业产品价值" {
    code     = "fish"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }

  field "生活用水量" {
    code     = "water_home"
    type     = number
    unit     = "亿m³"
    min      = 0
    required = true
  }

  field "工业用水量" {
    code     = "water_industry"
    type     = number
    unit     = "亿m³"
    min      = 0
    required = true
  }

  field "农业用水量" {
    code     = "water_farm"
    type     = number
    unit     = "亿m³"
    min      = 0
    required = true
  }

  field "水力发电量" {
    code     = "hydropower"
    type     = number
    unit     = "亿kWh"
    min      = 0
    required = true
  }

  field "填报文化服务价值" {
    code       = "culture_reported"
    type       = money
    unit       = "亿元"
    min        = 0
    definition = "旅行费用法等模型的结果；不填的按人次和人均费用算。甘孜州 2010 年填的是公布值：各客源地的费用没有公布，不能重算"
  }

  field "旅游人次" {
    code = "visits"
    type = number
    unit = "万人次"
    min  = 0
  }

  field "人均旅行费用" {
    code = "visit_cost"
    type = number
    unit = "元/人次"
    min  = 0
  }

  field "人均时间成本" {
    code = "visit_time_cost"
    type = number
    unit = "元/人次"
    min  = 0
  }

}

register "生态系统" {
  code       = "ecosystem"
  basis      = "发改基础〔2022〕481号"
  cycle      = year
  key        = [核算单元, 生态系统类型]
  definition = "一个核算单元内各类生态系统，每类一行"

  field "核算单元" {
    code     = "unit"
    type     = reference
    required = true
    register = 核算单元
  }

  field "生态系统类型" {
    code     = "kind"
    type     = text
    required = true
    length   = 30
  }

  field "面积" {
    code     = "area"
    type     = number
    unit     = "km²"
    min      = 0
    required = true
  }

  field "降水量" {
    code = "rain"
    type = number
    unit = "mm"
    min  = 0
  }

  field "地表径流量" {
    code = "runoff"
    type = number
    unit = "mm"
    min  = 0
  }

  field "蒸散发量" {
    code = "evapotranspiration"
    type = number
    unit = "mm"
    min  = 0
  }

  field "降雨侵蚀力" {
    code       = "erosivity"
    type       = number
    unit       = "无量纲"
    min        = 0
    definition = "通用土壤流失方程的 R"
  }

  field "土壤可蚀性" {
    code       = "erodibility"
    type       = number
    unit       = "无量纲"
    min        = 0
    definition = "通用土壤流失方程的 K"
  }

  field "坡长坡度因子" {
    code       = "slope"
    type       = number
    unit       = "无量纲"
    min        = 0
    definition = "通用土壤流失方程的 LS"
  }

  field "植被覆盖因子" {
    code       = "cover"
    type       = number
    unit       = "无量纲"
    min        = 0
    definition = "通用土壤流失方程的 C"
  }

  field "水保措施因子" {
    code       = "practice"
    type       = number
    unit       = "无量纲"
    min        = 0
    definition = "通用土壤流失方程的 P，没有措施的填 1"
  }

  field "净初级生产力" {
    code       = "npp"
    type       = number
    unit       = "t"
    min        = 0
    definition = "全年干物质"
  }

  field "单位面积蒸腾耗热" {
    code = "transpiration"
    type = number
    unit = "kJ/(㎡·天)"
    min  = 0
  }

  field "降温天数" {
    code       = "hot_days"
    type       = number
    unit       = "天"
    min        = 0
    definition = "气温高于26℃的天数"
  }

}
