# 揭榜挂帅联合榜单:环节取自通行做法,公示、异议、分期和补助标准未见公布,天数、分期比例、分项权重和资金分法均为示例。

pack "揭榜挂帅联合榜单" {
  code       = "joint_challenge"
  version    = "2024.2"
  basis      = "潍政字〔2024〕12号 三(二)2"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "征集、发榜、揭榜、评审、公示、签约、里程碑、验收的环节为通行做法，相邻县联合发榜有据；补助标准未见公布，评审分项和权重、公示天数、分期 30∶40∶30、资金按得分分配、未通过验收退回已拨资金均为示例。与 2024.1 相比：揭榜方分别登记、按分项评审比较，先公示后签约，三期拨付和退回记账，联合县逐县登记出资。"
}

role "发榜县科技部门" {
  code = "county_science"
}

role "市科技部门" {
  code = "city_science"
}

role "市科技复核" {
  code = "city_science_checker"
}

parameter "揭榜期限" {
  code       = "answer_days"
  unit       = "无量纲"
  definition = "发榜后几日内可以揭榜"
  value {
    value      = 30
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "公示工作日" {
  code       = "publicity_days"
  unit       = "无量纲"
  definition = "拟立项的榜单公示几个工作日，公示期内可以提出异议"
  value {
    value      = 5
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "异议核查工作日" {
  code       = "objection_days"
  unit       = "无量纲"
  definition = "有异议的，几个工作日内核查答复"
  value {
    value      = 10
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "技术方案权重" {
  code = "plan_weight"
  unit = "%"
  value {
    value      = 50
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "团队能力权重" {
  code = "team_weight"
  unit = "%"
  value {
    value      = 30
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "经费合理权重" {
  code = "cost_weight"
  unit = "%"
  value {
    value      = 20
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "立项最低得分" {
  code       = "score_least"
  unit       = "分"
  definition = "揭榜方得分低于此数的不立项"
  value {
    value      = 60
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "签约拨付比例" {
  code = "signing_share"
  unit = "%"
  value {
    value      = 30
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "中期拨付比例" {
  code       = "midterm_share"
  unit       = "%"
  definition = "其余在验收后拨付"
  value {
    value      = 40
    valid_from = "2024-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "联合榜单项目" {
  code       = "joint_project"
  basis      = "潍政字〔2024〕12号 三(二)2"
  cycle      = year
  key        = [榜单编号]
  definition = "一个榜单项目一行；揭榜方记在“揭榜申请”，各县出资记在“联合出资”，由系统合计"

  field "榜单编号" {
    code     = "number"
    type     = text
    length   = 30
    required = true
  }
  field "项目名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "牵头县" {
    code     = "lead"
    type     = place
    level    = county
    required = true
  }
  field "攻关目标" {
    code       = "aim"
    type       = text
    length     = 500
    definition = "要解决的技术难题和可以考核的技术指标"
  }
  field "验收指标" {
    code       = "acceptance_measure"
    type       = text
    length     = 500
    definition = "验收时逐项核对"
  }
  field "完成期限" {
    code = "due_on"
    type = date
  }
  field "申请补助" {
    code     = "request"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "发榜日期" {
    code = "published_on"
    type = date
  }
  field "公示开始日期" {
    code = "publicised_on"
    type = date
  }
  field "揭榜方" {
    code       = "winner"
    type       = text
    definition = "拟立项的揭榜方，应是得分最高的一家"
  }
  field "核定补助" {
    code       = "granted"
    type       = money
    unit       = "万元"
    min        = 0
    definition = "资金分配下达以后填写，按它分期拨付"
  }
  field "合同编号" {
    code = "contract"
    type = text
  }
  field "中期评估结论" {
    code = "midterm_finding"
    type = text
  }
  field "验收结论" {
    code = "acceptance_finding"
    type = text
  }

  rule "核定补助不超过申请补助" {
    code     = "granted_max"
    check    = is_missing(核定补助) || 核定补助 <= 申请补助
    strength = refuse
  }
  rule "公示以前应已发榜" {
    code     = "publicity_after_list"
    check    = is_missing(公示开始日期) || is_missing(发榜日期) || 公示开始日期 >= 发榜日期
    strength = refuse
  }

  state "征集" {
    code = "collected"
  }
  state "已发榜" {
    code     = "published"
    editable = true
  }
  state "评审" {
    code     = "reviewed"
    editable = true
  }
  state "公示" {
    code = "publicised"
  }
  state "异议核查" {
    code     = "objected"
    editable = true
  }
  state "待签约" {
    code     = "awarded"
    editable = true
  }
  state "已签约" {
    code     = "signed"
    editable = true
  }
  state "中期达标" {
    code     = "midterm_met"
    editable = true
  }
  state "已验收" {
    code  = "accepted"
    final = true
  }
  state "流榜" {
    code  = "failed"
    final = true
  }
  state "未通过验收" {
    code  = "rejected"
    final = true
  }

  step "发榜" {
    code      = "publish"
    from      = [征集]
    to        = 已发榜
    role      = 发榜县科技部门
    condition = !is_missing(攻关目标) && !is_missing(验收指标) && !is_missing(完成期限) && !is_missing(发榜日期)
  }
  step "截止揭榜，转评审" {
    code          = "close_answers"
    from          = [已发榜]
    to            = 评审
    role          = 市科技部门
    days          = parameter.揭榜期限
    condition     = 揭榜数 > 0
    note_required = true
  }
  step "无人揭榜" {
    code          = "fail"
    from          = [已发榜]
    to            = 流榜
    role          = 市科技部门
    condition     = 揭榜数 == 0
    note_required = true
  }
  step "评审不通过" {
    code          = "fail_review"
    from          = [评审]
    to            = 流榜
    role          = 市科技部门
    condition     = is_missing(最高得分) || 最高得分 < parameter.立项最低得分
    note_required = true
  }
  step "公示拟立项" {
    code          = "publicise"
    from          = [评审]
    to            = 公示
    role          = 市科技部门
    condition     = 最高得分 >= parameter.立项最低得分 && 揭榜方得分 == 最高得分 && !is_missing(公示开始日期)
    note_required = true
    basis         = "示例：揭榜方应是得分最高的一家；意见写明公示网址或文号"
  }
  step "提出异议" {
    code          = "object"
    from          = [公示]
    to            = 异议核查
    role          = 市科技部门
    note_required = true
    basis         = "示例：公示期内收到的异议，意见写明异议内容"
  }
  step "异议不成立，重新公示" {
    code          = "dismiss_objection"
    from          = [异议核查]
    to            = 公示
    role          = 市科技复核
    working_days  = parameter.异议核查工作日
    note_required = true
    separate_from = [公示拟立项, 提出异议]
  }
  step "异议成立，退回评审" {
    code          = "uphold_objection"
    from          = [异议核查]
    to            = 评审
    role          = 市科技复核
    working_days  = parameter.异议核查工作日
    note_required = true
    separate_from = [公示拟立项, 提出异议]
  }
  step "公示期满无异议" {
    code          = "end_publicity"
    from          = [公示]
    to            = 待签约
    role          = 市科技部门
    working_days  = parameter.公示工作日
    condition     = working_days_between(公示开始日期, period_end) >= parameter.公示工作日
    note_required = true
    basis         = "示例：公示满规定的工作日，没有异议或异议不成立"
  }
  step "签约" {
    code          = "sign"
    from          = [待签约]
    to            = 已签约
    role          = 市科技复核
    condition     = 核定补助 > 0 && !is_missing(合同编号)
    separate_from = [公示拟立项, 公示期满无异议]
  }
  step "放弃签约" {
    code          = "renounce"
    from          = [待签约]
    to            = 流榜
    role          = 市科技部门
    note_required = true
  }
  step "确认中期里程碑" {
    code          = "confirm_midterm"
    from          = [已签约]
    to            = 中期达标
    role          = 市科技部门
    condition     = !is_missing(中期评估结论)
    note_required = true
  }
  step "验收" {
    code          = "accept"
    from          = [中期达标]
    to            = 已验收
    role          = 市科技复核
    condition     = !is_missing(验收结论)
    note_required = true
    separate_from = [确认中期里程碑]
  }
  step "终止" {
    code          = "reject"
    from          = [已签约, 中期达标]
    to            = 未通过验收
    role          = 市科技复核
    note_required = true
    basis         = "示例：中期不达标或未通过验收，已拨资金退回；符合宽容失败规定的在意见中写明"
  }

  count "在榜项目" {
    code  = "open_count"
    unit  = "个"
    place = 牵头县
    where = state == "已发榜" || state == "评审" || state == "公示" || state == "异议核查"
  }
  count "流榜项目" {
    code  = "failed_count"
    unit  = "个"
    place = 牵头县
    where = state == "流榜"
  }
  count "未通过验收项目" {
    code  = "rejected_count"
    unit  = "个"
    place = 牵头县
    where = state == "未通过验收"
  }
}

register "联合出资" {
  code       = "joint_contribution"
  basis      = "潍政字〔2024〕12号 三(二)2：相邻县可以联合发布榜单"
  cycle      = year
  key        = [榜单, 出资县]
  definition = "参加的县（含牵头县）一县一行，各自的出资和协议"

  field "榜单" {
    code     = "project"
    type     = reference
    register = 联合榜单项目
    required = true
  }
  field "出资县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "出资额" {
    code     = "amount"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "承担任务" {
    code     = "task"
    type     = text
    required = true
  }
  field "联合协议文号" {
    code     = "document"
    type     = text
    required = true
  }
}

register "揭榜申请" {
  code       = "answer"
  basis      = "潍政字〔2024〕12号 三(二)2；评审分项为示例"
  cycle      = year
  key        = [榜单, 揭榜方]
  definition = "一个榜单可以有多家揭榜，一家一行；分项得分由专家评审填写"

  field "榜单" {
    code     = "project"
    type     = reference
    register = 联合榜单项目
    required = true
  }
  field "揭榜方" {
    code     = "applicant"
    type     = text
    required = true
  }
  field "揭榜日期" {
    code     = "answered_on"
    type     = date
    required = true
  }
  field "形式审查合格" {
    code     = "is_admitted"
    type     = flag
    required = true
  }
  field "技术方案得分" {
    code = "plan_score"
    type = number
    unit = "分"
    min  = 0
    max  = 100
  }
  field "团队能力得分" {
    code = "team_score"
    type = number
    unit = "分"
    min  = 0
    max  = 100
  }
  field "经费合理得分" {
    code = "cost_score"
    type = number
    unit = "分"
    min  = 0
    max  = 100
  }
}

formula "揭榜得分" {
  code         = "answer_score"
  subject      = 揭榜申请
  cycle        = year
  unit         = "分"
  decimals     = 2
  rounding     = half_up
  value        = 技术方案得分 * parameter.技术方案权重 + 团队能力得分 * parameter.团队能力权重 + 经费合理得分 * parameter.经费合理权重
  where        = 形式审查合格
  when_missing = missing
  basis        = "示例：三个分项按权重相加"
}

formula "揭榜名次" {
  code         = "answer_rank"
  subject      = 揭榜申请
  cycle        = year
  unit         = "无量纲"
  value        = rank(same(榜单), 揭榜得分, largest_first, competition)
  when_missing = missing
  basis        = "示例：同一榜单的揭榜方按得分比较"
}

formula "揭榜数" {
  code         = "answers"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "无量纲"
  value        = count_rows(揭榜申请.榜单, 形式审查合格)
  when_missing = missing
  basis        = "示例：形式审查合格的揭榜方"
}

formula "最高得分" {
  code         = "best_score"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "分"
  value        = largest_row(揭榜申请.榜单, 揭榜得分, 形式审查合格)
  when_missing = missing
  basis        = "示例：揭榜方得分最高的"
}

formula "揭榜方得分" {
  code         = "winner_score"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "分"
  value        = largest_row(揭榜申请.榜单, 揭榜得分, 形式审查合格 && 揭榜方 == 榜单.揭榜方)
  when_missing = missing
  basis        = "示例：所填揭榜方的得分"
}

formula "联合出资合计" {
  code         = "contribution"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "万元"
  value        = sum_rows(联合出资.榜单, 出资额)
  when_missing = missing
  place        = 牵头县
  basis        = "潍政字〔2024〕12号 三(二)2：相邻县可以联合发布榜单"
}

formula "签约应拨" {
  code         = "due_on_signing"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "万元"
  decimals     = 2
  rounding     = half_up
  value        = 核定补助 * parameter.签约拨付比例
  where        = state == "已签约" || state == "中期达标" || state == "已验收"
  when_missing = missing
  basis        = "示例：三期 30∶40∶30"
}

formula "中期应拨" {
  code         = "due_at_midterm"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "万元"
  decimals     = 2
  rounding     = half_up
  value        = 核定补助 * parameter.中期拨付比例
  where        = state == "中期达标" || state == "已验收"
  when_missing = missing
  basis        = "示例：三期 30∶40∶30"
}

formula "验收应拨" {
  code         = "due_on_acceptance"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "万元"
  value        = 核定补助 - 签约应拨 - 中期应拨
  where        = state == "已验收"
  when_missing = missing
  basis        = "示例：三期 30∶40∶30，末期为余数，三期合计等于核定补助"
}

allocation "联合榜单资金分配" {
  code       = "joint_fund"
  basis      = "潍政字〔2024〕12号 三(二)2"
  subject    = 联合榜单项目
  cycle      = year
  where      = 最高得分 >= parameter.立项最低得分
  unit       = "万元"
  budget     = sum(all, 联合出资合计)
  step       = 1
  cap        = 申请补助
  surplus    = keep
  definition = "总额是各县联合出资的合计，流榜的出资也在内；按拟立项揭榜方的得分分，不超过申请补助，余下的留存（示例）。"

  factor "最高得分" {
    code   = "score"
    unit   = "分"
    value  = 最高得分
    weight = 100
  }
}

ledger "联合榜单资金台账" {
  code         = "fund"
  basis        = "潍政字〔2024〕12号 三(二)2；账户和业务的划分为示例"
  closing_role = 市科技部门
  definition   = "各县出资归集到资金池，按签约、中期、验收三期拨付；未通过验收的退回，流榜的退还出资县"

  asset "联合榜单资金" {
    code     = "money"
    unit     = "万元"
    decimals = 2
  }

  account "县级出资" {
    code       = "county"
    holder     = county
    definition = "各县财政，余额为负数的绝对值即累计净出资"
  }
  account "资金池" {
    code   = "pool"
    holder = one
    min    = 0
  }
  account "项目资金" {
    code       = "project"
    holder     = project
    min        = 0
    definition = "已拨付、还没有验收的资金，代码填榜单编号"
  }
  account "验收合格支出" {
    code   = "spent"
    holder = one
    min    = 0
  }

  entry "归集出资" {
    code     = "collect"
    basis    = "联合协议和出资文件"
    from     = [县级出资]
    to       = [资金池]
    role     = 市科技部门
    document = true
  }
  entry "签约拨付" {
    code        = "pay_signing"
    basis       = "示例：第一期，合同签订后，数量见核算项“签约应拨”"
    from        = [资金池]
    to          = [项目资金]
    role        = 市科技部门
    second_role = 市科技复核
    document    = true
  }
  entry "中期拨付" {
    code    = "pay_midterm"
    same_as = 签约拨付
    basis   = "示例：第二期，中期里程碑确认后，数量见核算项“中期应拨”"
  }
  entry "验收拨付" {
    code    = "pay_acceptance"
    same_as = 签约拨付
    basis   = "示例：第三期，验收合格后，数量见核算项“验收应拨”"
  }
  entry "验收结转" {
    code     = "close_project"
    basis    = "验收合格文件"
    from     = [项目资金]
    to       = [验收合格支出]
    role     = 市科技部门
    document = true
  }
  entry "退回已拨资金" {
    code     = "give_back"
    basis    = "示例：未通过验收或终止的，未通过部分退回资金池"
    from     = [项目资金]
    to       = [资金池]
    role     = 市科技部门
    document = true
  }
  entry "退还出资" {
    code        = "return_contribution"
    basis       = "示例：流榜、终止或有留存的，按联合协议退还出资县"
    from        = [资金池]
    to          = [县级出资]
    role        = 市科技部门
    second_role = 市科技复核
    document    = true
  }
}
