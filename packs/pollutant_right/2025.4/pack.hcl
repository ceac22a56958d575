# 排污权与污染物替代账本:六项污染物和聊城按日期的范围为二手来源;2 倍、等量替代为鲁环发〔2019〕132号的通行引用;
# 批次有效期、复核和等待工作日为示例。

pack "排污权与污染物替代" {
  code       = "pollutant_right"
  version    = "2025.4"
  basis      = "潍政字〔2024〕12号 三(七)5；聊政办字〔2025〕11号"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "替代倍数、使用费和交易基准价为二手来源，未见原文；替代批次的有效期、复核和等待的工作日、集合竞价的安排和资金账户为示例。倍量还是等量由名录“区域环境质量”登记的上年结果决定，不由经办选择。交收的文号由系统写交易项目编号。"
}

role "排污权管理" {
  code = "rights_clerk"
}

role "排污权复核" {
  code = "rights_checker"
}

choices "污染物" {
  code = "pollutant"
  options = {
    cod     = "化学需氧量"
    ammonia = "氨氮"
    so2     = "二氧化硫"
    nox  = "氮氧化物"
    vocs = "挥发性有机物"
    dust = "颗粒物"
  }
}

parameter "倍量替代倍数" {
  code       = "double_replacement"
  unit       = "无量纲"
  definition = "上年空气质量不达标的地区，新增排放按几倍削减替代"
  value {
    value      = 2
    valid_from = "2019-01-01"
    issuer     = "山东省生态环境厅"
    document   = "鲁环发〔2019〕132号"
    certainty  = secondary
    note       = "通行引用，未见原文"
  }
}

parameter "转让等待工作日" {
  code       = "trade_wait_days"
  unit       = "日"
  definition = "企业之间转让，复核后满几个工作日方可生效"
  value {
    value      = 5
    valid_from = "2019-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到规定，应按当地办法改写"
  }
}

parameter "可替代量有效月数" {
  code       = "usable_months"
  unit       = "月"
  definition = "可替代量自登记之日起可用几个月"
  value {
    value      = 60
    valid_from = "2019-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到规定，应按当地办法改写"
  }
}

parameter "使用费单价" {
  code       = "use_fee"
  unit       = "元/吨"
  definition = "每年每吨有偿使用费"
  by         = 污染物
  value {
    values     = { 化学需氧量 = 230, 氨氮 = 260, 二氧化硫 = 200, 氮氧化物 = 200, 挥发性有机物 = 200, 颗粒物 = 200 }
    valid_from = "2024-01-01"
    issuer     = "株洲市"
    document   = "排污权有偿使用费标准，文号未见"
    certainty  = example
    note       = "前四项为株洲标准（二手来源）；挥发性有机物、颗粒物为示例"
  }
}

parameter "冻结最长月数" {
  code       = "hold_months"
  unit       = "月"
  definition = "申报和保证金的冻结最长几个月，到期自动解冻；成交而没有结算的申报冻结到期即退出"
  value {
    value      = 6
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有见到原文，以当地交易规则为准"
  }
}

register "区域环境质量" {
  code       = "region_quality"
  basis      = "鲁环发〔2019〕132号"
  cycle      = standing
  key        = [县]
  definition = "各县（市、区）上年环境质量是否达标，每年公布后改写一次；决定替代的倍数"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "考核年度" {
    code     = "year"
    type     = text
    length   = 4
    required = true
  }
  field "空气达标" {
    code       = "air_met"
    type       = flag
    required   = true
    definition = "上年细颗粒物年平均浓度达标；不达标的，二氧化硫、氮氧化物、颗粒物、挥发性有机物按倍量替代"
  }
  field "水环境达标" {
    code       = "water_met"
    type       = flag
    required   = true
    definition = "上年控制断面水质达标；不达标的，化学需氧量、氨氮按倍量替代（示例，断面口径未见原文）"
  }
  field "公布文件" {
    code = "document"
    type = text
  }
}

register "排污单位" {
  code       = "discharger"
  basis      = "聊政办字〔2025〕11号"
  cycle      = standing
  key        = [单位代码]
  definition = "取得替代量的企业，一厂一行；单位代码与账本账户的代码一致"

  field "单位代码" {
    code     = "code"
    type     = text
    length   = 30
    required = true
  }
  field "单位名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "区域" {
    code     = "region"
    type     = reference
    register = 区域环境质量
    required = true
  }
}

register "新增排放" {
  code       = "new_emission"
  basis      = "聊政办字〔2025〕11号"
  cycle      = year
  key        = [项目代码, 污染物]
  definition = "新改扩建项目环评核定的新增排放量"

  field "项目代码" {
    code     = "project_code"
    type     = text
    length   = 30
    required = true
  }
  field "污染物" {
    code     = "pollutant"
    type     = choice
    choices  = 污染物
    required = true
  }
  field "项目名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "核定排放量" {
    code     = "amount"
    type     = number
    unit     = "吨"
    min      = 0
    required = true
  }
}

register "排污权交易批次" {
  code       = "nox_lot"
  definition = "进场集合竞价的可替代量，一项污染物的一个减排批次一行"
  basis      = "聊政办字〔2025〕11号"
  cycle      = standing
  key        = [批次]
  field "批次" {
    code     = "number"
    type     = text
    required = true
  }
  field "污染物" {
    code     = "pollutant"
    type     = choice
    choices  = 污染物
    required = true
  }
  field "减排批次" {
    code       = "vintage"
    type       = text
    required   = true
    definition = "账本中的批次；不同减排批次的有效期不同，不混在一场交易"
  }
  field "成交价" {
    code       = "price"
    type       = number
    unit       = "元/吨"
    min        = 0
    definition = "结算时由系统填写"
  }
  field "成交数量" {
    code       = "volume"
    type       = number
    unit       = "吨"
    min        = 0
    definition = "结算时由系统填写"
  }
}

formula "年使用费" {
  code         = "yearly_fee"
  subject      = 新增排放
  cycle        = year
  unit         = "元"
  value        = 核定排放量 * parameter.使用费单价[污染物]
  when_missing = missing
  basis        = "株洲标准（二手来源），按核定量每年计"
}

ledger "排污权账本" {
  code         = "rights"
  basis        = "鲁环发〔2019〕132号；聊政办字〔2025〕11号"
  closing_role = 排污权管理
  definition   = "减排形成的可替代量，从来源企业到新项目；一批减排量只能替代一次"

  asset "化学需氧量" {
    code          = "cod"
    unit          = "吨"
    decimals      = 3
    vintage       = lot
    usable_months = parameter.可替代量有效月数
  }
  asset "氨氮" {
    code          = "ammonia"
    unit          = "吨"
    decimals      = 3
    vintage       = lot
    usable_months = parameter.可替代量有效月数
  }
  asset "二氧化硫" {
    code          = "so2"
    unit          = "吨"
    decimals      = 3
    vintage       = lot
    usable_months = parameter.可替代量有效月数
  }
  asset "氮氧化物" {
    code          = "nox"
    unit          = "吨"
    decimals      = 3
    vintage       = lot
    usable_months = parameter.可替代量有效月数
  }
  asset "挥发性有机物" {
    code          = "vocs"
    unit          = "吨"
    decimals      = 3
    vintage       = lot
    usable_months = parameter.可替代量有效月数
  }
  asset "颗粒物" {
    code          = "dust"
    unit          = "吨"
    decimals      = 3
    vintage       = lot
    usable_months = parameter.可替代量有效月数
  }

  asset "资金" {
    code       = "money"
    unit       = "元"
    decimals   = 2
    definition = "参加集合竞价的资金"
  }

  account "核定减排" {
    code       = "reduced"
    holder     = one
    definition = "经核定的削减措施，减排量由此产生"
  }
  account "企业自有" {
    code   = "own"
    holder = enterprise
    min    = 0
  }
  account "储备库" {
    code       = "pool"
    holder     = one
    min        = 0
    definition = "市级收储的可替代量"
  }
  account "企业排污权" {
    code       = "granted"
    holder     = enterprise
    min        = 0
    definition = "新项目取得的替代量"
  }
  account "已注销" {
    code   = "retired"
    holder = one
    min    = 0
  }

  account "场外资金" {
    code       = "bank"
    holder     = one
    definition = "银行账户，资金由此转入转出"
  }
  account "结算账户" {
    code       = "clearing"
    holder     = one
    min        = 0
    definition = "集合竞价的冻结和交收经此办理，每次结算后余额不变"
  }

  entry "减排登记" {
    code        = "create"
    basis       = "削减措施核定文件"
    from        = [核定减排]
    to          = [企业自有]
    assets      = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role        = 排污权管理
    second_role = 排污权复核
    document    = true
  }
  entry "减排收储登记" {
    code        = "create_pool"
    basis       = "示例：关停腾出、财政投入形成的减排量，核定后直接登记到储备库"
    from        = [核定减排]
    to          = [储备库]
    assets      = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role        = 排污权管理
    second_role = 排污权复核
    document    = true
  }
  entry "收储" {
    code     = "store"
    basis    = "示例：企业自愿转让的，由储备库收储"
    from     = [企业自有]
    to       = [储备库]
    assets   = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role     = 排污权管理
    document = true
  }
  entry "自用替代" {
    code        = "own_use"
    basis       = "潍政字〔2024〕12号：企业减排形成的可替代量优先用于本企业新项目"
    from        = [企业自有]
    to          = [企业排污权]
    assets      = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    same_holder = true
    role        = 排污权管理
    document    = true
  }
  entry "大气等量替代" {
    code        = "equal"
    basis       = "鲁环发〔2019〕132号：上年空气质量达标的地区，等量替代"
    from        = [储备库]
    to          = [企业排污权]
    assets      = [二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    own_first   = 企业自有
    to_register = 排污单位
    to_where    = 区域.空气达标
    role        = 排污权管理
    second_role = 排污权复核
    document    = true
  }
  entry "大气倍量替代" {
    code     = "double"
    same_as  = 大气等量替代
    basis    = "鲁环发〔2019〕132号：上年空气质量不达标的地区，新增二氧化硫、氮氧化物、颗粒物、挥发性有机物按 2 倍削减替代"
    to_where = !区域.空气达标
    factor   = parameter.倍量替代倍数
    rounding = up
  }
  entry "水等量替代" {
    code     = "equal_water"
    same_as  = 大气等量替代
    basis    = "鲁环发〔2019〕132号：上年水环境质量达标的地区，等量替代"
    assets   = [化学需氧量, 氨氮]
    to_where = 区域.水环境达标
  }
  entry "水倍量替代" {
    code     = "double_water"
    same_as  = 大气倍量替代
    basis    = "鲁环发〔2019〕132号：水污染物参照办理，断面不达标的按 2 倍削减替代（示例）"
    assets   = [化学需氧量, 氨氮]
    to_where = !区域.水环境达标
  }
  entry "预留" {
    code     = "reserve"
    act      = hold
    basis    = "示例：环评受理时按折算以后的数量预留，批复后按替代业务从预留中划转，未批复的解冻"
    from     = [储备库]
    to       = [企业排污权]
    assets   = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    posts_as = [大气等量替代, 大气倍量替代, 水等量替代, 水倍量替代]
    role     = 排污权管理
  }
  entry "转让" {
    code        = "trade"
    basis       = "示例：企业之间转让，市局复核，等待五个工作日"
    from        = [企业自有]
    to          = [企业自有]
    assets      = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role        = 排污权管理
    second_role = 排污权复核
    wait_days   = parameter.转让等待工作日
    document    = true
  }
  entry "注销" {
    code     = "retire"
    basis    = "用于替代的减排量随项目环评批复注销，不再使用"
    from     = [企业排污权]
    to       = [已注销]
    assets   = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role     = 排污权管理
    expiry   = always
    document = true
  }
  entry "到期注销" {
    code     = "expire"
    basis    = "示例：可替代量自登记起五年未使用的注销"
    from     = [企业自有, 储备库]
    to       = [已注销]
    assets   = [化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role     = 排污权管理
    expiry   = after
    sweep    = true
    document = true
  }
  entry "资金转入" {
    code     = "pay_in"
    basis    = "银行回单"
    from     = [场外资金]
    to       = [企业自有]
    assets   = [资金]
    role     = 排污权管理
    document = true
  }
  entry "资金转出" {
    code     = "pay_out"
    basis    = "企业申请"
    from     = [企业自有]
    to       = [场外资金]
    assets   = [资金]
    role     = 排污权管理
    document = true
  }
  entry "交易冻结" {
    code   = "hold"
    act    = hold
    basis  = "示例：申报须有足额资金或可替代量"
    from   = [企业自有]
    to     = [结算账户]
    assets = [资金, 化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role   = 排污权管理
  }
  entry "交收" {
    code     = "settle"
    basis    = "成交结果"
    from     = [企业自有, 结算账户]
    to       = [企业自有, 结算账户]
    assets   = [资金, 化学需氧量, 氨氮, 二氧化硫, 氮氧化物, 挥发性有机物, 颗粒物]
    role     = 排污权管理
    document = true
  }
}

exchange "氮氧化物集合竞价" {
  code           = "nox_call"
  basis          = "聊政办字〔2025〕11号；竞价安排为示例"
  register       = 排污权交易批次
  where          = 污染物 == "氮氧化物"
  role           = 排污权管理
  vintage        = 减排批次
  price          = 成交价
  volume         = 成交数量
  unit           = "元/吨"
  method         = call
  margin         = pro_rata
  objection_days = 3
  notice {
    days        = 3
    bidders_min = 2
    when_few    = fail
  }
  settlement {
    ledger      = 排污权账本
    money       = 资金
    right       = 氮氧化物
    account     = 企业自有
    clearing    = 结算账户
    hold        = 交易冻结
    pay         = 交收
    hold_months = parameter.冻结最长月数
  }
}

exchange "化学需氧量集合竞价" {
  code    = "cod_call"
  same_as = 氮氧化物集合竞价
  where   = 污染物 == "化学需氧量"
  settlement {
    same_as = 氮氧化物集合竞价
    right   = 化学需氧量
  }
}

exchange "氨氮集合竞价" {
  code    = "ammonia_call"
  same_as = 氮氧化物集合竞价
  where   = 污染物 == "氨氮"
  settlement {
    same_as = 氮氧化物集合竞价
    right   = 氨氮
  }
}

exchange "二氧化硫集合竞价" {
  code    = "so2_call"
  same_as = 氮氧化物集合竞价
  where   = 污染物 == "二氧化硫"
  settlement {
    same_as = 氮氧化物集合竞价
    right   = 二氧化硫
  }
}

exchange "挥发性有机物集合竞价" {
  code    = "vocs_call"
  same_as = 氮氧化物集合竞价
  where   = 污染物 == "挥发性有机物"
  settlement {
    same_as = 氮氧化物集合竞价
    right   = 挥发性有机物
  }
}

exchange "颗粒物集合竞价" {
  code    = "dust_call"
  same_as = 氮氧化物集合竞价
  where   = 污染物 == "颗粒物"
  settlement {
    same_as = 氮氧化物集合竞价
    right   = 颗粒物
  }
}
