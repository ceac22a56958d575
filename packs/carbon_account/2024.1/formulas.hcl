# ---------- 核算 ----------

formula "燃料热量" {
  code         = "fuel_heat"
  subject      = 燃料消耗
  cycle        = year
  unit         = "GJ"
  value        = is_missing(气体消耗量) ? 消耗量 * first_known(实测低位发热量, 所属企业.因子套 == "A套" ? parameter.A套低位发热量[燃料] : parameter.B套低位发热量[燃料]) : 气体消耗量 * first_known(实测气体低位发热量, 所属企业.因子套 == "A套" ? parameter.A套气体低位发热量[燃料] : parameter.B套气体低位发热量[燃料])
  when_missing = missing
  basis        = "GB/T 32150（二手）"
  definition   = "实测优先于默认值"
}

formula "燃料含碳量" {
  code         = "fuel_carbon"
  subject      = 燃料消耗
  cycle        = year
  unit         = "tC/GJ"
  value        = first_known(实测单位热值含碳量, 所属企业.因子套 == "A套" ? parameter.A套单位热值含碳量[燃料] : parameter.B套单位热值含碳量[燃料])
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "燃料碳氧化率" {
  code         = "fuel_oxidation"
  subject      = 燃料消耗
  cycle        = year
  unit         = "%"
  value        = 所属企业.因子套 == "A套" ? (one_of(燃料, ["无烟煤", "烟煤", "褐煤", "洗精煤", "其它洗煤", "型煤", "煤矸石", "煤泥", "焦炭", "石油焦"]) ? parameter.A套固体碳氧化率[燃烧设备] : parameter.A套液体气体碳氧化率[燃料]) : parameter.B套碳氧化率[燃料]
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "燃料排放" {
  code         = "fuel_emission"
  subject      = 燃料消耗
  cycle        = year
  unit         = "tCO2"
  value        = 生物质燃料 ? 0 : (is_missing(实测元素碳含量) ? 燃料热量 * 燃料含碳量 * 燃料碳氧化率 * quantity(44, "tCO2") / quantity(12, "tC") : 消耗量 * 实测元素碳含量 * 燃料碳氧化率 * quantity(44, "tCO2") / quantity(12, "tC"))
  when_missing = missing
  basis        = "GB/T 32150（二手）"
  definition   = "活动量×低位发热量×含碳量×氧化率×44/12；有实测元素碳的用元素碳"
}

formula "单位质量热量" {
  code         = "specific_energy"
  subject      = 蒸汽热水
  cycle        = year
  unit         = "kJ/kg"
  value        = 介质 == "热水" ? (水温 - parameter.热水基准温度) * parameter.水的比热 : first_known(焓值, lookup(饱和蒸汽焓值, 绝对压力)) - (所属企业.热力口径 == "扣减给水焓值" ? parameter.给水焓值 : 0)
  when_missing = missing
  basis        = "GB/T 32150（二手）"
  definition   = "蒸汽按焓值，按所选口径扣减给水焓值；热水按温差"
}

formula "蒸汽热水热量" {
  code         = "steam_heat"
  subject      = 蒸汽热水
  cycle        = year
  unit         = "GJ"
  value        = 质量 * 单位质量热量
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "物料排放" {
  code         = "material_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * parameter.过程物料排放因子[物料] * first_known(纯度, 1)
  where        = 源类型 == "物料分解与扣减"
  when_missing = missing
  basis        = "GB/T 32151钢铁、有色、建材（二手）"
  definition   = "纯度不填按100%"
}

formula "还原天然气排放" {
  code         = "reductant_gas_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 气量 * parameter.还原用天然气因子
  where        = 源类型 == "还原用天然气"
  when_missing = missing
  basis        = "其他有色金属核算指南（二手）"
}

formula "碳平衡排放" {
  code         = "balance_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * first_known(含碳量, parameter.化工产品含碳量[产品]) * quantity(44, "tCO2") / quantity(12, "tC") * (源类型 == "碳平衡：投入" ? 1 : 0 - 1)
  where        = one_of(源类型, ["碳平衡：投入", "碳平衡：产品、副产品、废弃物"])
  when_missing = missing
  basis        = "化工、石化核算指南（二手）"
  definition   = "投入为正，产品、副产品、废弃物为负"
}

formula "气体碳平衡排放" {
  code         = "gas_balance_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 气量 * 气体含碳量 * quantity(44, "tCO2") / quantity(12, "tC") * (源类型 == "碳平衡：气体投入" ? 1 : 0 - 1)
  where        = one_of(源类型, ["碳平衡：气体投入", "碳平衡：气体产出"])
  when_missing = missing
  basis        = "化工、石化核算指南（二手）"
}

formula "阳极排放" {
  code         = "anode_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * (1 - parameter.阳极含硫量 - parameter.阳极灰分) * quantity(1, "tC/t") * quantity(44, "tCO2") / quantity(12, "tC")
  where        = 源类型 == "电解铝阳极消耗"
  when_missing = missing
  basis        = "电解铝核算指南（二手）"
  definition   = "净耗阳极扣除硫分和灰分都是碳"
}

formula "阳极效应排放" {
  code         = "pfc_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * (parameter.四氟化碳排放系数 * parameter.四氟化碳温室效应 + parameter.六氟化二碳排放系数 * parameter.六氟化二碳温室效应)
  where        = 源类型 == "电解铝阳极效应"
  when_missing = missing
  basis        = "电解铝核算指南（二手）"
  definition   = "数量为铝产量"
}

formula "硝酸排放" {
  code         = "nitric_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * parameter.硝酸氧化亚氮系数[硝酸工艺] * (1 - 去除率 * 设施使用率) * parameter.氧化亚氮温室效应
  where        = 源类型 == "硝酸生产氧化亚氮"
  when_missing = missing
  basis        = "化工核算指南（二手）"
}

formula "己二酸排放" {
  code         = "adipic_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * parameter.己二酸氧化亚氮系数 * (1 - 去除率 * 设施使用率) * parameter.氧化亚氮温室效应
  where        = 源类型 == "己二酸生产氧化亚氮"
  when_missing = missing
  basis        = "化工核算指南（二手）"
}

formula "烧焦排放" {
  code         = "burn_off_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * 含碳量 * 碳氧化率 * quantity(44, "tCO2") / quantity(12, "tC")
  where        = 源类型 == "催化剂烧焦"
  when_missing = missing
  basis        = "石化核算指南（二手）"
}

formula "清焦排放" {
  code         = "decoking_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 气体流量 * 持续时间 * 二氧化碳体积分数 * parameter.二氧化碳密度 * quantity(1, "tCO2/t")
  where        = 源类型 == "乙烯裂解炉清焦"
  when_missing = missing
  basis        = "石化核算指南（二手）"
}

formula "正常火炬排放" {
  code         = "flare_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 气量 * (气体含碳量 * 碳氧化率 * quantity(44, "tCO2") / quantity(12, "tC") + 二氧化碳体积分数 * parameter.二氧化碳密度 * quantity(1, "tCO2/t"))
  where        = 源类型 == "正常工况火炬"
  when_missing = missing
  basis        = "石化核算指南（二手）"
}

formula "事故火炬排放" {
  code         = "flare_accident_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 气体流量 * 持续时间 / parameter.标准摩尔体积 * 平均碳原子数 * first_known(碳氧化率, parameter.事故火炬碳氧化率) * quantity(0.044, "tCO2")
  where        = 源类型 == "事故火炬"
  when_missing = missing
  basis        = "石化核算指南（二手）"
  definition   = "每千摩尔气体按平均碳原子数生成二氧化碳，每千摩尔二氧化碳44千克"
}

formula "废水甲烷排放" {
  code         = "waste_water_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = 数量 * parameter.废水甲烷产生潜力 * parameter.甲烷修正因子[废水处理方式] * parameter.甲烷温室效应
  where        = 源类型 == "废水厌氧处理"
  when_missing = missing
  basis        = "核算指南废水处理（二手）"
  definition   = "数量为去除的化学需氧量"
}

formula "过程源排放" {
  code         = "source_emission"
  subject      = 工业过程排放源
  cycle        = year
  unit         = "tCO2"
  value        = first_known(物料排放, 还原天然气排放, 碳平衡排放, 气体碳平衡排放, 阳极排放, 阳极效应排放, 硝酸排放, 己二酸排放, 烧焦排放, 清焦排放, 正常火炬排放, 事故火炬排放, 废水甲烷排放)
  when_missing = missing
  basis        = "GB/T 32151系列（二手）"
  definition   = "按源类型只有一项适用"
}

formula "燃料燃烧排放" {
  code         = "combustion"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = 有燃料燃烧 ? sum_rows(燃料消耗.所属企业, 燃料排放) : 0
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "工业过程排放" {
  code         = "process"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = 有工业过程排放 ? sum_rows(工业过程排放源.所属企业, 过程源排放) : 0
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "电力因子" {
  code         = "grid_factor_used"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2/MWh"
  value        = 电力因子年份 == "2021年" ? parameters_of(parameter.电网排放因子[所属电网], 2021) : (电力因子年份 == "2022年" ? parameters_of(parameter.电网排放因子[所属电网], 2022) : (电力因子年份 == "2023年" ? parameters_of(parameter.电网排放因子[所属电网], 2023) : parameter.电网排放因子[所属电网]))
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "购入电力排放" {
  code         = "power_in"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = (购入电量 - 购入非化石电量) * 电力因子
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "输出电力扣减" {
  code         = "power_out"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = 输出电量 * 电力因子
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "热力因子" {
  code         = "heat_factor_used"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2/GJ"
  value        = first_known(实测热力排放因子, parameter.热力排放因子)
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "购入热力排放" {
  code         = "heat_in"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = (购入热量 + (有蒸汽热水 ? sum_rows(蒸汽热水.所属企业, 蒸汽热水热量, 流向 == "购入") : 0)) * 热力因子
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "输出热力扣减" {
  code         = "heat_out"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = (输出热量 + (有蒸汽热水 ? sum_rows(蒸汽热水.所属企业, 蒸汽热水热量, 流向 == "输出") : 0)) * 热力因子
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "碳排放总量" {
  code         = "emission"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = 燃料燃烧排放 + 工业过程排放 + 购入电力排放 + 购入热力排放 - 输出电力扣减 - 输出热力扣减 - 回收固碳量
  when_missing = missing
  basis        = "GB/T 32150（二手）"
}

formula "碳排放强度" {
  code         = "intensity"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2/万元"
  value        = 碳排放总量 / 工业增加值
  where        = 工业增加值 > 0
  when_missing = missing
  basis        = "GB/T 32150（二手）"
  definition   = "单位工业增加值的碳排放；增加值不大于零的不算"
}

formula "可比排放量" {
  code         = "comparable_emission"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2"
  value        = 碳排放总量
  where        = 工业增加值 > 0
  when_missing = missing
  basis        = "GB/T 32150（二手）"
  definition   = "有增加值的企业才参加行业平均"
}

formula "可比增加值" {
  code         = "comparable_value_added"
  subject      = 碳账户企业
  cycle        = year
  unit         = "万元"
  value        = 工业增加值
  where        = !is_missing(可比排放量)
  when_missing = missing
  basis        = "GB/T 32150（二手）"
  definition   = "算得出排放的企业才参加行业平均"
}

formula "行业碳排放强度" {
  code         = "sector_intensity"
  subject      = 碳账户企业
  cycle        = year
  unit         = "tCO2/万元"
  value        = first_known(行业平均碳排放强度, sum(same(所属行业), 可比排放量) / sum(same(所属行业), 可比增加值))
  when_missing = missing
  basis        = "浙江省碳效码评价（二手）"
  definition   = "已公布的优先；否则为本库同行业总量之比"
}

formula "相对碳排放强度" {
  code         = "relative_intensity"
  subject      = 碳账户企业
  cycle        = year
  unit         = "无量纲"
  value        = 碳排放强度 / 行业碳排放强度
  when_missing = missing
  basis        = "浙江省碳效码评价（二手）"
}

formula "碳效水平" {
  code         = "level"
  subject      = 碳账户企业
  cycle        = year
  type         = choice
  choices      = 碳效水平
  value        = 碳排放强度 <= parameter.低碳上限 ? "低碳" : (碳排放强度 <= parameter.中碳上限 ? "中碳" : "高碳")
  when_missing = missing
  basis        = "浙江省碳效码评价（二手）"
}

formula "碳效等级" {
  code         = "rank"
  subject      = 碳账户企业
  cycle        = year
  type         = choice
  choices      = 碳效等级
  value        = 相对碳排放强度 <= parameter.一级上限 ? "一级" : (相对碳排放强度 <= parameter.二级上限 ? "二级" : (相对碳排放强度 <= parameter.三级上限 ? "三级" : (相对碳排放强度 <= parameter.四级上限 ? "四级" : "五级")))
  when_missing = missing
  basis        = "浙江省碳效码评价（二手）"
}

formula "碳账户颜色" {
  code         = "colour"
  subject      = 碳账户企业
  cycle        = year
  type         = choice
  choices      = 碳账户颜色
  value        = 相对碳排放强度 <= parameter.深绿上限 ? "深绿" : (相对碳排放强度 <= parameter.浅绿上限 ? "浅绿" : (相对碳排放强度 <= parameter.黄色上限 ? "黄" : "红"))
  when_missing = missing
  basis        = "示例：衢州界限没有公开"
}

formula "全县碳账户排放量" {
  code         = "county_emission"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量)
  when_missing = missing
  basis        = "本库企业合计，不是全社会排放"
}

formula "电力行业排放量" {
  code         = "county_power"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量, 所属行业 == "电力")
  when_missing = missing
  basis        = "本库企业合计"
}

formula "钢铁行业排放量" {
  code         = "county_steel"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量, 所属行业 == "钢铁")
  when_missing = missing
  basis        = "本库企业合计"
}

formula "有色行业排放量" {
  code         = "county_nonferrous"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量, 所属行业 == "有色")
  when_missing = missing
  basis        = "本库企业合计"
}

formula "石化行业排放量" {
  code         = "county_petrochemical"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量, 所属行业 == "石化")
  when_missing = missing
  basis        = "本库企业合计"
}

formula "化工行业排放量" {
  code         = "county_chemical"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量, 所属行业 == "化工")
  when_missing = missing
  basis        = "本库企业合计"
}

formula "建材行业排放量" {
  code         = "county_building"
  subject      = county
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量, 所属行业 == "建材")
  when_missing = missing
  basis        = "本库企业合计"
}

formula "碳账户企业数" {
  code         = "county_accounts"
  subject      = county
  cycle        = year
  unit         = "家"
  value        = of_unit(count_rows(碳账户企业.所在县), "家")
  when_missing = missing
  basis        = "本库企业数"
}

formula "未能核算企业数" {
  code         = "county_open"
  subject      = county
  cycle        = year
  unit         = "家"
  value        = of_unit(count_rows(碳账户企业.所在县, is_missing(碳排放总量)), "家")
  when_missing = missing
  basis        = "本库中缺数据、算不出总量的企业数"
}

formula "红色企业数" {
  code         = "county_red"
  subject      = county
  cycle        = year
  unit         = "家"
  value        = of_unit(count_rows(碳账户企业.所在县, 碳账户颜色 == "红"), "家")
  when_missing = missing
  basis        = "示例：衢州界限没有公开"
}

formula "全市碳账户排放量" {
  code         = "city_emission"
  subject      = city
  cycle        = year
  unit         = "万tCO2"
  value        = sum_rows(碳账户企业.所在县, 碳排放总量)
  when_missing = missing
  basis        = "本库企业合计，不是全社会排放"
}
