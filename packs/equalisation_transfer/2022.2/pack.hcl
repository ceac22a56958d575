# 均衡性转移支付:公式取自财预〔2022〕58号;两项权重和总额由资金下达方每年确定,未见公布,均为示例。

pack "均衡性转移支付" {
  code       = "equalisation_transfer"
  version    = "2022.2"
  basis      = "财预〔2022〕58号"
  valid_from = "2022-01-01"
  certainty  = example
  note       = "公式为官方；系数的两项权重、资金总额未见公布，为示例。增幅控制调整、均等化努力程度奖励两项见于公式，其标准未见原文：增幅的上下限、奖励资金和按得分分配均为示例，应按下达方的文件改写。对县分配以本省办法为准。"
}

parameter "转移支付总额" {
  code       = "pool"
  unit       = "万元"
  definition = "当年用于分配的均衡性转移支付资金"
  value {
    value      = 100000
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "资金满足率权重" {
  code       = "supply_weight"
  unit       = "无量纲"
  definition = "转移支付系数中，资金总额与标准缺口总额之比的权重"
  value {
    value      = 0.6
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "困难程度权重" {
  code       = "hardship_weight"
  unit       = "无量纲"
  definition = "转移支付系数中，困难程度系数的权重"
  value {
    value      = 0.1
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "增幅上限" {
  code       = "growth_most"
  unit       = "%"
  definition = "按系数计算的补助比上年补助最多增加百分之几，超过的调减"
  value {
    value      = 15
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "财预〔2022〕58号有增幅控制，比例未见原文"
  }
}

parameter "增幅下限" {
  code       = "growth_least"
  unit       = "%"
  definition = "按系数计算的补助比上年补助至少增加百分之几，不足的调增；负数为最多减少"
  value {
    value      = -5
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "财预〔2022〕58号有增幅控制，比例未见原文"
  }
}

parameter "努力程度奖励资金" {
  code       = "effort_pool"
  unit       = "万元"
  definition = "当年用于均等化努力程度奖励的资金"
  value {
    value      = 1000
    valid_from = "2022-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "财预〔2022〕58号有此项奖励，数额未见原文"
  }
}

register "县级标准收支" {
  code       = "county_standard_budget"
  basis      = "财预〔2022〕58号"
  cycle      = year
  key        = [县]
  definition = "每县每年一行，由财政部门测算"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "标准财政支出" {
    code     = "standard_expenditure"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "标准财政收入" {
    code     = "standard_revenue"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "必保支出" {
    code       = "essential_expenditure"
    type       = money
    unit       = "万元"
    min        = 0
    definition = "保工资、保运转、保基本民生"
  }
  field "核定困难程度系数" {
    code       = "approved_hardship"
    type       = number
    unit       = "无量纲"
    definition = "下达方已核定的，用核定的；没有的按公式计算"
  }
  field "上年补助" {
    code       = "grant_before"
    type       = money
    unit       = "万元"
    min        = 0
    definition = "上年的均衡性转移支付；上年没有的不填，不作增幅控制"
  }
  field "均等化努力得分" {
    code       = "effort_score"
    type       = number
    unit       = "分"
    min        = 0
    max        = 100
    definition = "下达方考核的均等化努力程度；没有考核的不填，不参加奖励（示例）"
  }
}

formula "标准收支缺口" {
  code         = "gap"
  subject      = 县级标准收支
  cycle        = year
  unit         = "万元"
  value        = max(标准财政支出 - 标准财政收入, 0)
  when_missing = missing
  basis        = "财预〔2022〕58号"
  definition   = "标准支出不大于标准收入的，没有缺口，不参加分配"
}

formula "困难程度系数" {
  code         = "hardship"
  subject      = 县级标准收支
  cycle        = year
  unit         = "无量纲"
  value        = first_known(核定困难程度系数, (必保支出 / 标准财政收入 - mean(all, 必保支出 / 标准财政收入)) / deviation(all, 必保支出 / 标准财政收入) * 0.55 + (标准收支缺口 / 标准财政支出 - mean(all, 标准收支缺口 / 标准财政支出)) / deviation(all, 标准收支缺口 / 标准财政支出) * 0.45)
  when_missing = missing
  basis        = "财预〔2022〕58号"
  definition   = "必保支出占标准收入之比、缺口占标准支出之比，各自标准化后按 55%、45% 加权"
}

formula "转移支付系数" {
  code         = "coefficient"
  subject      = 县级标准收支
  cycle        = year
  unit         = "无量纲"
  value        = parameter.转移支付总额 / sum(all, 标准收支缺口) * parameter.资金满足率权重 + 困难程度系数 * parameter.困难程度权重
  when_missing = missing
  basis        = "财预〔2022〕58号"
}

formula "按系数计算的补助" {
  code         = "grant_by_coefficient"
  subject      = 县级标准收支
  cycle        = year
  unit         = "万元"
  value        = max(标准收支缺口 * 转移支付系数, 0)
  when_missing = missing
  basis        = "财预〔2022〕58号"
  definition   = "调整前；补助不为负"
}

formula "增幅控制调整" {
  code         = "growth_adjustment"
  subject      = 县级标准收支
  cycle        = year
  unit         = "万元"
  value        = is_missing(上年补助) ? 0 : max(min(按系数计算的补助, 上年补助 * (1 + parameter.增幅上限)), 上年补助 * (1 + parameter.增幅下限)) - 按系数计算的补助
  when_missing = missing
  basis        = "财预〔2022〕58号；上下限为示例"
  definition   = "增得过多的调减，为负；减得过多的调增，为正"
}

formula "均等化努力程度奖励" {
  code         = "effort_reward"
  subject      = 县级标准收支
  cycle        = year
  unit         = "万元"
  value        = is_missing(均等化努力得分) ? 0 : parameter.努力程度奖励资金 * 均等化努力得分 / sum(all, 均等化努力得分)
  when_missing = missing
  basis        = "财预〔2022〕58号；奖励资金和按得分分配为示例"
}

formula "均衡性转移支付" {
  code         = "grant"
  subject      = 县级标准收支
  cycle        = year
  unit         = "万元"
  value        = max(按系数计算的补助 + 增幅控制调整 + 均等化努力程度奖励, 0)
  when_missing = missing
  basis        = "财预〔2022〕58号"
  definition   = "按系数计算的补助，加增幅控制调整和努力程度奖励；补助不为负"
}

allocation "均衡性转移支付分配" {
  code       = "equalisation_grant"
  basis      = "财预〔2022〕58号"
  subject    = 县级标准收支
  cycle      = year
  where      = 标准财政支出 > 标准财政收入
  unit       = "万元"
  budget     = parameter.转移支付总额
  step       = 1
  cap        = 标准收支缺口
  surplus    = keep
  definition = "三项合计不等于总额的，按比例调整到总额；任何县的补助不超过自己的缺口（示例）。"

  factor "均衡性转移支付" {
    code   = "grant"
    unit   = "万元"
    value  = 均衡性转移支付
    weight = 100
  }
}
