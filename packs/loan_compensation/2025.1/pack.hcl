# 科技成果转化贷款风险补偿:银行承担比例、额度、期限取自二手来源;补偿办法细则未见,资金规模为示例。

pack "科技成果转化贷款风险补偿" {
  code       = "loan_compensation"
  version    = "2025.1"
  basis      = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  valid_from = "2025-01-01"
  certainty  = example
  note       = "银行承担不低于 30%、单户 1000 万元、期限不超过 3 年为二手（额度为 2020 年版本）；年度补偿资金规模为示例；补偿金额算法为推断。"
}

parameter "银行承担比例" {
  code       = "bank_share"
  unit       = "%"
  definition = "贷款本金损失中银行自己承担的部分，按下限"
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
  definition = "计入补偿范围的一户贷款余额"
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

parameter "年度补偿资金" {
  code       = "pool"
  unit       = "万元"
  definition = "当年可用于风险补偿的资金"
  value {
    value      = 500
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
  definition = "当年发生损失、申请补偿的贷款，一笔一行"

  field "合同编号" {
    code     = "contract"
    type     = text
    required = true
  }
  field "企业名称" {
    code     = "firm"
    type     = text
    required = true
  }
  field "入库有效" {
    code       = "has_code"
    type       = flag
    required   = true
    definition = "当年有科技型中小企业入库登记编号，或在科融信备案"
  }
  field "贷款余额" {
    code = "balance"
    type = money
    unit = "万元"
    min  = 0
  }
  field "贷款期限" {
    code = "term"
    type = number
    unit = "月"
    min  = 0
  }
  field "本金损失" {
    code = "loss"
    type = money
    unit = "万元"
    min  = 0
  }
}

formula "是否符合补偿条件" {
  code         = "eligible"
  subject      = 成果转化贷款
  cycle        = year
  type         = flag
  value        = 入库有效 == true && 贷款期限 <= parameter.最长期限
  when_missing = missing
  basis        = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  definition   = "编号无效的撤销备案，不予补偿"
}

formula "应补偿金额" {
  code         = "claim"
  subject      = 成果转化贷款
  cycle        = year
  unit         = "万元"
  value        = 本金损失 * min(1, parameter.单户贷款余额上限 / max(贷款余额, parameter.单户贷款余额上限)) * (1 - parameter.银行承担比例)
  when_missing = missing
  basis        = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  where        = 是否符合补偿条件
  definition   = "余额超过单户上限的，只按上限占余额的比例计（推断）"
}

allocation "风险补偿资金分配" {
  code       = "compensation_split"
  basis      = "鲁科字〔2016〕173号、鲁科字〔2025〕29号"
  subject    = 成果转化贷款
  cycle      = year
  where      = 是否符合补偿条件
  unit       = "万元"
  budget     = parameter.年度补偿资金
  step       = 0.01
  cap        = 应补偿金额
  surplus    = keep
  definition = "资金够的按应补偿金额全额补；不够的按应补偿金额的比例补（示例）"

  factor "应补偿金额" {
    code   = "claim"
    unit   = "万元"
    value  = 应补偿金额
    weight = 100
  }
}
