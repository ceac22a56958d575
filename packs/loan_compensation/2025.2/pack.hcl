# 科技成果转化贷款风险补偿:银行承担比例、额度、期限取自二手来源;补偿办法细则未见,省市分担、资金规模、单户补偿上限为示例。

pack "科技成果转化贷款风险补偿" {
  code       = "loan_compensation"
  version    = "2025.2"
  basis      = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  valid_from = "2025-01-01"
  certainty  = example
  note       = "银行承担不低于 30%、单户 1000 万元、期限不超过 3 年、没有入库编号的撤销备案为二手（额度为 2020 年版本）；补偿金额算法为推断；省市分担比例、资金规模、单户年度补偿上限为示例。与 2025.1 相比：单户额度按该企业全部合同合计，省市分担，撤销备案成为环节，补偿经台账拨付并写明文号。"
}

role "市科技部门" {
  code = "city_science"
}

role "市科技复核" {
  code = "city_science_checker"
}

parameter "银行承担比例下限" {
  code       = "bank_share"
  unit       = "%"
  definition = "贷款本金损失中银行自己承担的部分，不低于此数"
  value {
    value      = 30
    valid_from = "2025-01-01"
    issuer     = "山东省科技厅（二手）"
    document   = "鲁科字〔2025〕29号"
    certainty  = secondary
  }
}

parameter "单户贷款余额上限" {
  code       = "firm_cap"
  unit       = "万元"
  definition = "一户企业全部合同计入补偿范围的余额合计不超过此数"
  value {
    value      = 1000
    valid_from = "2025-01-01"
    issuer     = "山东省科技厅（二手）"
    document   = "鲁科贷办法（2020年版本）"
    certainty  = secondary
  }
}

parameter "最长期限" {
  code = "term_max"
  unit = "月"
  value {
    value      = 36
    valid_from = "2025-01-01"
    issuer     = "山东省科技厅（二手）"
    document   = "鲁科贷办法"
    certainty  = secondary
  }
}

parameter "单户年度补偿上限" {
  code       = "firm_claim_max"
  unit       = "万元"
  definition = "一户企业全部合同当年补偿合计不超过此数"
  value {
    value      = 600
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "省级分担比例" {
  code       = "province_share"
  unit       = "%"
  definition = "补偿中省级承担的部分，其余由市级承担"
  value {
    value      = 50
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "省级年度补偿资金" {
  code = "province_pool"
  unit = "万元"
  value {
    value      = 500
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "市级年度补偿资金" {
  code = "city_pool"
  unit = "万元"
  value {
    value      = 300
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "成果转化贷款" {
  code       = "conversion_loan"
  basis      = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  cycle      = year
  key        = [合同编号]
  definition = "当年发生损失、申请补偿的贷款，一笔一行；一户企业可以有多笔"

  field "合同编号" {
    code     = "contract"
    type     = text
    length   = 30
    required = true
  }
  field "企业名称" {
    code     = "firm"
    type     = text
    required = true
  }
  field "统一社会信用代码" {
    code       = "firm_code"
    type       = enterprise
    required   = true
    definition = "单户额度按它归户"
  }
  field "贷款银行" {
    code     = "bank"
    type     = text
    required = true
  }
  field "入库登记编号" {
    code       = "registration"
    type       = text
    definition = "当年科技型中小企业入库登记编号，或科融信备案编号；没有的撤销备案"
  }
  field "贷款余额" {
    code     = "balance"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "贷款期限" {
    code     = "term"
    type     = number
    unit     = "月"
    min      = 0
    required = true
  }
  field "本金损失" {
    code     = "loss"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "银行承担比例" {
    code       = "bank_share"
    type       = number
    unit       = "%"
    min        = 0
    max        = 100
    required   = true
    definition = "贷款协议约定的，不低于 30%"
  }

  rule "银行承担比例不低于规定的下限" {
    code     = "bank_share_least"
    check    = 银行承担比例 >= parameter.银行承担比例下限
    strength = refuse
  }
  rule "本金损失不超过贷款余额" {
    code     = "loss_max"
    check    = 本金损失 <= 贷款余额
    strength = refuse
  }

  state "已申请" {
    code = "applied"
  }
  state "已核定" {
    code = "confirmed"
  }
  state "已撤销备案" {
    code  = "revoked"
    final = true
  }
  state "已补偿" {
    code  = "paid"
    final = true
  }
  step "核定" {
    code      = "confirm"
    from      = [已申请]
    to        = 已核定
    role      = 市科技部门
    condition = !is_missing(入库登记编号) && 贷款期限 <= parameter.最长期限
  }
  step "撤销备案" {
    code          = "revoke"
    from          = [已申请, 已核定]
    to            = 已撤销备案
    role          = 市科技部门
    condition     = is_missing(入库登记编号) || 贷款期限 > parameter.最长期限
    note_required = true
    basis         = "鲁科贷办法（二手）：没有入库登记编号的撤销备案"
  }
  step "登记补偿" {
    code          = "pay"
    from          = [已核定]
    to            = 已补偿
    role          = 市科技复核
    note_required = true
    separate_from = [核定]
  }
}

formula "是否符合补偿条件" {
  code         = "eligible"
  subject      = 成果转化贷款
  cycle        = year
  type         = flag
  value        = !is_missing(入库登记编号) && 贷款期限 <= parameter.最长期限
  when_missing = missing
  basis        = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  definition   = "没有编号的撤销备案，不予补偿"
}

formula "单户贷款余额" {
  code         = "firm_balance"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  value        = sum(same(统一社会信用代码), 是否符合补偿条件 ? 贷款余额 : quantity(0, "万元"))
  when_missing = missing
  basis        = "鲁科贷办法（2020年版本，二手）"
  definition   = "同一企业符合条件的各合同余额合计"
}

formula "计入余额" {
  code         = "counted_balance"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  value        = 贷款余额 * parameter.单户贷款余额上限 / max(单户贷款余额, parameter.单户贷款余额上限)
  where        = 是否符合补偿条件
  when_missing = missing
  basis        = "鲁科贷办法（2020年版本，二手）：一户计入的余额不超过上限"
  definition   = "超过上限的，各合同按余额的比例计入（推断）"
}

formula "测算补偿" {
  code         = "reckoned"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  value        = 贷款余额 == 0 ? quantity(0, "万元") : 本金损失 * 计入余额 / 贷款余额 * (1 - max(银行承担比例, parameter.银行承担比例下限))
  where        = 是否符合补偿条件
  when_missing = missing
  basis        = "鲁科字〔2016〕173号、鲁科字〔2025〕29号；算法为推断"
}

formula "单户测算补偿" {
  code         = "firm_reckoned"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  value        = sum(same(统一社会信用代码), 是否符合补偿条件 ? 测算补偿 : quantity(0, "万元"))
  when_missing = missing
  basis        = "示例"
}

formula "应补偿金额" {
  code         = "claim"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  decimals     = 2
  rounding     = down
  value        = 测算补偿 * parameter.单户年度补偿上限 / max(单户测算补偿, parameter.单户年度补偿上限)
  where        = 是否符合补偿条件
  when_missing = missing
  basis        = "鲁科字〔2016〕173号、鲁科字〔2025〕29号；单户年度补偿上限为示例"
}

formula "省级应补" {
  code         = "province_claim"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  decimals     = 2
  rounding     = down
  value        = 应补偿金额 * parameter.省级分担比例
  where        = 是否符合补偿条件
  when_missing = missing
  basis        = "示例"
}

formula "市级应补" {
  code         = "city_claim"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  value        = 应补偿金额 - 省级应补
  where        = 是否符合补偿条件
  when_missing = missing
  basis        = "示例：省级以外的部分，两级合计等于应补偿金额"
}

allocation "省级补偿资金分配" {
  code       = "province_split"
  basis      = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  subject    = 成果转化贷款
  cycle      = year
  where      = 是否符合补偿条件
  unit       = "万元"
  budget     = parameter.省级年度补偿资金
  step       = 0.01
  cap        = 省级应补
  surplus    = keep
  definition = "资金够的按省级应补全额补；不够的按省级应补的比例补（示例）"
  factor "省级应补" {
    code   = "claim"
    unit   = "万元"
    value  = 省级应补
    weight = 100
  }
  posting {
    ledger = 风险补偿资金台账
    entry  = 省级补偿拨付
  }
}

allocation "市级补偿资金分配" {
  code       = "city_split"
  basis      = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  subject    = 成果转化贷款
  cycle      = year
  where      = 是否符合补偿条件
  unit       = "万元"
  budget     = parameter.市级年度补偿资金
  step       = 0.01
  cap        = 市级应补
  surplus    = keep
  definition = "资金够的按市级应补全额补；不够的按市级应补的比例补（示例）"
  factor "市级应补" {
    code   = "claim"
    unit   = "万元"
    value  = 市级应补
    weight = 100
  }
  posting {
    ledger = 风险补偿资金台账
    entry  = 市级补偿拨付
  }
}

ledger "风险补偿资金台账" {
  code         = "fund"
  basis        = "鲁科字〔2025〕29号；账户和业务的划分为示例"
  closing_role = 市科技部门
  definition   = "省、市补偿资金拨入资金池，按下达的分配方案拨付到每笔贷款；追回的退回资金池"

  asset "省级补偿资金" {
    code     = "province"
    unit     = "万元"
    decimals = 2
    vintage  = year
  }
  asset "市级补偿资金" {
    code     = "city"
    unit     = "万元"
    decimals = 2
    vintage  = year
  }

  account "财政拨入" {
    code       = "treasury"
    holder     = one
    definition = "省、市财政，余额为负数的绝对值即累计拨入"
  }
  account "补偿资金池" {
    code   = "pool"
    holder = one
    min    = 0
  }
  account "贷款补偿" {
    code       = "loan"
    holder     = project
    min        = 0
    definition = "已拨付给贷款银行的补偿，代码填合同编号"
  }

  entry "资金拨入" {
    code     = "pay_in"
    basis    = "预算下达文件"
    from     = [财政拨入]
    to       = [补偿资金池]
    role     = 市科技部门
    document = true
  }
  entry "省级补偿拨付" {
    code     = "pay_province"
    basis    = "鲁科字〔2025〕29号；按下达的分配方案拨付"
    from     = [补偿资金池]
    to       = [贷款补偿]
    assets   = [省级补偿资金]
    role     = 市科技部门
    document = true
  }
  entry "市级补偿拨付" {
    code    = "pay_city"
    same_as = 省级补偿拨付
    basis   = "鲁科字〔2025〕29号；按下达的分配方案拨付"
    assets  = [市级补偿资金]
  }
  entry "追回" {
    code     = "recover"
    basis    = "示例：贷款收回或备案撤销的，已拨补偿按比例退回资金池"
    from     = [贷款补偿]
    to       = [补偿资金池]
    role     = 市科技部门
    expiry   = always
    document = true
  }
  entry "结余退回" {
    code     = "give_back"
    basis    = "示例：年末结余退回财政"
    from     = [补偿资金池]
    to       = [财政拨入]
    role     = 市科技部门
    document = true
  }
}
