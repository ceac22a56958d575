# 新增地方政府债务限额分配:因素取自财预〔2017〕35号的转述,公式原文未见;权重、风险系数均为示例。

pack "新增债务限额分配" {
  code       = "bond_quota"
  version    = "2017.1"
  basis      = "财预〔2017〕35号"
  valid_from = "2017-03-23"
  certainty  = example
  note       = "因素（财力、重大项目支出、债务风险、申请额）有据，公式原文未见；权重、债务风险系数为示例。额度不超过申请额，超出部分在其他县间再分，直到分完。"
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
  definition = "财力、重大项目支出乘债务风险系数后按权重分；不超过申请额；超出部分按份额再分，直到分完。"

  factor "财力（乘风险系数）" {
    code   = "strength"
    unit   = "万元"
    value  = 财力 * parameter.债务风险系数[债务风险等级]
    weight = parameter.财力权重
  }
  factor "重大项目支出（乘风险系数）" {
    code   = "project"
    unit   = "万元"
    value  = 重大项目支出 * parameter.债务风险系数[债务风险等级]
    weight = parameter.重大项目支出权重
  }
}
