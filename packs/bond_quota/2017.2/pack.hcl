# 新增地方政府债务限额分配:因素取自财预〔2017〕35号的转述,公式原文未见;权重、系数和调整比例均为示例。

pack "新增债务限额分配" {
  code       = "bond_quota"
  version    = "2017.2"
  basis      = "财预〔2017〕35号"
  valid_from = "2017-03-23"
  certainty  = example
  note       = "因素（财力、重大项目支出、债务风险、波动、绩效、申请）和次序取自财预〔2017〕35号的转述，公式原文未见；权重、风险系数、全国平均增长率、波动系数上下限、绩效调整比例为示例。额度不超过申请额（第十三条），超出部分在其他县间再分，直到分完。与 2017.1 相比：加入波动系数、绩效调整和申请调整，下达的额度记入台账，发行、归还和收回都有文号。"
}

choices "债务风险等级" {
  code = "debt_band"
  options = {
    red    = "红"
    orange = "橙"
    yellow = "黄"
    green  = "绿"
  }
}

choices "绩效等次" {
  code = "performance"
  options = {
    excellent = "优"
    good      = "良"
    medium    = "中"
    poor      = "差"
  }
}

role "市财政部门" {
  code = "city_finance"
}

role "市财政复核" {
  code = "city_finance_checker"
}

role "县财政部门" {
  code = "county_finance"
}

parameter "新增限额总额" {
  code       = "quota"
  unit       = "万元"
  definition = "上级下达、可分给各县的新增限额"
  value {
    value      = 100000
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "财力权重" {
  code = "strength_weight"
  unit = "%"
  value {
    value      = 60
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "重大项目支出权重" {
  code = "project_weight"
  unit = "%"
  value {
    value      = 40
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "债务风险系数" {
  code       = "risk_coefficient"
  unit       = "无量纲"
  by         = 债务风险等级
  definition = "风险越高，同样的财力和项目分得越少"
  value {
    values     = { 红 = 0, 橙 = 0.5, 黄 = 0.8, 绿 = 1 }
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "全国平均增长率" {
  code       = "national_growth"
  unit       = "%"
  definition = "新增限额的全国平均增长率，波动系数使各县增长率与它相当"
  value {
    value      = 10
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "波动系数下限" {
  code = "fluctuation_min"
  unit = "无量纲"
  value {
    value      = 0.8
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "波动系数上限" {
  code = "fluctuation_max"
  unit = "无量纲"
  value {
    value      = 1.2
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "绩效调整比例" {
  code       = "performance_share"
  unit       = "%"
  by         = 绩效等次
  definition = "第十二条，按绩效等次增减的比例"
  value {
    values     = { 优 = 5, 良 = 0, 中 = -5, 差 = -20 }
    valid_from = "2017-03-23"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "县级限额申请" {
  code       = "quota_application"
  basis      = "财预〔2017〕35号"
  cycle      = year
  key        = [县]
  definition = "每县每年一行"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "财力" {
    code     = "strength"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "重大项目支出" {
    code     = "project_expenditure"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "申请额" {
    code     = "application"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "债务风险等级" {
    code     = "band"
    type     = choice
    choices  = 债务风险等级
    required = true
  }
  field "上年新增限额" {
    code       = "last_quota"
    type       = money
    unit       = "万元"
    min        = 0
    definition = "没有的不填，波动系数按 1 计"
  }
  field "绩效等次" {
    code       = "performance"
    type       = choice
    choices    = 绩效等次
    definition = "没有评价的不填，不作绩效调整"
  }
}

formula "测算数" {
  code         = "reckoned"
  subject      = 县级限额申请
  cycle        = year
  unit         = "万元"
  value        = parameter.新增限额总额 * (parameter.财力权重 * 财力 / sum(all, 财力) + parameter.重大项目支出权重 * 重大项目支出 / sum(all, 重大项目支出)) * parameter.债务风险系数[债务风险等级]
  when_missing = missing
  basis        = "财预〔2017〕35号（转述）：[财力 × k1 + 重大项目支出 × k2] × 债务风险系数；k1、k2 为总额乘权重除以各县合计"
}

formula "波动系数" {
  code         = "fluctuation"
  subject      = 县级限额申请
  cycle        = year
  unit         = "无量纲"
  value        = is_missing(上年新增限额) ? 1 : (上年新增限额 == 0 || 测算数 == 0 ? 1 : min(parameter.波动系数上限, max(parameter.波动系数下限, 上年新增限额 * (1 + parameter.全国平均增长率) / 测算数)))
  when_missing = missing
  basis        = "财预〔2017〕35号（转述）：波动系数使各地增长率与全国平均相当；算法和上下限为示例"
}

formula "绩效调整" {
  code         = "performance_adjustment"
  subject      = 县级限额申请
  cycle        = year
  unit         = "万元"
  value        = is_missing(绩效等次) ? quantity(0, "万元") : 测算数 * 波动系数 * parameter.绩效调整比例[绩效等次]
  when_missing = missing
  basis        = "财预〔2017〕35号第十二条（转述）；比例为示例"
}

formula "申请调整" {
  code         = "application_adjustment"
  subject      = 县级限额申请
  cycle        = year
  unit         = "万元"
  value        = min(0, 申请额 - (测算数 * 波动系数 + 绩效调整))
  when_missing = missing
  basis        = "财预〔2017〕35号第十三条（转述）：不超过申请额，超出部分调减"
}

formula "应分限额" {
  code         = "due"
  subject      = 县级限额申请
  cycle        = year
  unit         = "万元"
  value        = 测算数 * 波动系数 + 绩效调整 + 申请调整
  when_missing = missing
  basis        = "财预〔2017〕35号（转述）：[财力 × k1 + 重大项目支出 × k2] × 债务风险系数 × 波动系数 + 绩效调整 + 申请调整"
}

allocation "新增债务限额分配" {
  code       = "bond_quota_split"
  basis      = "财预〔2017〕35号"
  subject    = 县级限额申请
  cycle      = year
  unit       = "万元"
  budget     = parameter.新增限额总额
  step       = 1
  cap        = 申请额
  surplus    = refuse
  definition = "按申请调整以前的应分限额（测算数乘波动系数，加绩效调整）的比例分；不超过申请额；调减的部分按份额再分，直到分完。"

  factor "申请调整以前的应分限额" {
    code   = "due"
    unit   = "万元"
    value  = max(0, 测算数 * 波动系数 + 绩效调整)
    weight = 100
  }

  posting {
    ledger = 新增债务限额台账
    entry  = 分配到县
  }
}

ledger "新增债务限额台账" {
  code         = "quota"
  basis        = "财预〔2017〕35号；账户和业务的划分为示例"
  closing_role = 市财政部门
  definition   = "上级下达的新增限额，从市到县，到发行使用、归还和收回；一万元限额在任何时刻只在一个账户上"

  asset "新增债务限额" {
    code         = "quota"
    unit         = "万元"
    decimals     = 0
    vintage      = year
    usable_years = 0
    definition   = "当年有效，年末未使用的收回（示例）"
  }

  account "上级下达" {
    code       = "issued"
    holder     = one
    definition = "余额为负数的绝对值即累计净下达"
  }
  account "市级限额池" {
    code   = "pool"
    holder = one
    min    = 0
  }
  account "县级限额" {
    code   = "county"
    holder = county
    min    = 0
  }
  account "已使用" {
    code       = "used"
    holder     = county
    min        = 0
    definition = "已发行债券占用的限额"
  }
  account "已收回" {
    code   = "expired"
    holder = one
    min    = 0
  }

  entry "下达市级" {
    code        = "issue"
    basis       = "上级下达新增限额的文件"
    from        = [上级下达]
    to          = [市级限额池]
    role        = 市财政部门
    second_role = 市财政复核
    document    = true
  }
  entry "分配到县" {
    code     = "distribute"
    basis    = "财预〔2017〕35号；按下达的分配方案"
    from     = [市级限额池]
    to       = [县级限额]
    role     = 市财政部门
    document = true
  }
  entry "发行使用" {
    code        = "use"
    basis       = "债券发行文件"
    from        = [县级限额]
    to          = [已使用]
    same_holder = true
    role        = 县财政部门
    document    = true
  }
  entry "撤销发行" {
    code        = "undo_use"
    basis       = "发行撤销或调整用途的文件"
    from        = [已使用]
    to          = [县级限额]
    same_holder = true
    role        = 市财政部门
    expiry      = always
    document    = true
  }
  entry "县级退回" {
    code     = "return"
    basis    = "示例：县不再需要的限额退回市级，可以再分配"
    from     = [县级限额]
    to       = [市级限额池]
    role     = 市财政部门
    document = true
  }
  entry "再分配" {
    code        = "redistribute"
    basis       = "示例：退回的限额再分配给其他县"
    from        = [市级限额池]
    to          = [县级限额]
    role        = 市财政部门
    second_role = 市财政复核
    document    = true
  }
  entry "年末收回" {
    code     = "expire"
    basis    = "示例：年末没有使用的限额收回"
    from     = [市级限额池, 县级限额]
    to       = [已收回]
    role     = 市财政部门
    expiry   = after
    sweep    = true
    document = true
  }
}
