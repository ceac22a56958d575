# 揭榜挂帅联合榜单:环节取自通行做法,补助标准未见公布,分期比例、得分和资金分法均为示例。

pack "揭榜挂帅联合榜单" {
  code       = "joint_challenge"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 三(二)2"
  valid_from = "2024-01-01"
  certainty  = example
  note       = "发榜、揭榜、评审、签约、里程碑、验收的环节为通行做法；相邻县联合发榜有据；补助标准未见公布，得分、分期 30∶40∶30、资金按得分分配均为示例。"
}

role "发榜县科技部门" {
  code = "county_science"
}

role "市科技部门" {
  code = "city_science"
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
  code = "midterm_share"
  unit = "%"
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
  definition = "相邻县联合发榜的，一个榜单项目一行；联合出资是参加的县出资之和"

  field "榜单编号" {
    code     = "number"
    type     = text
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
  field "联合县" {
    code  = "partner"
    type  = place
    level = county
  }
  field "联合出资" {
    code     = "contribution"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "评审得分" {
    code       = "score"
    type       = number
    unit       = "无量纲"
    min        = 0
    max        = 100
    definition = "没有揭榜的不填"
  }
  field "申请补助" {
    code     = "request"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }

  rule "牵头县与联合县不同" {
    code     = "counties_differ"
    check    = is_missing(联合县) || 牵头县 != 联合县
    strength = refuse
  }

  state "征集" {
    code = "collected"
  }
  state "已发榜" {
    code = "published"
  }
  state "已揭榜" {
    code = "answered"
  }
  state "已签约" {
    code = "signed"
  }
  state "中期达标" {
    code = "midterm_met"
  }
  state "已验收" {
    code  = "accepted"
    final = true
  }
  state "流榜" {
    code  = "failed"
    final = true
  }

  step "发榜" {
    code = "publish"
    from = [征集]
    to   = 已发榜
    role = 发榜县科技部门
  }
  step "登记揭榜与评审" {
    code      = "answer"
    from      = [已发榜]
    to        = 已揭榜
    role      = 发榜县科技部门
    condition = 评审得分 > 0
  }
  step "无人揭榜" {
    code          = "fail"
    from          = [已发榜]
    to            = 流榜
    role          = 发榜县科技部门
    note_required = true
  }
  step "签约" {
    code          = "sign"
    from          = [已揭榜]
    to            = 已签约
    role          = 市科技部门
    separate_from = [登记揭榜与评审]
  }
  step "确认中期里程碑" {
    code          = "confirm_midterm"
    from          = [已签约]
    to            = 中期达标
    role          = 市科技部门
    note_required = true
  }
  step "验收" {
    code          = "accept"
    from          = [中期达标]
    to            = 已验收
    role          = 市科技部门
    note_required = true
    separate_from = [确认中期里程碑]
  }
}

formula "签约后拨付" {
  code         = "paid_on_signing"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "万元"
  value        = 申请补助 * parameter.签约拨付比例
  when_missing = missing
  basis        = "潍政字〔2024〕12号 三(二)2"
  definition   = "示例"
}

formula "中期达标后累计拨付" {
  code         = "paid_at_midterm"
  subject      = 联合榜单项目
  cycle        = year
  unit         = "万元"
  value        = 申请补助 * (parameter.签约拨付比例 + parameter.中期拨付比例)
  when_missing = missing
  basis        = "潍政字〔2024〕12号 三(二)2"
  definition   = "示例；其余在验收后拨付"
}

allocation "联合榜单资金分配" {
  code       = "joint_fund"
  basis      = "潍政字〔2024〕12号 三(二)2"
  subject    = 联合榜单项目
  cycle      = year
  where      = 评审得分 > 0
  unit       = "万元"
  budget     = sum(all, 联合出资)
  step       = 1
  cap        = 申请补助
  surplus    = keep
  definition = "总额是各榜单联合出资的合计，没有揭榜的出资也在内；按评审得分分，不超过申请额，余下的留存（示例）。"

  factor "评审得分" {
    code   = "score"
    unit   = "无量纲"
    value  = 评审得分
    weight = 100
  }
}
