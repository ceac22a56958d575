# ---------- 名录 ----------

register "碳账户企业" {
  code       = "account"
  basis      = "GB/T 32150（二手）"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "一家企业一年一行；燃料、蒸汽、过程源在各自的明细里，没有的在这里选“否”"

  field "统一社会信用代码" {
    code     = "credit_code"
    type     = enterprise
    required = true
  }
  field "企业名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "所属行业" {
    code     = "sector"
    type     = choice
    choices  = 核算行业
    required = true
  }
  field "因子套" {
    code       = "fuel_set"
    type       = choice
    choices    = 燃料因子套
    required   = true
    definition = "本年全部燃料用同一套默认值，不混用"
  }
  field "所属电网" {
    code     = "grid"
    type     = choice
    choices  = 电网
    required = true
  }
  field "电力因子年份" {
    code       = "grid_year"
    type       = choice
    choices    = 电力因子年份
    required   = true
    definition = "报告所依标准要求用哪一年的因子"
  }
  field "购入电量" {
    code     = "power_bought"
    type     = number
    class    = sensitive
    unit     = "MWh"
    min      = 0
    required = true
  }
  field "购入非化石电量" {
    code       = "power_non_fossil"
    type       = number
    class      = sensitive
    unit       = "MWh"
    min        = 0
    required   = true
    definition = "有合同和结算单、绿证或自用记录证明的，按零排放计"
  }
  field "输出电量" {
    code     = "power_sold"
    type     = number
    class    = sensitive
    unit     = "MWh"
    min      = 0
    required = true
  }
  field "购入热量" {
    code       = "heat_bought"
    type       = number
    class      = sensitive
    unit       = "GJ"
    min        = 0
    required   = true
    definition = "按热量计量的；按蒸汽、热水计量的填“蒸汽热水”明细"
  }
  field "输出热量" {
    code     = "heat_sold"
    type     = number
    class    = sensitive
    unit     = "GJ"
    min      = 0
    required = true
  }
  field "实测热力排放因子" {
    code       = "heat_factor_measured"
    type       = number
    class      = sensitive
    unit       = "tCO2/GJ"
    min        = 0
    definition = "供热单位提供的；不填用默认值"
  }
  field "热力口径" {
    code     = "heat_base"
    type     = choice
    choices  = 热力口径
    required = true
  }
  field "有燃料燃烧" {
    code     = "has_fuel"
    type     = flag
    required = true
  }
  field "有工业过程排放" {
    code     = "has_process"
    type     = flag
    required = true
  }
  field "有蒸汽热水" {
    code     = "has_steam"
    type     = flag
    required = true
  }
  field "回收固碳量" {
    code     = "captured"
    type     = number
    class    = sensitive
    unit     = "tCO2"
    min      = 0
    required = true
  }
  field "工业增加值" {
    code       = "value_added"
    type       = money
    class      = sensitive
    unit       = "万元"
    definition = "收入法"
  }
  field "行业平均碳排放强度" {
    code       = "sector_mean"
    type       = number
    class      = sensitive
    unit       = "tCO2/万元"
    min        = 0
    definition = "已公布的填；不填用本库同行业的总量之比"
  }

  rule "购入非化石电量不大于购入电量" {
    code     = "non_fossil_within"
    check    = 购入非化石电量 <= 购入电量
    strength = refuse
  }

  state "待填报" {
    code = "to_fill"
  }
  state "待核查" {
    code = "to_verify"
  }
  state "待确认" {
    code = "to_confirm"
  }
  state "已入账" {
    code  = "booked"
    final = true
  }

  step "报送" {
    code = "submit"
    from = [待填报]
    to   = 待核查
    role = 企业
  }
  step "核查通过" {
    code          = "verify"
    from          = [待核查]
    to            = 待确认
    role          = 第三方核查机构
    separate_from = [报送]
    note_required = true
  }
  step "退回" {
    code          = "send_back"
    from          = [待核查, 待确认]
    to            = 待填报
    role          = 县级生态环境部门
    note_required = true
  }
  step "确认入账" {
    code          = "book"
    from          = [待确认]
    to            = 已入账
    role          = 县级生态环境部门
    separate_from = [报送, 核查通过]
  }
}

register "燃料消耗" {
  code       = "fuel_use"
  basis      = "GB/T 32150（二手）"
  cycle      = year
  key        = [所属企业, 批次]
  definition = "每种燃料每批或全年一行。天然气和煤气填气体消耗量，其余填消耗量"

  field "所属企业" {
    code     = "account"
    type     = reference
    register = 碳账户企业
    required = true
  }
  field "批次" {
    code       = "batch"
    type       = text
    length     = 40
    required   = true
    definition = "全年只有一行的写燃料名称"
  }
  field "燃料" {
    code     = "fuel"
    type     = choice
    choices  = 燃料
    required = true
  }
  field "消耗量" {
    code  = "amount"
    type  = number
    class = sensitive
    unit  = "t"
    min   = 0
  }
  field "气体消耗量" {
    code  = "gas_amount"
    type  = number
    class = sensitive
    unit  = "万Nm³"
    min   = 0
  }
  field "燃烧设备" {
    code       = "burner"
    type       = choice
    choices    = 燃烧设备
    definition = "A套固体燃料的碳氧化率按设备取"
  }
  field "生物质燃料" {
    code       = "biomass"
    type       = flag
    required   = true
    definition = "生物质燃烧的二氧化碳不计"
  }
  field "实测低位发热量" {
    code  = "ncv_measured"
    type  = number
    class = sensitive
    unit  = "GJ/t"
    min   = 0
  }
  field "实测气体低位发热量" {
    code  = "ncv_gas_measured"
    type  = number
    class = sensitive
    unit  = "GJ/万Nm³"
    min   = 0
  }
  field "实测单位热值含碳量" {
    code  = "carbon_measured"
    type  = number
    class = sensitive
    unit  = "tC/GJ"
    min   = 0
  }
  field "实测元素碳含量" {
    code       = "element_carbon"
    type       = number
    class      = sensitive
    unit       = "tC/t"
    min        = 0
    definition = "收到基；有实测的优先用"
  }

  rule "消耗量和气体消耗量填一个" {
    code     = "one_amount"
    check    = is_missing(消耗量) != is_missing(气体消耗量)
    strength = refuse
  }

  rule "天然气、煤气填气体消耗量，其余填消耗量" {
    code     = "right_amount"
    check    = one_of(燃料, ["天然气", "焦炉煤气", "高炉煤气", "转炉煤气", "电石炉气", "其它煤气"]) ? is_missing(消耗量) : is_missing(气体消耗量)
    strength = refuse
  }
}

register "蒸汽热水" {
  code       = "steam"
  basis      = "GB/T 32150（二手）"
  cycle      = year
  key        = [所属企业, 批次]
  definition = "按蒸汽、热水计量的购入和输出"

  field "所属企业" {
    code     = "account"
    type     = reference
    register = 碳账户企业
    required = true
  }
  field "批次" {
    code     = "batch"
    type     = text
    length   = 40
    required = true
  }
  field "流向" {
    code     = "direction"
    type     = choice
    choices  = 热流向
    required = true
  }
  field "介质" {
    code     = "medium"
    type     = choice
    choices  = 热介质
    required = true
  }
  field "质量" {
    code     = "mass"
    type     = number
    class    = sensitive
    unit     = "t"
    min      = 0
    required = true
  }
  field "绝对压力" {
    code       = "pressure"
    type       = number
    class      = sensitive
    unit       = "MPa"
    min        = 0
    definition = "饱和蒸汽填"
  }
  field "焓值" {
    code       = "enthalpy"
    type       = number
    class      = sensitive
    unit       = "kJ/kg"
    min        = 0
    definition = "过热蒸汽，或有实测焓的填"
  }
  field "水温" {
    code       = "temperature"
    type       = number
    class      = sensitive
    unit       = "℃"
    min        = 0
    definition = "热水填"
  }
}

register "工业过程排放源" {
  code       = "process_source"
  basis      = "GB/T 32151系列（二手）"
  cycle      = year
  key        = [所属企业, 源名称]
  definition = "一个源一行；先选源类型，再填该类型要用的几项"

  field "所属企业" {
    code     = "account"
    type     = reference
    register = 碳账户企业
    required = true
  }
  field "源名称" {
    code     = "source_name"
    type     = text
    length   = 40
    required = true
  }
  field "源类型" {
    code     = "kind"
    type     = choice
    choices  = 过程源类型
    required = true
  }
  field "物料" {
    code    = "material"
    type    = choice
    choices = 过程物料
  }
  field "数量" {
    code       = "amount"
    type       = number
    class      = sensitive
    unit       = "t"
    min        = 0
    definition = "物料、产品、净耗阳极、铝、硝酸、己二酸、烧焦、化学需氧量去除的质量"
  }
  field "气量" {
    code       = "gas"
    type       = number
    class      = sensitive
    unit       = "万Nm³"
    min        = 0
    definition = "还原用天然气、碳平衡气体、正常工况火炬气"
  }
  field "纯度" {
    code       = "purity"
    type       = number
    class      = sensitive
    unit       = "%"
    min        = 0
    max        = 100
    definition = "碳酸盐、草酸的质量分数；不填按100"
  }
  field "产品" {
    code       = "product"
    type       = choice
    choices    = 化工产品
    definition = "取默认含碳量的化工产品"
  }
  field "含碳量" {
    code       = "carbon"
    type       = number
    class      = sensitive
    unit       = "tC/t"
    min        = 0
    max        = 1
    definition = "实测或供应商提供；不填的取产品默认值"
  }
  field "气体含碳量" {
    code  = "gas_carbon"
    type  = number
    class = sensitive
    unit  = "tC/万Nm³"
    min   = 0
  }
  field "碳氧化率" {
    code       = "oxidation"
    type       = number
    class      = sensitive
    unit       = "%"
    min        = 0
    max        = 100
    definition = "烧焦、火炬用"
  }
  field "二氧化碳体积分数" {
    code       = "co2_share"
    type       = number
    class      = sensitive
    unit       = "%"
    min        = 0
    max        = 100
    definition = "火炬气中的二氧化碳；清焦尾气中二氧化碳与一氧化碳之和"
  }
  field "硝酸工艺" {
    code    = "nitric"
    type    = choice
    choices = 硝酸工艺
  }
  field "去除率" {
    code       = "removal"
    type       = number
    class      = sensitive
    unit       = "%"
    min        = 0
    max        = 100
    definition = "尾气处理设施的氧化亚氮去除率；没有设施填 0"
  }
  field "设施使用率" {
    code       = "use_rate"
    type       = number
    class      = sensitive
    unit       = "%"
    min        = 0
    max        = 100
    definition = "尾气处理设施运行时间比例；没有设施填 0"
  }
  field "气体流量" {
    code  = "flow"
    type  = number
    class = sensitive
    unit  = "Nm³/h"
    min   = 0
  }
  field "持续时间" {
    code  = "hours"
    type  = number
    class = sensitive
    unit  = "h"
    min   = 0
  }
  field "平均碳原子数" {
    code       = "carbon_atoms"
    type       = number
    class      = sensitive
    unit       = "无量纲"
    min        = 0
    definition = "事故火炬气的平均碳原子个数"
  }
  field "废水处理方式" {
    code    = "water_treatment"
    type    = choice
    choices = 废水处理方式
  }

  rule "物料类的源要填物料和数量" {
    code     = "material_filled"
    check    = 源类型 != "物料分解与扣减" || !(is_missing(物料) || is_missing(数量))
    strength = refuse
  }
}
