# 供需对接:记录内容和得分构成(产品、产能、距离、证书)取自推断,全部权重和界限为示例。

pack "供需对接与断链风险" {
  code       = "supply_matching"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(一)1"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "得分项、权重、相似度下限和距离界限均为示例，未见官方规则；红色 0.6、黄色 0.3 的界限取自论文，“可能性（集中度、单一来源）×影响（受影响产值、库存、替代时间）”的算法为示例。与 2024.1 相比：产品按名称和规格的相似度打分，不要求文字相同，逐对说明相同的字；断链影响考虑库存天数和替代时间。"
}

parameter "产品相似度下限" {
  code       = "likeness_least"
  unit       = "无量纲"
  definition = "两个产品名称共有的相邻两字占合起来的份额，低于此数的不作为候选"
  value {
    value      = 0.3
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "采购需求" {
  code  = "demand"
  basis = "潍政字〔2024〕12号 三(一)1"
  cycle = standing
  key   = [需求编号]
  field "需求编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "采购企业" {
    code     = "buyer"
    type     = text
    required = true
  }
  field "产品" {
    code     = "product"
    type     = text
    required = true
  }
  field "规格" {
    code       = "spec"
    type       = text
    definition = "型号、材质、主要技术参数"
  }
  field "月需量" {
    code = "quantity"
    type = number
    unit = "件"
    min  = 0
  }
  field "最高单价" {
    code = "price_max"
    type = number
    unit = "元/件"
    min  = 0
  }
  field "须有质量证书" {
    code = "needs_certificate"
    type = flag
  }
  field "所在县" {
    code  = "county"
    type  = place
    level = county
  }
}

register "供应能力" {
  code  = "offer"
  basis = "潍政字〔2024〕12号 三(一)1"
  cycle = standing
  key   = [供应编号]
  field "供应编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "供应企业" {
    code     = "supplier"
    type     = text
    required = true
  }
  field "产品" {
    code     = "product"
    type     = text
    required = true
  }
  field "规格" {
    code       = "spec"
    type       = text
    definition = "型号、材质、主要技术参数"
  }
  field "月产能" {
    code = "capacity"
    type = number
    unit = "件"
    min  = 0
  }
  field "单价" {
    code = "price"
    type = number
    unit = "元/件"
    min  = 0
  }
  field "有质量证书" {
    code = "has_certificate"
    type = flag
  }
  field "可接单数" {
    code     = "places"
    type     = number
    unit     = "个"
    min      = 0
    decimals = 0
  }
  field "所在县" {
    code  = "county"
    type  = place
    level = county
  }
}

register "对接候选" {
  code       = "pair"
  definition = "每个需求与每个供应各一行；没有填写的，由系统列出全部组合"
  basis      = "潍政字〔2024〕12号 三(一)1"
  cycle      = standing
  key        = [需求, 供应]
  field "需求" {
    code     = "demand"
    type     = reference
    register = 采购需求
    required = true
  }
  field "供应" {
    code     = "offer"
    type     = reference
    register = 供应能力
    required = true
  }
}

matching "稳定对接" {
  code     = "stable_match"
  basis    = "示例：双方按同一得分择优"
  register = 对接候选
  demand   = 需求
  offer    = 供应
  places   = 可接单数
  method   = stable
  require "产品相近" {
    code  = "like_product"
    check = alike(需求.产品, 供应.产品) >= parameter.产品相似度下限
  }
  require "价格不超过最高单价" {
    code  = "price"
    check = 供应.单价 <= 需求.最高单价
  }
  require "证书齐备" {
    code  = "certificate"
    check = !需求.须有质量证书 || 供应.有质量证书
  }
  part "产品相似" {
    code   = "likeness"
    weight = 20
    value  = alike(需求.产品, 供应.产品) * 100
  }
  part "规格相似" {
    code   = "spec_likeness"
    weight = 10
    value  = is_missing(需求.规格) || is_missing(供应.规格) ? 0 : alike(需求.规格, 供应.规格) * 100
  }
  part "产能满足" {
    code   = "capacity"
    weight = 30
    value  = min(100, 供应.月产能 / 需求.月需量 * 100)
  }
  part "价格优惠" {
    code   = "saving"
    weight = 20
    value  = (需求.最高单价 - 供应.单价) / 需求.最高单价 * 100
  }
  part "同县配套" {
    code   = "near"
    weight = 20
    value  = 需求.所在县 == 供应.所在县 ? 100 : 40
  }
}

matching "总得分最大对接" {
  code     = "optimal_match"
  basis    = "示例：全市总得分最大"
  register = 对接候选
  demand   = 需求
  offer    = 供应
  places   = 可接单数
  method   = optimal
  require "产品相近" {
    code  = "like_product"
    check = alike(需求.产品, 供应.产品) >= parameter.产品相似度下限
  }
  require "价格不超过最高单价" {
    code  = "price"
    check = 供应.单价 <= 需求.最高单价
  }
  require "证书齐备" {
    code  = "certificate"
    check = !需求.须有质量证书 || 供应.有质量证书
  }
  part "产品相似" {
    code   = "likeness"
    weight = 20
    value  = alike(需求.产品, 供应.产品) * 100
  }
  part "规格相似" {
    code   = "spec_likeness"
    weight = 10
    value  = is_missing(需求.规格) || is_missing(供应.规格) ? 0 : alike(需求.规格, 供应.规格) * 100
  }
  part "产能满足" {
    code   = "capacity"
    weight = 30
    value  = min(100, 供应.月产能 / 需求.月需量 * 100)
  }
  part "价格优惠" {
    code   = "saving"
    weight = 20
    value  = (需求.最高单价 - 供应.单价) / 需求.最高单价 * 100
  }
  part "同县配套" {
    code   = "near"
    weight = 20
    value  = 需求.所在县 == 供应.所在县 ? 100 : 40
  }
}

parameter "红色界限" {
  code = "red"
  unit = "无量纲"
  value {
    value      = 0.6
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "黄色界限" {
  code = "amber"
  unit = "无量纲"
  value {
    value      = 0.3
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "链上企业" {
  code  = "firm"
  basis = "潍政字〔2024〕12号 三(一)1"
  cycle = standing
  key   = [企业名称]
  field "企业名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "产值" {
    code = "output"
    type = number
    unit = "万元"
    min  = 0
  }
}

register "供货关系" {
  code  = "supply"
  basis = "潍政字〔2024〕12号 三(一)1"
  cycle = standing
  key   = [供方, 需方, 产品]
  field "供方" {
    code     = "supplier"
    type     = reference
    register = 链上企业
    required = true
  }
  field "需方" {
    code     = "buyer"
    type     = reference
    register = 链上企业
    required = true
  }
  field "产品" {
    code     = "product"
    type     = text
    required = true
  }
  field "供货额" {
    code     = "amount"
    type     = number
    unit     = "万元"
    min      = 0
    required = true
  }
  field "受影响产值" {
    code       = "affected"
    type       = number
    unit       = "万元"
    min        = 0
    definition = "该产品断供时，需方停产或减产的产值"
  }
  field "库存天数" {
    code       = "stock_days"
    type       = number
    unit       = "无量纲"
    min        = 0
    definition = "需方该产品的库存够用几天，没有填的按 0 计"
  }
  field "替代天数" {
    code       = "substitution_days"
    type       = number
    unit       = "无量纲"
    min        = 1
    definition = "换一家供方要几天；没有填的，库存不减轻影响"
  }
}

network "断链风险" {
  code     = "supply_risk"
  basis    = "示例：风险为供方集中度（赫芬达尔指数）乘断供影响；库存能顶到换供方的部分不计影响"
  register = 供货关系
  supplier = 供方
  buyer    = 需方
  product  = 产品
  amount   = 供货额
  impact   = min(1, 受影响产值 / 需方.产值) * (is_missing(替代天数) ? 1 : max(0, 1 - first_known(库存天数, 0) / 替代天数))
  red      = parameter.红色界限
  amber    = parameter.黄色界限
  steps    = 3
}
