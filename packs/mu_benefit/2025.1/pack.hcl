# 亩产效益综合评价:山东省框架,权重取济宁高新区 2023 年公开解读。
# 比 2024.1 版多：B、C 按总分划分，城镇土地使用税差别化影响表，D 类连续年数对应的气价加价。

pack "亩产效益综合评价" {
  code       = "mu_benefit"
  version    = "2025.1"
  basis      = "鲁政字〔2019〕235号；鲁工信运〔2024〕83号"
  valid_from = "2025-01-01"
  certainty  = example
  note       = "框架、A 不超过 20%、D 不低于 5% 为官方；单位用地销售收入权重、基准值口径、单项上下限、B 类最低分、城镇土地使用税系数为示例；D 类首年气价加价为青岛的二手数据，第二年起的加价未见，不计算。"
}

role "企业" {
  code = "enterprise"
}

role "县级部门" {
  code = "county_department"
}

role "县级工信部门" {
  code = "county_industry"
}

choices "能源行业" {
  code = "utility"
  options = {
    electricity = "电力、热力生产和供应"
    gas         = "燃气生产和供应"
    water       = "水的生产和供应"
    none        = "不属于"
  }
}

# ---------- 参数 ----------

parameter "部门审核时限" {
  code       = "review_days"
  unit       = "天"
  definition = "工作日"
  value {
    value      = 10
    valid_from = "2023-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "省里规定全年日历（名单 5 月底、数据 6 月底、7 月 15 日前办完），没有规定这一环节的天数"
  }
}

parameter "企业确认时限" {
  code       = "confirm_days"
  unit       = "天"
  definition = "工作日"
  value {
    value      = 5
    valid_from = "2023-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
    note       = "没有规定这一环节的天数"
  }
}

parameter "结果公示天数" {
  code       = "publicity_days"
  unit       = "天"
  definition = "期间可以申诉；按工作日计"
  value {
    value      = 5
    valid_from = "2024-07-10"
    issuer     = "济宁经济技术开发区"
    document   = "2024-07-10 公示"
    certainty  = official
    note       = "公示 5 天；济南一个区的应用里是 30 天（二手）。各地不同，换成本地的"
  }
}

parameter "单位用地税收权重" {
  code = "weight_tax_per_land"
  unit = "分"
  value {
    value      = 60
    valid_from = "2023-01-01"
    issuer     = "济宁高新区"
    document   = "11370800004234373R/2023-03816"
    certainty  = official
  }
}

parameter "单位用地销售收入权重" {
  code = "weight_sales_per_land"
  unit = "分"
  value {
    value      = 20
    valid_from = "2023-01-01"
    issuer     = "济宁高新区"
    document   = "11370800004234373R/2023-03816"
    certainty  = example
    note       = "公开页面在此处截断，20 为合计 100 的余数"
  }
}

parameter "其他指标权重" {
  code = "weight_other"
  unit = "分"
  value {
    value      = 5
    valid_from = "2023-01-01"
    issuer     = "济宁高新区"
    document   = "11370800004234373R/2023-03816"
    certainty  = official
  }
}

parameter "单项得分上限倍数" {
  code       = "ratio_cap"
  unit       = "倍"
  definition = "单项比值最高按基准值的多少倍计"
  value {
    value      = 1.5
    valid_from = "2023-01-01"
    issuer     = "示例"
    document   = "各地常见做法，未见山东原文"
    certainty  = example
  }
}

parameter "加分上限" {
  code = "bonus_max"
  unit = "分"
  value {
    value      = 20
    valid_from = "2023-01-01"
    issuer     = "济宁高新区"
    document   = "11370800004234373R/2023-03816"
    certainty  = official
  }
}

parameter "A类比例上限" {
  code = "share_a_max"
  unit = "无量纲"
  definition = "百分数，20 表示 20%"
  value {
    value      = 20
    valid_from = "2019-12-01"
    issuer     = "山东省人民政府"
    document   = "鲁政字〔2019〕235号"
    certainty  = official
  }
}

parameter "D类比例下限" {
  code = "share_d_min"
  unit = "无量纲"
  definition = "百分数，5 表示 5%"
  value {
    value      = 5
    valid_from = "2019-12-01"
    issuer     = "山东省人民政府"
    document   = "鲁政字〔2019〕235号"
    certainty  = official
  }
}

parameter "B类最低分" {
  code = "score_b_min"
  unit = "分"
  value {
    value      = 80
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "省、市文件未公布"
    certainty  = example
    note       = "省里未规定 B、C 的划分"
  }
}

parameter "A类土地使用税系数" {
  code = "tax_factor_a"
  unit = "%"
  value {
    value      = 50
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "省、市文件未公布"
    certainty  = example
    note       = "临朐县试点比例未公开"
  }
}

parameter "B类土地使用税系数" {
  code = "tax_factor_b"
  unit = "%"
  value {
    value      = 80
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "省、市文件未公布"
    certainty  = example
    note       = "临朐县试点比例未公开"
  }
}

parameter "C类土地使用税系数" {
  code = "tax_factor_c"
  unit = "%"
  value {
    value      = 100
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "省、市文件未公布"
    certainty  = example
    note       = "临朐县试点比例未公开"
  }
}

parameter "D类土地使用税系数" {
  code = "tax_factor_d"
  unit = "%"
  value {
    value      = 100
    valid_from = "2025-01-01"
    issuer     = "示例"
    document   = "省、市文件未公布"
    certainty  = example
    note       = "临朐县试点比例未公开"
  }
}

table "D类气价加价" {
  code         = "gas_step"
  operand_unit = "无量纲"
  unit         = "元/立方米"
  reading      = linear
  definition   = "按连续为 D 类的年数；表外没有数"
  version {
    rows       = [[0, 0], [1, 1]]
    valid_from = "2022-01-01"
    issuer     = "青岛市发展和改革委员会"
    document   = "青发改规〔2020〕2号、鲁发改价格〔2022〕56号"
    certainty  = secondary
    note       = "首年每立方米加 1 元；第二年、第三年起的加价未见"
  }
}

# ---------- 名录 ----------

register "工业企业" {
  code       = "industrial_enterprise"
  basis      = "鲁政字〔2019〕235号"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "参加亩产效益评价的工业企业，每年一份数据"

  field "统一社会信用代码" {
    code     = "credit_code"
    type     = enterprise
    required = true
  }
  field "企业名称" {
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
  field "规上" {
    code       = "above_scale"
    type       = flag
    required   = true
    definition = "年主营业务收入 2000 万元及以上，以统计部门上年年报名单为准"
  }
  field "能源供应行业" {
    code    = "utility"
    type    = choice
    choices = 能源行业
  }
  field "投产日期" {
    code = "started_on"
    type = date
  }
  field "用地面积" {
    code       = "land_area"
    type       = number
    class      = sensitive
    unit       = "亩"
    min        = 0
    definition = "自有加租入减租出的工业用地"
  }
  field "实缴税金" {
    code  = "tax_paid"
    type  = money
    class = sensitive
    unit  = "万元"
  }
  field "销售收入" {
    code  = "sales"
    type  = money
    class = sensitive
    unit  = "万元"
    min   = 0
  }
  field "工业增加值" {
    code  = "value_added"
    type  = money
    class = sensitive
    unit  = "万元"
  }
  field "综合能耗" {
    code  = "energy"
    type  = number
    class = sensitive
    unit  = "吨标准煤"
    min   = 0
  }
  field "主要污染物排放量" {
    code  = "emission"
    type  = number
    class = sensitive
    unit  = "吨"
    min   = 0
  }
  field "研发经费" {
    code  = "research"
    type  = money
    class = sensitive
    unit  = "万元"
    min   = 0
  }
  field "平均职工人数" {
    code  = "staff"
    type  = number
    class = sensitive
    unit  = "人"
    min   = 0
  }
  field "用气用电户号" {
    code       = "utility_account"
    type       = text
    definition = "执行差别化价格的户号，多个用顿号隔开"
  }
  field "应税土地面积" {
    code  = "taxable_area"
    type  = number
    class = sensitive
    unit  = "平方米"
    min   = 0
  }
  field "土地等级税额" {
    code       = "land_rate"
    type       = number
    class      = sensitive
    unit       = "元/平方米"
    min        = 0
    definition = "所在土地等级的城镇土地使用税年税额标准"
  }
  field "年用气量" {
    code  = "gas"
    type  = number
    class = sensitive
    unit  = "万立方米"
    min   = 0
  }
  field "加分事项得分" {
    code  = "bonus_points"
    type  = number
    class = sensitive
    unit  = "分"
    min   = 0
  }
  field "重大安全环保事故" {
    code = "major_accident"
    type = flag
  }

  rule "用地面积应大于 0；没有用地的请在备注说明并申请暂不评价" {
    code     = "land_positive"
    check    = 用地面积 > 0
    strength = warn
  }
  rule "研发经费不应超过销售收入" {
    code     = "research_within_sales"
    check    = 研发经费 <= 销售收入
    strength = warn
  }

  duplicate "名称相近且用地、税金几乎相同" {
    code    = "same_firm"
    similar = { 企业名称 = 0.85 }
    near    = { 用地面积 = 0.02, 实缴税金 = 0.02 }
  }

  state "待填报" {
    code = "to_fill"
  }
  state "待审核" {
    code = "to_review"
  }
  state "待确认" {
    code = "to_confirm"
  }
  state "已确认" {
    code  = "confirmed"
    final = true
  }

  step "填报" {
    code = "submit"
    from = [待填报]
    to   = 待审核
    role = 企业
  }
  step "部门审核" {
    code         = "review"
    from         = [待审核]
    to           = 待确认
    role         = 县级部门
    working_days = parameter.部门审核时限
    separate_from = [填报]
  }
  step "退回" {
    code          = "send_back"
    from          = [待审核, 待确认]
    to            = 待填报
    role          = 县级工信部门
    note_required = true
  }
  step "企业确认" {
    code         = "confirm"
    from         = [待确认]
    to           = 已确认
    role         = 企业
    working_days = parameter.企业确认时限
  }

  count "参评企业数" {
    code  = "evaluated_firms"
    unit  = "家"
    where = state == "已确认"
    place = 所在县
  }
}

# ---------- 评价 ----------

evaluation "亩产效益综合评价" {
  code      = "mu_benefit_score"
  basis     = "鲁政字〔2019〕235号"
  subject   = 工业企业
  cycle     = year
  weights   = given
  aggregate = weighted_sum
  ties      = competition
  bonus_max = parameter.加分上限
  # 济高新管发〔2024〕4号 275 家中 A 类 55 家,只有连同暂不评价的企业作基数才不超过 20%。
  share_base     = with_not_evaluated
  publicity_days = parameter.结果公示天数

  exclude "电力、热力、燃气、水的生产和供应业不评价" {
    code      = "utility"
    condition = one_of(能源供应行业, ["电力、热力生产和供应", "燃气生产和供应", "水的生产和供应"])
  }
  exclude "投产不满两年" {
    code      = "start_up"
    condition = years_between(投产日期, period_end) < 2
    basis     = "示例；省文件要求各地对新办企业另作规定"
  }
  exclude "用地面积缺失或为零" {
    code      = "no_land"
    condition = is_missing(用地面积) || 用地面积 == 0
    basis     = "示例"
  }

  pool "规上" {
    code  = "above_scale"
    where = 规上 == true

    indicator "单位用地税收" {
      code         = "tax_per_land"
      unit         = "万元/亩"
      value        = 实缴税金 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 实缴税金) / sum(pool, 用地面积)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = not_ranked
      weight       = parameter.单位用地税收权重
    }
    indicator "单位用地销售收入" {
      code         = "sales_per_land"
      unit         = "万元/亩"
      value        = 销售收入 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 销售收入) / sum(pool, 用地面积)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = not_ranked
      weight       = parameter.单位用地销售收入权重
    }
    indicator "单位能耗销售收入" {
      code         = "sales_per_energy"
      unit         = "万元/吨标准煤"
      value        = 销售收入 / 综合能耗
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 销售收入) / sum(pool, 综合能耗)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = peer_mean_score
      weight       = parameter.其他指标权重
    }
    indicator "单位污染物排放销售收入" {
      code         = "sales_per_emission"
      unit         = "万元/吨"
      value        = 销售收入 / 主要污染物排放量
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 销售收入) / sum(pool, 主要污染物排放量)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = peer_mean_score
      weight       = parameter.其他指标权重
    }
    indicator "研发经费投入强度" {
      code         = "research_intensity"
      unit         = "%"
      value        = 研发经费 / 销售收入
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 研发经费) / sum(pool, 销售收入)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = not_ranked
      weight       = parameter.其他指标权重
    }
    indicator "全员劳动生产率" {
      code         = "labour_productivity"
      unit         = "万元/人"
      value        = 工业增加值 / 平均职工人数
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 工业增加值) / sum(pool, 平均职工人数)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = not_ranked
      weight       = parameter.其他指标权重
    }
  }

  pool "规下" {
    code  = "below_scale"
    where = 规上 == false && 用地面积 >= quantity(3, "亩")

    indicator "单位用地税收" {
      code         = "tax_per_land"
      unit         = "万元/亩"
      value        = 实缴税金 / 用地面积
      direction    = up
      normalise    = ratio
      benchmark    = sum(pool, 实缴税金) / sum(pool, 用地面积)
      cap          = parameter.单项得分上限倍数
      floor        = 0
      when_missing = not_ranked
      weight       = 100
    }
  }

  bonus "加分事项" {
    code  = "bonus"
    value = 加分事项得分
  }

  veto "发生重大安全环保事故" {
    code      = "accident"
    condition = 重大安全环保事故 == true
    grade     = "D"
    basis     = "示例"
  }

  grade "A" {
    code          = "a"
    share_at_most = parameter.A类比例上限
  }
  grade "B" {
    code           = "b"
    score_at_least = parameter.B类最低分
  }
  grade "C" {
    code = "c"
    rest = true
  }
  grade "D" {
    code           = "d"
    share_at_least = parameter.D类比例下限
  }

  consecutive "连续 D 类年数" {
    code  = "years_in_d"
    grade = "D"
  }
}

# ---------- 评价结果的运用 ----------

formula "标准城镇土地使用税" {
  code         = "land_tax_standard"
  subject      = 工业企业
  cycle        = year
  unit         = "元"
  value        = 应税土地面积 * 土地等级税额
  when_missing = missing
  decimals     = 2
  rounding     = half_up
  place        = 所在县
  basis        = "示例；鲁政字〔2019〕235号提出实行差别化政策"
  definition   = "不考虑评价结果的年税额"
}

formula "差别化城镇土地使用税" {
  code         = "land_tax"
  subject      = 工业企业
  cycle        = year
  unit         = "元"
  value        = formula.标准城镇土地使用税 * (grade_of(亩产效益综合评价) == "A" ? parameter.A类土地使用税系数 : (grade_of(亩产效益综合评价) == "B" ? parameter.B类土地使用税系数 : (grade_of(亩产效益综合评价) == "C" ? parameter.C类土地使用税系数 : parameter.D类土地使用税系数)))
  when_missing = missing
  decimals     = 2
  rounding     = half_up
  place        = 所在县
  basis        = "示例；鲁政字〔2019〕235号提出实行差别化政策"
  definition   = "按评价档次折算；没有档次的企业不计算"
}

formula "城镇土地使用税变化" {
  code         = "land_tax_change"
  subject      = 工业企业
  cycle        = year
  unit         = "元"
  value        = formula.差别化城镇土地使用税 - formula.标准城镇土地使用税
  when_missing = missing
  decimals     = 2
  rounding     = half_up
  place        = 所在县
  basis        = "示例；鲁政字〔2019〕235号提出实行差别化政策"
  definition   = "负数为少缴"
}

formula "气价加价支出" {
  code         = "gas_surcharge"
  subject      = 工业企业
  cycle        = year
  unit         = "元"
  value        = 年用气量 * lookup(D类气价加价, years_in_grade(亩产效益综合评价, "D"))
  when_missing = missing
  decimals     = 2
  rounding     = half_up
  place        = 所在县
  basis        = "示例；鲁政字〔2019〕235号提出实行差别化政策"
  definition   = "连续第二年起的加价标准未见，不计算"
}
