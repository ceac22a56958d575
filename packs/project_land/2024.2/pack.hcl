# 要素跟着项目走:做法取自自然资源部门的公开要求,得分、保底和总量怎样定未见原文,均为示例。

pack "要素跟着项目走" {
  code       = "project_land"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(七)1"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "土地、能耗、排污指标跟着项目走的方向有据；项目得分、各县保底、全市能耗总量、账户和业务的划分均为示例，以本地要素保障办法为准。"
}

role "要素保障" {
  code = "land_clerk"
}

parameter "全市能耗总量" {
  code       = "energy_pool"
  unit       = "吨标准煤"
  definition = "当年可用于新上项目的能耗"
  value {
    value      = 500000
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "县级要素指标" {
  code       = "county_quota"
  basis      = "潍政字〔2024〕12号 三(七)1"
  cycle      = year
  key        = [县]
  definition = "每县每年一行"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "用地指标" {
    code     = "land"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
  field "化学需氧量指标" {
    code     = "cod"
    type     = number
    unit     = "吨"
    min      = 0
    required = true
  }
  field "保底投资" {
    code       = "investment_least"
    type       = money
    unit       = "万元"
    min        = 0
    required   = true
    definition = "县域之间的公平：每县至少落地多少投资；没有要求的填 0"
  }
}

register "项目落地申请" {
  code       = "project_application"
  basis      = "潍政字〔2024〕12号 三(七)1"
  cycle      = year
  key        = [项目名称, 县]
  definition = "一个项目可以申请几个县，一县一行；至多落在一个县"

  field "项目名称" {
    code     = "project"
    type     = text
    required = true
  }
  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "总投资" {
    code     = "investment"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "综合得分" {
    code       = "score"
    type       = number
    unit       = "无量纲"
    min        = 0
    max        = 100
    decimals   = 0
    required   = true
    definition = "投资强度、亩均税收、能耗强度、产业链契合等的综合，怎样评分为示例"
  }
  field "用地" {
    code     = "land"
    type     = number
    unit     = "亩"
    min      = 0
    decimals = 1
    required = true
  }
  field "年能耗" {
    code     = "energy"
    type     = number
    unit     = "吨标准煤"
    min      = 0
    decimals = 0
    required = true
  }
  field "化学需氧量排放" {
    code     = "cod"
    type     = number
    unit     = "吨"
    min      = 0
    decimals = 1
    required = true
  }
  field "符合产业政策" {
    code     = "is_allowed"
    type     = flag
    required = true
  }
  field "省市重大项目" {
    code     = "is_major"
    type     = flag
    required = true
  }
}

placement "项目要素配置" {
  code       = "project_placement"
  basis      = "潍政字〔2024〕12号 三(七)1"
  register   = 项目落地申请
  project    = 项目名称
  place      = 县
  limits     = 县级要素指标
  where      = 符合产业政策
  required   = 省市重大项目
  unit       = "万元"
  value      = 总投资 * 综合得分 / 100
  definition = "得分加权的投资合计最大；重大项目应保尽保；各县不低于保底投资（示例）。"

  quota "用地" {
    code   = "land"
    unit   = "亩"
    amount = 用地
    cap    = 用地指标
    asset  = 用地指标
  }
  quota "化学需氧量" {
    code   = "cod"
    unit   = "吨"
    amount = 化学需氧量排放
    cap    = 化学需氧量指标
    asset  = 化学需氧量指标
  }
  quota "能耗" {
    code   = "energy"
    unit   = "吨标准煤"
    amount = 年能耗
    total  = parameter.全市能耗总量
    asset  = 能耗指标
  }
  least "投资" {
    code   = "investment"
    unit   = "万元"
    amount = 总投资
    floor  = 保底投资
  }
  posting {
    ledger = 项目要素账本
    entry  = 配置
  }
}

ledger "项目要素账本" {
  code         = "factor"
  basis        = "潍政字〔2024〕12号 三(七)1；账户和业务的划分为示例"
  closing_role = 要素保障
  definition   = "下达的落地安排一次记入，项目得到的用地、能耗、排污指标各在项目账户上"

  asset "用地指标" {
    code     = "land"
    unit     = "亩"
    decimals = 1
    vintage  = year
  }
  asset "化学需氧量指标" {
    code     = "cod"
    unit     = "吨"
    decimals = 1
    vintage  = year
  }
  asset "能耗指标" {
    code     = "energy"
    unit     = "吨标准煤"
    decimals = 0
    vintage  = year
  }

  account "指标来源" {
    code       = "source"
    holder     = one
    definition = "配置的对方账户，余额为负数的绝对值即累计配置"
  }
  account "项目账户" {
    code   = "project"
    holder = project
    min    = 0
  }

  entry "配置" {
    code     = "grant"
    basis    = "潍政字〔2024〕12号：要素跟着项目走"
    from     = [指标来源]
    to       = [项目账户]
    role     = 要素保障
    document = true
  }
  entry "收回" {
    code     = "give_back"
    basis    = "项目撤销或者核减的，指标收回"
    from     = [项目账户]
    to       = [指标来源]
    role     = 要素保障
    document = true
  }
}
