# 企业碳账户:电力、钢铁、有色、石化、化工、建材六个行业的核算,县里汇总,碳效标签。
# 燃料默认值有 A、B 两套,来源不同,一家企业一年只能用一套,不混用。每个因子都有来源和有效期。
# 因子读自公开的实现,未核对国家标准原文;正式报告前须按所用标准逐个核对。

pack "企业碳账户" {
  code       = "carbon_account"
  version    = "2024.1"
  basis      = "GB/T 32150、GB/T 32151系列，生态环境部电力因子公告（均为二手）"
  valid_from = "2021-01-01"
  certainty  = example
  note       = "国家标准原文未见，因子为二手来源。颜色分档为示例：衢州的红黄浅绿深绿界限没有公开。炼焦洗精煤、沥青的默认值来源有误，没有列入。"
}

role "企业" {
  code = "enterprise"
}

role "第三方核查机构" {
  code = "verifier"
}

role "县级生态环境部门" {
  code = "county_environment"
}

choices "核算行业" {
  code    = "sector"
  options = {
    power         = "电力"
    steel         = "钢铁"
    nonferrous    = "有色"
    petrochemical = "石化"
    chemical      = "化工"
    building      = "建材"
  }
}

choices "燃料因子套" {
  code    = "fuel_set"
  options = {
    set_a = "A套"
    set_b = "B套"
  }
}

choices "电力因子年份" {
  code    = "grid_year"
  options = {
    own   = "与核算年度一致"
    y2021 = "2021年"
    y2022 = "2022年"
    y2023 = "2023年"
  }
}

choices "热力口径" {
  code    = "heat_base"
  options = {
    with_base    = "扣减给水焓值"
    without_base = "不扣减给水焓值"
  }
}

choices "热介质" {
  code    = "heat_medium"
  options = {
    saturated = "饱和蒸汽"
    enthalpy  = "按焓值的蒸汽"
    water     = "热水"
  }
}

choices "热流向" {
  code    = "heat_direction"
  options = {
    bought = "购入"
    sold   = "输出"
  }
}

choices "燃烧设备" {
  code    = "burner"
  options = {
    cement_kiln       = "水泥窑"
    power_boiler      = "电站锅炉"
    industrial_boiler = "工业锅炉"
  }
}

choices "燃料" {
  code    = "fuel"
  options = {
    anthracite     = "无烟煤"
    bituminous     = "烟煤"
    lignite        = "褐煤"
    cleaned        = "洗精煤"
    washed_other   = "其它洗煤"
    briquette      = "型煤"
    gangue         = "煤矸石"
    slime          = "煤泥"
    coke           = "焦炭"
    petroleum_coke = "石油焦"
    crude          = "原油"
    fuel_oil       = "燃料油"
    gasoline       = "汽油"
    diesel         = "柴油"
    kerosene       = "煤油"
    naphtha        = "石脑油"
    tar            = "焦油"
    benzol         = "粗苯"
    lpg            = "液化石油气"
    lng            = "液化天然气"
    refinery_gas   = "炼厂干气"
    natural_gas    = "天然气"
    coke_oven_gas  = "焦炉煤气"
    blast_gas      = "高炉煤气"
    converter_gas  = "转炉煤气"
    carbide_gas    = "电石炉气"
    other_gas      = "其它煤气"
  }
}

choices "电网" {
  code    = "grid"
  options = {
    china          = "全国"
    china_market   = "全国扣除市场化非化石电量"
    china_fossil   = "全国化石能源电力"
    north          = "华北"
    northeast      = "东北"
    east           = "华东"
    central        = "华中"
    northwest      = "西北"
    south          = "南方"
    southwest      = "西南"
    shandong       = "山东"
    beijing        = "北京"
    tianjin        = "天津"
    hebei          = "河北"
    shanxi         = "山西"
    inner_mongolia = "内蒙古"
    liaoning       = "辽宁"
    jilin          = "吉林"
    heilongjiang   = "黑龙江"
    fujian         = "福建"
    henan          = "河南"
    hubei          = "湖北"
    hunan          = "湖南"
    guangdong      = "广东"
    guangxi        = "广西"
    hainan         = "海南"
    chongqing      = "重庆"
    sichuan        = "四川"
    guizhou        = "贵州"
    yunnan         = "云南"
    shaanxi        = "陕西"
    gansu          = "甘肃"
    qinghai        = "青海"
    ningxia        = "宁夏"
    xinjiang       = "新疆"
    shanghai       = "上海"
    jiangsu        = "江苏"
    zhejiang       = "浙江"
    anhui          = "安徽"
    jiangxi        = "江西"
  }
}

choices "过程物料" {
  code    = "material"
  options = {
    caco3                = "碳酸钙"
    mgco3                = "碳酸镁"
    na2co3               = "碳酸钠"
    nahco3               = "碳酸氢钠"
    feco3                = "碳酸亚铁"
    mnco3                = "碳酸锰"
    baco3                = "碳酸钡"
    li2co3               = "碳酸锂"
    k2co3                = "碳酸钾"
    srco3                = "碳酸锶"
    dolomite_pure        = "白云石（碳酸盐表）"
    desulfurisation      = "脱硫用碳酸钙"
    limestone            = "石灰石熔剂"
    limestone_new        = "石灰石熔剂（新版标准）"
    dolomite             = "白云石熔剂"
    dolomite_new         = "白云石熔剂（新版标准）"
    electrode            = "电极"
    pig_iron_in          = "外购生铁"
    dri                  = "直接还原铁"
    ferronickel          = "镍铁"
    ferrosilicon         = "硅铁"
    ferromolybdenum      = "钼铁"
    silicomanganese      = "锰硅合金"
    silicomanganese_low  = "低碳锰硅合金"
    ferromanganese_high  = "高碳锰铁"
    ferromanganese_micro = "微碳锰铁"
    ferrochrome_high     = "高碳铬铁"
    scrap                = "废钢"
    fixed_pig_iron       = "扣减：产出生铁固碳"
    fixed_steel          = "扣减：产出粗钢固碳"
    fixed_tar            = "扣减：产出焦油固碳"
    fixed_benzol         = "扣减：产出粗苯固碳"
    semi_coke            = "还原剂兰炭"
    reductant_coke       = "还原剂焦炭"
    reductant_anthracite = "还原剂无烟煤"
    oxalic_acid          = "草酸"
    clinker_portland     = "硅酸盐水泥熟料"
    clinker_white        = "白水泥熟料"
    clinker_sulphate     = "硫（铁）铝酸盐水泥熟料"
    clinker_aluminate    = "铝酸盐水泥熟料"
    replace_carbide      = "扣减：电石渣、镁渣替代原料"
    replace_lime         = "扣减：熟石灰替代原料"
    replace_paper        = "扣减：造纸白泥、氟化钙、磷渣替代原料"
    replace_vanadium     = "扣减：钒钛渣、氮渣、飞灰、铁合金渣替代原料"
    replace_gypsum       = "扣减：石膏类替代原料"
    replace_steel_slag   = "扣减：钢渣、镍渣替代原料"
    replace_manganese    = "扣减：锰锌锡渣替代原料"
    replace_sludge       = "扣减：污泥、铝渣、粉煤灰、赤泥替代原料"
    asphalt              = "氧化沥青"
  }
}

choices "过程源类型" {
  code    = "source_kind"
  options = {
    material       = "物料分解与扣减"
    material_gas   = "还原用天然气"
    carbon_in      = "碳平衡：投入"
    carbon_out     = "碳平衡：产品、副产品、废弃物"
    gas_in         = "碳平衡：气体投入"
    gas_out        = "碳平衡：气体产出"
    anode          = "电解铝阳极消耗"
    pfc            = "电解铝阳极效应"
    nitric         = "硝酸生产氧化亚氮"
    adipic         = "己二酸生产氧化亚氮"
    burn_off       = "催化剂烧焦"
    decoking       = "乙烯裂解炉清焦"
    flare          = "正常工况火炬"
    flare_accident = "事故火炬"
    waste_water    = "废水厌氧处理"
  }
}

choices "化工产品" {
  code    = "chemical_product"
  options = {
    measured             = "按实测含碳量"
    ethylene             = "乙烯"
    propylene            = "丙烯"
    methanol             = "甲醇"
    ethylene_oxide       = "环氧乙烷"
    ethylene_glycol      = "乙二醇"
    urea                 = "尿素"
    ammonium_bicarbonate = "碳酸氢铵"
    calcium_carbide      = "电石"
    carbon_black         = "炭黑"
    acrylonitrile        = "丙烯腈"
    vinyl_chloride       = "氯乙烯"
  }
}

choices "硝酸工艺" {
  code    = "nitric_process"
  options = {
    high        = "高压法"
    medium      = "中压法"
    atmospheric = "常压法"
    double      = "双加压法"
    combined    = "综合法"
    low         = "低压法"
  }
}

choices "废水处理方式" {
  code    = "water_treatment"
  options = {
    aerobic_good   = "好氧，管理良好"
    aerobic_bad    = "好氧，管理不善"
    anaerobic      = "厌氧反应器"
    lagoon_shallow = "浅厌氧塘"
    lagoon_deep    = "深厌氧塘"
    river          = "排入河湖"
    food           = "食品行业"
    tobacco        = "烟草行业"
    beverage       = "饮料行业"
    paper          = "造纸行业"
  }
}

choices "碳效水平" {
  code    = "carbon_level"
  options = {
    low    = "低碳"
    medium = "中碳"
    high   = "高碳"
  }
}

choices "碳效等级" {
  code    = "carbon_rank"
  options = {
    level_1 = "一级"
    level_2 = "二级"
    level_3 = "三级"
    level_4 = "四级"
    level_5 = "五级"
  }
}

choices "碳账户颜色" {
  code    = "carbon_colour"
  options = {
    dark_green  = "深绿"
    light_green = "浅绿"
    yellow      = "黄"
    red         = "红"
  }
}
