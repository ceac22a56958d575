# ---------- 燃料默认值 ----------

parameter "A套低位发热量" {
  code       = "ncv_a"
  unit       = "GJ/t"
  by         = 燃料
  definition = "固体、液体和按质量计的气体"
  value {
    values = {
      无烟煤   = 22.867
      烟煤    = 23.076
      褐煤    = 14.759
      煤矸石   = 8.374
      煤泥    = 12.545
      焦炭    = 28.435
      石油焦   = 32.500
      原油    = 41.816
      燃料油   = 41.816
      汽油    = 43.070
      柴油    = 42.652
      煤油    = 43.070
      焦油    = 33.453
      液化石油气 = 50.179
      液化天然气 = 51.498
      炼厂干气  = 45.998
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值A套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "A套气体低位发热量" {
  code = "ncv_gas_a"
  unit = "GJ/万Nm³"
  by   = 燃料
  value {
    values = {
      天然气  = 389.310
      焦炉煤气 = 173.854
      高炉煤气 = 33.000
      转炉煤气 = 84.000
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值A套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "A套单位热值含碳量" {
  code = "carbon_a"
  unit = "tC/GJ"
  by   = 燃料
  value {
    values = {
      无烟煤   = 0.02749
      烟煤    = 0.02308
      褐煤    = 0.02797
      煤矸石   = 0.02541
      煤泥    = 0.02541
      焦炭    = 0.02942
      石油焦   = 0.02750
      原油    = 0.02008
      燃料油   = 0.02110
      汽油    = 0.01890
      柴油    = 0.02020
      煤油    = 0.01960
      焦油    = 0.02200
      液化石油气 = 0.01720
      液化天然气 = 0.01720
      炼厂干气  = 0.01820
      天然气   = 0.01532
      焦炉煤气  = 0.01210
      高炉煤气  = 0.07080
      转炉煤气  = 0.04960
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值A套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "烟煤0.02308有争议，实现者注明为更正值，B套为0.02618"
  }
}

parameter "B套低位发热量" {
  code       = "ncv_b"
  unit       = "GJ/t"
  by         = 燃料
  definition = "固体、液体和按质量计的气体"
  value {
    values = {
      无烟煤   = 24.515
      烟煤    = 23.204
      褐煤    = 14.449
      洗精煤   = 26.344
      其它洗煤  = 15.373
      型煤    = 17.460
      焦炭    = 28.446
      石油焦   = 31.000
      原油    = 42.620
      燃料油   = 40.190
      汽油    = 44.800
      柴油    = 43.330
      煤油    = 44.750
      石脑油   = 41.031
      焦油    = 33.453
      粗苯    = 41.816
      液化石油气 = 47.310
      液化天然气 = 41.868
      炼厂干气  = 46.050
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "B套气体低位发热量" {
  code = "ncv_gas_b"
  unit = "GJ/万Nm³"
  by   = 燃料
  value {
    values = {
      天然气  = 389.310
      焦炉煤气 = 173.854
      高炉煤气 = 37.690
      转炉煤气 = 79.540
      电石炉气 = 111.190
      其它煤气 = 52.340
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "B套单位热值含碳量" {
  code = "carbon_b"
  unit = "tC/GJ"
  by   = 燃料
  value {
    values = {
      无烟煤   = 0.02749
      烟煤    = 0.02618
      褐煤    = 0.02800
      洗精煤   = 0.02540
      其它洗煤  = 0.02540
      型煤    = 0.03360
      焦炭    = 0.02940
      石油焦   = 0.02750
      原油    = 0.02010
      燃料油   = 0.02110
      汽油    = 0.01890
      柴油    = 0.02020
      煤油    = 0.01960
      石脑油   = 0.02000
      焦油    = 0.02200
      粗苯    = 0.02270
      液化石油气 = 0.01720
      液化天然气 = 0.01530
      炼厂干气  = 0.01820
      天然气   = 0.01530
      焦炉煤气  = 0.01360
      高炉煤气  = 0.07080
      转炉煤气  = 0.04960
      电石炉气  = 0.03951
      其它煤气  = 0.01220
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "B套碳氧化率" {
  code = "oxidation_b"
  unit = "%"
  by   = 燃料
  value {
    values = {
      无烟煤   = 94
      烟煤    = 93
      褐煤    = 96
      洗精煤   = 93
      其它洗煤  = 90
      型煤    = 90
      焦炭    = 93
      石油焦   = 98
      原油    = 98
      燃料油   = 98
      汽油    = 98
      柴油    = 98
      煤油    = 98
      石脑油   = 98
      焦油    = 98
      粗苯    = 98
      液化石油气 = 99
      液化天然气 = 99
      炼厂干气  = 99
      天然气   = 99
      焦炉煤气  = 99
      高炉煤气  = 99
      转炉煤气  = 99
      电石炉气  = 99
      其它煤气  = 99
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值B套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "A套液体气体碳氧化率" {
  code       = "oxidation_a"
  unit       = "%"
  by         = 燃料
  definition = "液体98，气体99"
  value {
    values = {
      原油    = 98
      燃料油   = 98
      汽油    = 98
      柴油    = 98
      煤油    = 98
      石脑油   = 98
      焦油    = 98
      粗苯    = 98
      液化石油气 = 99
      液化天然气 = 99
      炼厂干气  = 99
      天然气   = 99
      焦炉煤气  = 99
      高炉煤气  = 99
      转炉煤气  = 99
      电石炉气  = 99
      其它煤气  = 99
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值A套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "A套固体碳氧化率" {
  code = "oxidation_a_solid"
  unit = "%"
  by   = 燃烧设备
  value {
    values = {
      水泥窑  = 99
      电站锅炉 = 99
      工业锅炉 = 85
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "温室气体核算指南默认值A套；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "电站锅炉，指南为99，该实现用95"
  }
}

# ---------- 电力、热力 ----------

parameter "电网排放因子" {
  code       = "grid_factor"
  unit       = "tCO2/MWh"
  by         = 电网
  definition = "平均二氧化碳排放因子，按数据年份"
  value {
    values = {
      华北  = 0.7120
      东北  = 0.6012
      华东  = 0.5992
      华中  = 0.5354
      西北  = 0.5951
      南方  = 0.4326
      西南  = 0.2113
      山东  = 0.6838
      北京  = 0.5688
      天津  = 0.7355
      河北  = 0.7901
      山西  = 0.7222
      内蒙古 = 0.7025
      辽宁  = 0.5876
      吉林  = 0.5629
      黑龙江 = 0.6342
      福建  = 0.4711
      河南  = 0.6369
      湖北  = 0.3672
      湖南  = 0.5138
      广东  = 0.4715
      广西  = 0.5154
      海南  = 0.4524
      重庆  = 0.4743
      四川  = 0.1255
      贵州  = 0.5182
      云南  = 0.1235
      陕西  = 0.6336
      甘肃  = 0.4955
      青海  = 0.1326
      宁夏  = 0.6546
      新疆  = 0.6577
      上海  = 0.5834
      江苏  = 0.6451
      浙江  = 0.5422
      安徽  = 0.7075
      江西  = 0.5835
    }
    valid_from = "2021-01-01"
    valid_to   = "2021-12-31"
    issuer     = "生态环境部"
    document   = "公告2024年第12号"
    certainty  = secondary
    note       = "全国平均值未见，没有列入"
  }
  value {
    values = {
      全国  = 0.5366
      华北  = 0.6776
      东北  = 0.5564
      华东  = 0.5617
      华中  = 0.5395
      西北  = 0.5857
      南方  = 0.3869
      西南  = 0.2268
      山东  = 0.6410
      北京  = 0.5580
      天津  = 0.7041
      河北  = 0.7252
      山西  = 0.7096
      内蒙古 = 0.6849
      辽宁  = 0.5626
      吉林  = 0.4932
      黑龙江 = 0.5368
      福建  = 0.4092
      河南  = 0.6058
      湖北  = 0.4364
      湖南  = 0.4900
      广东  = 0.4403
      广西  = 0.4044
      海南  = 0.4184
      重庆  = 0.5227
      四川  = 0.1404
      贵州  = 0.4989
      云南  = 0.1073
      陕西  = 0.6558
      甘肃  = 0.4772
      青海  = 0.1567
      宁夏  = 0.6423
      新疆  = 0.6231
      上海  = 0.5849
      江苏  = 0.5978
      浙江  = 0.5153
      安徽  = 0.6782
      江西  = 0.5752
    }
    valid_from = "2022-01-01"
    valid_to   = "2022-12-31"
    issuer     = "生态环境部"
    document   = "公告2024年第33号"
    certainty  = secondary
  }
  value {
    values = {
      全国           = 0.5306
      全国扣除市场化非化石电量 = 0.6096
      全国化石能源电力     = 0.8273
      南方           = 0.4042
      山东           = 0.6191
      北京           = 0.5554
      天津           = 0.6796
      河北           = 0.6516
      山西           = 0.6634
      内蒙古          = 0.6479
      辽宁           = 0.4878
      吉林           = 0.4671
      黑龙江          = 0.5229
      福建           = 0.4211
      河南           = 0.5897
      湖北           = 0.4044
      湖南           = 0.4976
      广东           = 0.4419
      广西           = 0.4476
      海南           = 0.3648
      重庆           = 0.5581
      四川           = 0.1564
      贵州           = 0.5683
      云南           = 0.1333
      陕西           = 0.6335
      甘肃           = 0.4471
      青海           = 0.1796
      宁夏           = 0.6187
      新疆           = 0.6021
      上海           = 0.5737
      江苏           = 0.5827
      浙江           = 0.4974
      安徽           = 0.6553
      江西           = 0.5836
    }
    valid_from = "2023-01-01"
    issuer     = "生态环境部"
    document   = "公告2025年第47号"
    certainty  = secondary
    note       = "2023年因子；以后年度的公布以前沿用。读自公告的转录件"
  }
}

parameter "热力排放因子" {
  code       = "heat_factor"
  unit       = "tCO2/GJ"
  definition = "没有供热单位实测值时用"
  value {
    value      = 0.11
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "核算指南默认值；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "实测优先，其次计算，最后用此值"
  }
}

parameter "给水焓值" {
  code = "feed_water"
  unit = "kJ/kg"
  value {
    value      = 83.74
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "国家发展改革委、生态环境部核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "GB/T 32150—2025的实现不扣减，按企业所选口径"
  }
}

parameter "热水基准温度" {
  code = "water_base"
  unit = "℃"
  value {
    value      = 20
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "国家发展改革委、生态环境部核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "水的比热" {
  code = "specific_heat"
  unit = "kJ/(kg·℃)"
  value {
    value      = 4.1868
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "国家发展改革委、生态环境部核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

table "饱和蒸汽焓值" {
  code         = "saturated_enthalpy"
  operand_unit = "MPa"
  unit         = "kJ/kg"
  reading      = linear
  definition   = "绝对压力下干饱和蒸汽的焓，两点之间按比例"
  version {
    rows       = [[0.1, 2675.4], [0.2, 2706.6], [0.3, 2725.3], [0.4, 2738.6], [0.5, 2748.5], [0.6, 2756.4], [0.7, 2762.9], [0.8, 2768.4], [0.9, 2773.0], [1.0, 2776.9], [1.2, 2783.8], [1.4, 2789.6], [1.6, 2794.5], [2.0, 2802.3], [2.5, 2809.7], [3.0, 2815.5], [4.0, 2823.8], [5.0, 2830.0], [6.0, 2834.7], [8.0, 2841.0], [10, 2844.5]]
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "adgo07/GHGTOOL所附饱和蒸汽表"
    certainty  = secondary
  }
}

# ---------- 工业过程 ----------

parameter "过程物料排放因子" {
  code       = "material_factor"
  unit       = "tCO2/t"
  by         = 过程物料
  definition = "每吨排放的二氧化碳，扣减项为负"
  value {
    values = {
      碳酸钙  = 0.4400
      碳酸镁  = 0.5220
      碳酸钠  = 0.4149
      碳酸氢钠 = 0.5237
      碳酸亚铁 = 0.3799
      碳酸锰  = 0.3829
      碳酸钡  = 0.2230
      碳酸锂  = 0.5955
      碳酸钾  = 0.3184
      碳酸锶  = 0.2980
      "白云石（碳酸盐表）" = 0.4773
      脱硫用碳酸钙 = 0.440
      石灰石熔剂  = 0.440
      "石灰石熔剂（新版标准）" = 0.4395
      白云石熔剂 = 0.471
      "白云石熔剂（新版标准）" = 0.4761
      电极     = 3.663
      外购生铁   = 0.172
      直接还原铁  = 0.073
      镍铁     = 0.037
      硅铁     = 0.007
      钼铁     = 0.018
      锰硅合金   = 0.092
      低碳锰硅合金 = 0.011
      高碳锰铁   = 0.275
      微碳锰铁   = 0.004
      高碳铬铁   = 0.348
      废钢     = 0.037
      "扣减：产出生铁固碳" = -0.172
      "扣减：产出粗钢固碳" = -0.037
      "扣减：产出焦油固碳" = -2.699
      "扣减：产出粗苯固碳" = -3.382
      还原剂兰炭   = 2.853
      还原剂焦炭   = 2.862
      还原剂无烟煤  = 1.924
      草酸      = 0.349
      硅酸盐水泥熟料 = 0.535
      白水泥熟料   = 0.550
      "硫（铁）铝酸盐水泥熟料" = 0.413
      铝酸盐水泥熟料 = 0.292
      "扣减：电石渣、镁渣替代原料" = -0.480
      "扣减：熟石灰替代原料" = -0.600
      "扣减：造纸白泥、氟化钙、磷渣替代原料" = -0.375
      "扣减：钒钛渣、氮渣、飞灰、铁合金渣替代原料" = -0.305
      "扣减：石膏类替代原料" = -0.245
      "扣减：钢渣、镍渣替代原料" = -0.215
      "扣减：锰锌锡渣替代原料" = -0.135
      "扣减：污泥、铝渣、粉煤灰、赤泥替代原料" = -0.055
      氧化沥青 = 0.05
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "钢铁、有色、建材、碳酸盐因子；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "扣减项为负；碳酸钙另有0.4397；粗钢固碳0.037，2013年指南为0.0154，有争议；新版标准指GB/T 32151.5新版，生效日期未见"
  }
}

parameter "还原用天然气因子" {
  code = "reductant_gas"
  unit = "tCO2/万Nm³"
  value {
    value      = 21.622
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "其他有色金属核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "化工产品含碳量" {
  code = "product_carbon"
  unit = "tC/t"
  by   = 化工产品
  value {
    values = {
      乙烯   = 0.856
      丙烯   = 0.8563
      甲醇   = 0.375
      环氧乙烷 = 0.545
      乙二醇  = 0.387
      尿素   = 0.200
      碳酸氢铵 = 0.1519
      电石   = 0.314
      炭黑   = 0.970
      丙烯腈  = 0.6664
      氯乙烯  = 0.384
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "化工核算指南默认值；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "阳极含硫量" {
  code = "anode_sulphur"
  unit = "%"
  value {
    value      = 2
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "电解铝核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "阳极灰分" {
  code = "anode_ash"
  unit = "%"
  value {
    value      = 0.4
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "电解铝核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "四氟化碳排放系数" {
  code = "cf4"
  unit = "kg/t"
  value {
    value      = 0.02
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "电解铝核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "每吨铝"
  }
}

parameter "六氟化二碳排放系数" {
  code = "c2f6"
  unit = "kg/t"
  value {
    value      = 0.0011
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "电解铝核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "每吨铝"
  }
}

parameter "四氟化碳温室效应" {
  code = "cf4_warming"
  unit = "tCO2/t"
  value {
    value      = 6630
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "电解铝核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "六氟化二碳温室效应" {
  code = "c2f6_warming"
  unit = "tCO2/t"
  value {
    value      = 11100
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "电解铝核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "甲烷温室效应" {
  code = "ch4_warming"
  unit = "tCO2/t"
  value {
    value      = 28
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "政府间气候变化专门委员会第六次评估口径；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "旧指南为21"
  }
}

parameter "氧化亚氮温室效应" {
  code = "n2o_warming"
  unit = "tCO2/t"
  value {
    value      = 273
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "政府间气候变化专门委员会第六次评估口径；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "旧指南为310"
  }
}

parameter "硝酸氧化亚氮系数" {
  code = "nitric_factor"
  unit = "kg/t"
  by   = 硝酸工艺
  value {
    values = {
      高压法  = 13.9
      中压法  = 11.8
      常压法  = 9.7
      双加压法 = 8.0
      综合法  = 7.5
      低压法  = 5.0
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "化工核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "己二酸氧化亚氮系数" {
  code = "adipic_factor"
  unit = "kg/t"
  value {
    value      = 300
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "化工核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}

parameter "二氧化碳密度" {
  code = "co2_density"
  unit = "t/万Nm³"
  value {
    value      = 19.7
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "石化核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "标准状况"
  }
}

parameter "标准摩尔体积" {
  code       = "molar_volume"
  unit       = "Nm³"
  definition = "每千摩尔气体的标准体积"
  value {
    value      = 22.4
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "石化核算指南；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "每千摩尔"
  }
}

parameter "事故火炬碳氧化率" {
  code = "flare_oxidation"
  unit = "%"
  value {
    value      = 98
    valid_from = "2021-01-01"
    issuer     = "示例"
    document   = "核算指南通常取98，未核对"
    certainty  = example
  }
}

parameter "废水甲烷产生潜力" {
  code = "methane_potential"
  unit = "t/t"
  value {
    value      = 0.25
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "核算指南废水处理；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
    note       = "每千克化学需氧量0.25千克甲烷"
  }
}

parameter "甲烷修正因子" {
  code = "methane_correction"
  unit = "无量纲"
  by   = 废水处理方式
  value {
    values = {
      "好氧，管理良好" = 0
      "好氧，管理不善" = 0.3
      厌氧反应器 = 0.8
      浅厌氧塘  = 0.2
      深厌氧塘  = 0.8
      排入河湖  = 0.1
      食品行业  = 0.7
      烟草行业  = 0.3
      饮料行业  = 0.5
      造纸行业  = 0.5
    }
    valid_from = "2021-01-01"
    issuer     = "开源实现（二手）"
    document   = "核算指南废水处理；felix0220170/ghg-accounting（c532c07）对官方核算指南的实现"
    certainty  = secondary
  }
}
