# 专精特新中小企业认定（2022 年办法，2026 年 3 月 31 日止）：四项条件必须同时达到，评分 60 分以上或符合直通条件。
pack "专精特新中小企业认定（2022 年办法）" {
  code       = "specialised_sme"
  version    = "2022.1"
  basis      = "工信部企业〔2022〕63号"
  valid_from = "2022-06-01"
  valid_to   = "2026-03-31"
  certainty  = secondary
  note       = "四项条件和评分表由两份独立实现核对，未见原文，标为二手；地方特色指标由各省规定，按省里文件计分后填入。2026 年 4 月 1 日起执行新办法，新办法的评分表未见。"
}

choices "产业领域" {
  code = "field"
  options = {
    key   = "产业链关键领域"
    other = "其他领域"
    none  = "不属于"
  }
}

choices "数字化水平" {
  code = "digital"
  options = {
    three = "三级以上"
    two   = "二级"
    one   = "一级"
  }
}

choices "知识产权情形" {
  code = "ip_kind"
  options = {
    a = "A"
    b = "B"
    c = "C"
    d = "D"
    e = "无"
  }
}

choices "研发机构级别" {
  code = "institution"
  options = {
    national   = "国家级"
    provincial = "省级"
    municipal  = "市级"
    below      = "市级以下"
    none       = "无"
  }
}

parameter "领域得分" {
  code = "field_points"
  unit = "分"
  by   = 产业领域
  value {
    values     = { 产业链关键领域 = 5, 其他领域 = 3, 不属于 = 0 }
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "数字化得分" {
  code = "digital_points"
  unit = "分"
  by   = 数字化水平
  value {
    values     = { 三级以上 = 5, 二级 = 3, 一级 = 0 }
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "知识产权得分" {
  code = "ip_points"
  unit = "分"
  by   = 知识产权情形
  value {
    values     = { A = 10, B = 8, C = 6, D = 2, 无 = 0 }
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
    note       = "分值二手，各档文字见办法附件，由审核人判定"
  }
}

parameter "研发机构得分" {
  code = "institution_points"
  unit = "分"
  by   = 研发机构级别
  value {
    values     = { 国家级 = 10, 省级 = 8, 市级 = 4, 市级以下 = 2, 无 = 0 }
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "主营收入占比得分" {
  code         = "main_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[80, 5], [70, 3], [60, 1]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "主营收入平均增长得分" {
  code         = "growth_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[10, 10], [8, 8], [6, 6], [4, 4], [0, 2]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "净利率得分" {
  code         = "margin_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[10, 10], [8, 8], [6, 6], [4, 4], [2, 2]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "资产负债率得分" {
  code         = "debt_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_most
  version {
    rows       = [[50, 5], [60, 3], [70, 1]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "研发费用额得分" {
  code         = "research_amount_points"
  operand_unit = "万元"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[500, 10], [400, 8], [300, 6], [200, 4], [100, 2]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "研发费用占比得分" {
  code         = "research_share_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[10, 10], [8, 8], [6, 6], [4, 4], [3, 2]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

table "研发人员占比得分" {
  code         = "research_staff_points"
  operand_unit = "%"
  unit         = "分"
  reading      = at_least
  version {
    rows       = [[20, 5], [10, 3], [5, 1]]
    otherwise  = 0
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "从事年限最高分" {
  code = "years_points_max"
  unit = "分"
  value {
    value      = 5
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "每项质量管理得分" {
  code = "quality_points"
  unit = "分"
  value {
    value      = 3
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "质量管理最高分" {
  code = "quality_points_max"
  unit = "分"
  value {
    value      = 5
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低从事年限" {
  code = "years_min"
  unit = "年"
  value {
    value      = 2
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低研发费用" {
  code = "research_min"
  unit = "万元"
  value {
    value      = 100
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低研发费用占比" {
  code = "research_share_min"
  unit = "%"
  value {
    value      = 3
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "最低营业收入" {
  code = "revenue_min"
  unit = "万元"
  value {
    value      = 1000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "股权融资替代额" {
  code = "equity_instead"
  unit = "万元"
  value {
    value      = 2000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
    note       = "近两年新增股权融资总额，可替代营业收入要求"
  }
}

parameter "总分最低要求" {
  code = "pass_score"
  unit = "分"
  value {
    value      = 60
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
  }
}

parameter "直通研发费用" {
  code = "direct_research"
  unit = "万元"
  value {
    value      = 1000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
    note       = "近两年年均"
  }
}

parameter "直通股权融资" {
  code = "direct_equity"
  unit = "万元"
  value {
    value      = 6000
    valid_from = "2022-06-01"
    valid_to   = "2026-03-31"
    issuer     = "工业和信息化部"
    document   = "工信部企业〔2022〕63号"
    certainty  = secondary
    note       = "近两年合格机构投资者实缴额"
  }
}

register "专精特新申报" {
  code       = "specialised_sme"
  basis      = "工信部企业〔2022〕63号"
  cycle      = year
  key        = [统一社会信用代码]
  definition = "申请认定或复核的中小企业，每年一份数据"

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
  field "从事细分市场年限" {
    code = "years"
    type = number
    unit = "年"
    min  = 0
  }
  field "营业收入" {
    code = "revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "主营业务收入" {
    code = "main_revenue"
    type = money
    unit = "万元"
    min  = 0
  }
  field "主营收入近两年平均增长率" {
    code = "main_growth"
    type = number
    unit = "%"
  }
  field "净利润" {
    code = "profit"
    type = money
    unit = "万元"
  }
  field "资产总额" {
    code = "assets"
    type = money
    unit = "万元"
    min  = 0
  }
  field "负债总额" {
    code = "debt"
    type = money
    unit = "万元"
    min  = 0
  }
  field "研发费用" {
    code = "research"
    type = money
    unit = "万元"
    min  = 0
  }
  field "上年研发费用" {
    code = "research_before"
    type = money
    unit = "万元"
    min  = 0
  }
  field "职工总数" {
    code = "staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "研发人员数" {
    code = "research_staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "近两年股权融资" {
    code = "equity"
    type = money
    unit = "万元"
    min  = 0
  }
  field "领域" {
    code    = "industry_field"
    type    = choice
    choices = 产业领域
  }
  field "数字化等级" {
    code    = "digital_level"
    type    = choice
    choices = 数字化水平
  }
  field "质量管理项数" {
    code       = "quality"
    type       = number
    unit       = "项"
    min        = 0
    definition = "质量奖、质量管理体系认证、自主品牌、参与制修订标准，每项一计"
  }
  field "地方特色得分" {
    code       = "local_points"
    type       = number
    unit       = "分"
    min        = 0
    max        = 15
    definition = "按省里规定计分，不超过 15 分"
  }
  field "知识产权" {
    code    = "ip"
    type    = choice
    choices = 知识产权情形
  }
  field "研发机构" {
    code    = "institution"
    type    = choice
    choices = 研发机构级别
  }
  field "获奖或大赛直通" {
    code       = "has_award"
    type       = flag
    definition = "近三年省级科技奖励前三名、国家级科技奖励前五名，或创客中国全国 500 强"
  }
}

evaluation "专精特新中小企业认定" {
  code      = "specialised_sme_score"
  basis     = "工信部企业〔2022〕63号"
  subject   = 专精特新申报
  cycle     = year
  weights   = points
  aggregate = weighted_sum
  ties      = competition
  unmet_grade = "不符合"

  branch "专业化" {
    code      = "focus"
    aggregate = weighted_sum

    indicator "主营收入占比指标" {
      code          = "main_score"
      unit          = "分"
      value         = lookup(主营收入占比得分, 主营业务收入 / 营业收入)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "主营收入增长指标" {
      code          = "growth_score"
      unit          = "分"
      value         = lookup(主营收入平均增长得分, 主营收入近两年平均增长率)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "从事年限指标" {
      code          = "years_score"
      unit          = "分"
      value         = min(parameter.从事年限最高分, floor(in_unit(从事细分市场年限, "年") / 2))
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "领域指标" {
      code          = "field_score"
      unit          = "分"
      value         = parameter.领域得分[领域]
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "精细化" {
    code      = "refinement"
    aggregate = weighted_sum

    indicator "数字化指标" {
      code          = "digital_score"
      unit          = "分"
      value         = parameter.数字化得分[数字化等级]
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "质量管理指标" {
      code          = "quality_score"
      unit          = "分"
      value         = min(parameter.质量管理最高分, in_unit(质量管理项数, "项") * parameter.每项质量管理得分)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "净利率指标" {
      code          = "margin_score"
      unit          = "分"
      value         = lookup(净利率得分, 净利润 / 营业收入)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "资产负债率指标" {
      code          = "debt_score"
      unit          = "分"
      value         = lookup(资产负债率得分, 负债总额 / 资产总额)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "特色化" {
    code      = "local"
    aggregate = weighted_sum

    indicator "地方特色指标" {
      code          = "local_score"
      unit          = "分"
      value         = 地方特色得分
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  branch "创新能力" {
    code      = "innovation"
    aggregate = weighted_sum

    indicator "知识产权指标" {
      code          = "ip_score"
      unit          = "分"
      value         = parameter.知识产权得分[知识产权]
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "研发投入指标" {
      code          = "research_score"
      unit          = "分"
      value         = max(lookup(研发费用额得分, 研发费用), lookup(研发费用占比得分, 研发费用 / 营业收入))
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "研发人员指标" {
      code          = "research_staff_score"
      unit          = "分"
      value         = lookup(研发人员占比得分, 研发人员数 / 职工总数)
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
    indicator "研发机构指标" {
      code          = "institution_score"
      unit          = "分"
      value         = parameter.研发机构得分[研发机构]
      direction     = up
      normalise     = given
      when_missing  = score
      missing_score = 0
    }
  }

  criterion "从事特定细分市场满 2 年" {
    code     = "years"
    unit     = "年"
    value    = 从事细分市场年限
    at_least = parameter.最低从事年限
    evidence = "营业执照、主营业务合同"
  }
  criterion "上年度研发费用不低于 100 万元" {
    code     = "research_amount"
    unit     = "万元"
    value    = 研发费用
    at_least = parameter.最低研发费用
    evidence = "审计报告、研发费用辅助账"
  }
  criterion "研发费用占营业收入不低于 3%" {
    code     = "research_share"
    unit     = "%"
    value    = 研发费用 / 营业收入
    at_least = parameter.最低研发费用占比
    evidence = "审计报告"
  }
  criterion "营业收入 1000 万元以上，或近两年股权融资 2000 万元以上" {
    code      = "scale"
    condition = 营业收入 >= parameter.最低营业收入 || 近两年股权融资 >= parameter.股权融资替代额
    evidence  = "审计报告、投资协议及到账凭证"
  }

  direct "获奖或大赛、研发费用年均 1000 万元、股权融资 6000 万元之一" {
    code      = "direct_entry"
    condition = 获奖或大赛直通 == true || (研发费用 + 上年研发费用) / 2 >= parameter.直通研发费用 || 近两年股权融资 >= parameter.直通股权融资
    grade     = "符合"
  }

  grade "符合" {
    code           = "pass"
    score_at_least = parameter.总分最低要求
  }

  grade "不符合" {
    code = "fail"
    rest = true
  }
}
