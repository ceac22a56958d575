# 闲置土地认定与处置、增存挂钩:认定标准、闲置费、无偿收回为二手来源(2012-06-07 报道及办法通行引用),
# 各环节的时限未见原文;增存挂钩为自然资规〔2018〕1号的通行引用。

pack "闲置土地认定与处置" {
  code       = "idle_land"
  version    = "2019.2"
  basis      = "《闲置土地处置办法》（2012年修订）；自然资规〔2018〕1号"
  valid_from = "2019-01-01"
  certainty  = example
  note       = "认定标准和费率为二手来源，未见原文；办理时限为示例。已动工后中止开发的，办法是否征费未见，本版本只认定、不计费。与 2019.1 相比：批而未供已处置面积按地区合计。"
}

role "自然资源所" {
  code = "township_office"
}

role "县级自然资源部门" {
  code = "county_office"
}

role "县级人民政府" {
  code = "county_government"
}

role "土地使用权人" {
  code = "holder"
}

choices "取得方式" {
  code = "acquisition"
  options = {
    grant      = "出让"
    allocation = "划拨"
  }
}

choices "闲置情形" {
  code = "idle_kind"
  options = {
    none        = "不构成闲置"
    not_started = "未动工满一年"
    suspended   = "中止开发满一年"
  }
}

choices "处置意见" {
  code = "disposal"
  options = {
    none      = "不需处置"
    negotiate = "政府原因，协商处置"
    study     = "中止开发，研究处置"
    fee       = "征缴土地闲置费"
    recover   = "无偿收回"
  }
}

choices "存量类别" {
  code = "stock_kind"
  options = {
    unsupplied_old = "批而未供2009至2018年"
    unsupplied_new = "批而未供2019年以后"
    idle           = "闲置土地"
  }
}

parameter "动工面积比例界限" {
  code       = "built_share"
  unit       = "无量纲"
  definition = "已动工面积占应动工面积不足三分之一；写作应动工面积至少是已动工面积的 3 倍，避免三分之一除不尽"
  value {
    value      = 3
    valid_from = "2012-07-01"
    issuer     = "国土资源部"
    document   = "《闲置土地处置办法》（2012年修订）"
    certainty  = secondary
    note       = "据2012-06-07报道，未见原文"
  }
}

parameter "投资比例界限" {
  code       = "invested_share"
  unit       = "%"
  definition = "已投资额占总投资额不足此数"
  value {
    value      = 25
    valid_from = "2012-07-01"
    issuer     = "国土资源部"
    document   = "《闲置土地处置办法》（2012年修订）"
    certainty  = secondary
    note       = "据2012-06-07报道，未见原文"
  }
}

parameter "闲置认定年限" {
  code       = "idle_years"
  unit       = "无量纲"
  definition = "超过约定动工日期，或中止开发，满几年"
  value {
    value      = 1
    valid_from = "2012-07-01"
    issuer     = "国土资源部"
    document   = "《闲置土地处置办法》（2012年修订）"
    certainty  = secondary
    note       = "据2012-06-07报道，未见原文"
  }
}

parameter "无偿收回年限" {
  code       = "recover_years"
  unit       = "无量纲"
  definition = "未动工满几年"
  value {
    value      = 2
    valid_from = "2012-07-01"
    issuer     = "国土资源部"
    document   = "《闲置土地处置办法》（2012年修订）"
    certainty  = secondary
    note       = "据2012-06-07报道，未见原文"
  }
}

parameter "土地闲置费费率" {
  code       = "fee_rate"
  unit       = "%"
  definition = "占土地出让或划拨价款"
  value {
    value      = 20
    valid_from = "2012-07-01"
    issuer     = "国土资源部"
    document   = "《闲置土地处置办法》（2012年修订）"
    certainty  = secondary
    note       = "据2012-06-07报道，未见原文"
  }
}

parameter "完成任务奖励比例" {
  code       = "reward"
  unit       = "%"
  definition = "批而未供、闲置土地两项处置任务都完成的，核增计划指标"
  value {
    value      = 10
    valid_from = "2018-07-01"
    issuer     = "自然资源部"
    document   = "自然资规〔2018〕1号"
    certainty  = secondary
  }
}

parameter "未完成任务扣减比例" {
  code       = "penalty"
  unit       = "%"
  definition = "任何一项没有完成的，核减计划指标"
  value {
    value      = 20
    valid_from = "2018-07-01"
    issuer     = "自然资源部"
    document   = "自然资规〔2018〕1号"
    certainty  = secondary
  }
}

register "宗地" {
  code       = "parcel"
  basis      = "《闲置土地处置办法》（2012年修订）"
  cycle      = standing
  key        = [电子监管号]
  definition = "已供应的国有建设用地；动工、投资情况随时更新"

  field "电子监管号" {
    code     = "supervision_number"
    type     = text
    length   = 30
    required = true
  }
  field "宗地名称" {
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
  field "使用权人" {
    code = "holder"
    type = enterprise
  }
  field "取得方式" {
    code     = "acquisition"
    type     = choice
    choices  = 取得方式
    required = true
  }
  field "土地价款" {
    code       = "price"
    type       = money
    unit       = "万元"
    min        = 0
    definition = "出让或划拨价款"
  }
  field "宗地面积" {
    code     = "area"
    type     = number
    unit     = "公顷"
    min      = 0
    required = true
  }
  field "约定动工日期" {
    code       = "start_due"
    type       = date
    required   = true
    definition = "合同或划拨决定书约定、规定的动工开发日期；经批准延期的填延期后的日期"
  }
  field "实际动工日期" {
    code       = "started_on"
    type       = date
    definition = "没有动工的空着"
  }
  field "应动工面积" {
    code = "area_due"
    type = number
    unit = "公顷"
    min  = 0
  }
  field "已动工面积" {
    code = "area_started"
    type = number
    unit = "公顷"
    min  = 0
  }
  field "总投资额" {
    code = "investment_total"
    type = money
    unit = "万元"
    min  = 0
  }
  field "已投资额" {
    code = "investment_made"
    type = money
    unit = "万元"
    min  = 0
  }
  field "中止开发日期" {
    code       = "suspended_on"
    type       = date
    definition = "正在建设的空着"
  }
  field "政府原因" {
    code       = "government_cause"
    type       = flag
    required   = true
    definition = "经核实属政府、政府有关部门的行为造成动工开发延迟"
  }

  rule "已动工面积不大于应动工面积" {
    code     = "started_within_due"
    check    = 已动工面积 <= 应动工面积
    strength = warn
  }
  rule "实际动工日期不晚于中止开发日期" {
    code     = "started_before_suspended"
    check    = 实际动工日期 <= 中止开发日期
    strength = refuse
  }
  rule "中止开发的要填实际动工日期、面积和投资" {
    code     = "suspended_is_complete"
    check    = is_missing(中止开发日期) || !(is_missing(实际动工日期) || is_missing(应动工面积) || is_missing(已动工面积) || is_missing(总投资额) || is_missing(已投资额))
    strength = refuse
  }

  state "在册监测" {
    code = "monitored"
  }
  state "调查核实" {
    code = "investigated"
  }
  state "已认定闲置" {
    code = "confirmed"
  }
  state "处置中" {
    code = "in_disposal"
  }
  state "已处置" {
    code  = "disposed"
    final = true
  }

  step "下达调查通知书" {
    code = "notify"
    from = [在册监测]
    to   = 调查核实
    role = 县级自然资源部门
  }
  step "核实不构成闲置" {
    code          = "clear"
    from          = [调查核实]
    to            = 在册监测
    role          = 县级自然资源部门
    days          = 30
    note_required = true
  }
  step "下达认定书" {
    code          = "confirm"
    from          = [调查核实]
    to            = 已认定闲置
    role          = 县级自然资源部门
    days          = 30
    separate_from = [下达调查通知书]
    note_required = true
  }
  step "批准处置方案" {
    code          = "approve"
    from          = [已认定闲置]
    to            = 处置中
    role          = 县级人民政府
    note_required = true
  }
  step "撤销认定" {
    code          = "revoke"
    from          = [已认定闲置]
    to            = 在册监测
    role          = 县级人民政府
    note_required = true
  }
  step "处置完毕" {
    code          = "dispose"
    from          = [处置中]
    to            = 已处置
    role          = 县级自然资源部门
    separate_from = [下达认定书]
    note_required = true
  }
}

formula "动工面积比例" {
  code         = "started_share"
  subject      = 宗地
  cycle        = month
  unit         = "%"
  value        = 已动工面积 / 应动工面积
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "投资比例" {
  code         = "invested_share_now"
  subject      = 宗地
  cycle        = month
  unit         = "%"
  value        = 已投资额 / 总投资额
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "是否动工" {
  code         = "is_started"
  subject      = 宗地
  cycle        = month
  type         = flag
  value        = !is_missing(实际动工日期) && 实际动工日期 <= period_end
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
  definition   = "到核算期末是否已经动工"
}

formula "满一年之日" {
  code         = "idle_on"
  subject      = 宗地
  cycle        = month
  type         = date
  value        = later(约定动工日期, parameter.闲置认定年限, years)
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "满两年之日" {
  code         = "recoverable_on"
  subject      = 宗地
  cycle        = month
  type         = date
  value        = later(约定动工日期, parameter.无偿收回年限, years)
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "认定情形" {
  code         = "idle_kind_found"
  subject      = 宗地
  cycle        = month
  type         = choice
  choices      = 闲置情形
  value        = !是否动工 ? (years_between(约定动工日期, period_end) >= parameter.闲置认定年限 ? "未动工满一年" : "不构成闲置") : (is_missing(中止开发日期) || years_between(中止开发日期, period_end) < parameter.闲置认定年限 ? "不构成闲置" : ((已动工面积 * parameter.动工面积比例界限 < 应动工面积 || 投资比例 < parameter.投资比例界限) ? "中止开发满一年" : "不构成闲置"))
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）：超过约定动工日期满一年未动工；已动工但面积不足三分之一或投资不足百分之二十五，中止开发满一年"
}

formula "处置建议" {
  code         = "disposal_due"
  subject      = 宗地
  cycle        = month
  type         = choice
  choices      = 处置意见
  value        = 认定情形 == "不构成闲置" ? "不需处置" : (政府原因 ? "政府原因，协商处置" : (认定情形 == "中止开发满一年" ? "中止开发，研究处置" : (years_between(约定动工日期, period_end) >= parameter.无偿收回年限 ? "无偿收回" : "征缴土地闲置费")))
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）：未动工满一年征缴闲置费，满两年无偿收回；政府原因除外"
}

formula "土地闲置费" {
  code         = "idle_fee"
  subject      = 宗地
  cycle        = month
  unit         = "万元"
  value        = 土地价款 * parameter.土地闲置费费率
  where        = 处置建议 == "征缴土地闲置费"
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）：出让或划拨价款的百分之二十"
}

formula "距无偿收回天数" {
  code         = "days_to_recovery"
  subject      = 宗地
  cycle        = month
  unit         = "天"
  value        = of_unit(days_between(period_end, 满两年之日), "天")
  where        = 处置建议 == "征缴土地闲置费"
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "闲置宗地数" {
  code         = "idle_count"
  subject      = county
  cycle        = month
  unit         = "宗"
  value        = of_unit(count_rows(宗地.所在县, 认定情形 != "不构成闲置"), "宗")
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "闲置土地面积" {
  code         = "idle_area"
  subject      = county
  cycle        = month
  unit         = "公顷"
  value        = sum_rows(宗地.所在县, 宗地面积, 认定情形 != "不构成闲置")
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "应征土地闲置费" {
  code         = "idle_fee_total"
  subject      = county
  cycle        = month
  unit         = "万元"
  value        = sum_rows(宗地.所在县, 土地闲置费, 处置建议 == "征缴土地闲置费")
  when_missing = missing
  basis        = "《闲置土地处置办法》（2012年修订）"
}

formula "资料不全宗地数" {
  code         = "incomplete_count"
  subject      = county
  cycle        = month
  unit         = "宗"
  value        = of_unit(count_rows(宗地.所在县, is_missing(认定情形)), "宗")
  when_missing = missing
  basis        = "缺少日期、面积或投资，不能认定，也没有计入闲置"
}

register "存量土地处置任务" {
  code       = "stock_task"
  basis      = "自然资规〔2018〕1号"
  cycle      = year
  key        = [所在县, 类别]
  definition = "上级下达的批而未供和闲置土地处置任务及完成情况"

  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "类别" {
    code     = "kind"
    type     = choice
    choices  = 存量类别
    required = true
  }
  field "存量基数" {
    code     = "stock"
    type     = number
    unit     = "公顷"
    min      = 0
    required = true
  }
  field "已处置面积" {
    code     = "disposed_area"
    type     = number
    unit     = "公顷"
    min      = 0
    required = true
  }
  field "任务处置率" {
    code     = "rate_due"
    type     = number
    unit     = "%"
    min      = 0
    max      = 100
  }

  rule "已处置面积不大于存量基数" {
    code     = "disposed_within_stock"
    check    = 已处置面积 <= 存量基数
    strength = refuse
  }
}

formula "处置率" {
  code         = "disposal_rate"
  subject      = 存量土地处置任务
  cycle        = year
  unit         = "%"
  value        = 已处置面积 / 存量基数
  when_missing = missing
  basis        = "推断：已处置面积与存量基数之比，与公开数据相符；官方公式未见"
}

formula "批而未供已处置面积" {
  code         = "unsupplied_disposed"
  subject      = 存量土地处置任务
  cycle        = year
  unit         = "公顷"
  value        = 已处置面积
  where        = 类别 != "闲置土地"
  when_missing = missing
  place        = 所在县
  basis        = "自然资规〔2018〕1号：各批次已处置的批而未供土地"
}

formula "任务完成" {
  code         = "task_done"
  subject      = 存量土地处置任务
  cycle        = year
  type         = flag
  value        = 处置率 >= 任务处置率
  when_missing = missing
  basis        = "自然资规〔2018〕1号（二手）"
}

register "年度用地计划" {
  code       = "land_plan"
  basis      = "自然资规〔2018〕1号"
  cycle      = year
  key        = [所在县]
  definition = "每县每年一行"

  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "基础计划指标" {
    code     = "quota_base"
    type     = number
    unit     = "亩"
    min      = 0
    required = true
  }
}

formula "批而未供未完成任务数" {
  code         = "unsupplied_open"
  subject      = county
  cycle        = year
  unit         = "项"
  value        = of_unit(count_rows(存量土地处置任务.所在县, 类别 != "闲置土地" && (is_missing(任务完成) || !任务完成)), "项")
  when_missing = missing
  basis        = "自然资规〔2018〕1号（二手）"
}

formula "闲置未完成任务数" {
  code         = "idle_open"
  subject      = county
  cycle        = year
  unit         = "项"
  value        = of_unit(count_rows(存量土地处置任务.所在县, 类别 == "闲置土地" && (is_missing(任务完成) || !任务完成)), "项")
  when_missing = missing
  basis        = "自然资规〔2018〕1号（二手）"
}

formula "增存挂钩调整比例" {
  code         = "quota_change"
  subject      = county
  cycle        = year
  unit         = "%"
  value        = 批而未供未完成任务数 + 闲置未完成任务数 == 0 ? parameter.完成任务奖励比例 : 0 - parameter.未完成任务扣减比例
  where        = count_rows(存量土地处置任务.所在县) > 0
  when_missing = missing
  basis        = "自然资规〔2018〕1号（二手）：两项都完成核增百分之十，任何一项未完成核减百分之二十"
}

formula "核定计划指标" {
  code         = "quota_final"
  subject      = county
  cycle        = year
  unit         = "亩"
  value        = sum_rows(年度用地计划.所在县, 基础计划指标) * (1 + 增存挂钩调整比例)
  when_missing = missing
  basis        = "自然资规〔2018〕1号（二手）"
}
