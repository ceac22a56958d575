# 招商项目全域流转与飞地:宁德五五分成、淄博资本纽带型先行收回取自公开文件(二手或节录),
# 产值和固定资产投资五五分成只用于考核;首报保护期、停滞天数为示例。

pack "招商项目流转共享" {
  code       = "project_sharing"
  version    = "2024.4"
  basis      = "潍政字〔2024〕12号 三(五)3；发改地区〔2017〕922号"
  valid_from = "2017-01-01"
  certainty  = example
  note       = "宁德 2017 年、淄博 2022 年的分享比例为公开文件所载，文号未见；淄博二十年从何时起算未见，按收回投入后起算；首报保护期和停滞天数为示例。签约以后的增资另记一笔，只加数额，不加个数。与 2024.3 相比：首报保护期满的可以解除保护；停滞项目成为计数，可以列成清单；新引进外资项目按签约日期计入各年，供给目标；宁德的产值、固定资产投资五五分成按年计算；分享入账写明文号。"
}

role "首报地" {
  code = "out_county"
}

role "承接地" {
  code = "in_county"
}

role "市投资促进局" {
  code = "city_bureau"
}

parameter "首报保护期" {
  code       = "first_report_days"
  unit       = "无量纲"
  definition = "首报后几日内只能由首报县洽谈，各地自定；期满没有签约的可以解除保护"
  value {
    value      = 180
    valid_from = "2017-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

parameter "考核分享比例" {
  code       = "assessed_share"
  unit       = "%"
  definition = "流转项目的产值、固定资产投资在考核中计入流出地的部分"
  value {
    value      = 50
    valid_from = "2017-01-01"
    issuer     = "宁德市"
    document   = "2017年规定，文号未见"
    certainty  = secondary
  }
}

parameter "考核分享年数" {
  code       = "assessed_years"
  unit       = "无量纲"
  definition = "考核中产值、固定资产投资分享几年"
  value {
    value      = 5
    valid_from = "2017-01-01"
    issuer     = "宁德市"
    document   = "2017年规定，文号未见"
    certainty  = secondary
  }
}

parameter "停滞天数" {
  code       = "stalled_days"
  unit       = "无量纲"
  definition = "超过此数没有进展的列入停滞清单"
  value {
    value      = 180
    valid_from = "2017-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

register "招商项目" {
  code       = "project"
  definition = "全市招商项目，一个项目一行；流转后仍是同一行，只计一次"
  basis      = "潍政字〔2024〕12号 三(五)3"
  cycle      = standing
  key        = [项目编号]
  field "项目编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "项目名称" {
    code     = "title"
    type     = text
    required = true
  }
  field "投资方代码" {
    code       = "investor"
    type       = enterprise
    definition = "统一社会信用代码"
  }
  field "投资方名称" {
    code = "investor_name"
    type = text
  }
  field "总投资" {
    code = "investment"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "外资项目" {
    code = "is_foreign"
    type = flag
  }
  field "首报县" {
    code     = "first_county"
    type     = place
    level    = county
    required = true
  }
  field "落地县" {
    code       = "county"
    type       = place
    level      = county
    required   = true
    definition = "流转以前为首报县"
  }
  field "首报日期" {
    code     = "reported_on"
    type     = date
    required = true
  }
  field "最近进展日期" {
    code       = "moved_on"
    type       = date
    definition = "没有填写的，从首报日期起算"
  }
  field "签约日期" {
    code       = "signed_on"
    type       = date
    definition = "首次签约之日，增资不改；外资项目按它计入当年新引进数"
  }
  rule "在谈项目的落地县就是首报县；由他县承接的，先办流转" {
    code     = "first_report"
    check    = state != "在谈" || 落地县 == 首报县
    strength = refuse
  }
  rule "签约日期不早于首报日期" {
    code     = "signed_after_report"
    check    = is_missing(签约日期) || is_missing(首报日期) || 签约日期 >= 首报日期
    strength = refuse
  }
  rule "签约的项目应填写签约日期，外资项目按它计入各年" {
    code     = "signed_on_known"
    check    = !is_missing(签约日期) || state == "在谈" || state == "保护期满" || state == "已流转" || state == "终止"
    strength = warn
  }
  unique {
    fields = [项目名称, 投资方名称]
  }
  duplicate "同一投资方的相近项目" {
    code    = "alike"
    same    = [投资方代码]
    similar = { 项目名称 = 0.6 }
    near    = { 总投资 = 0.1 }
  }
  duplicate "同名投资方的相近项目" {
    code    = "alike_by_name"
    same    = [投资方名称]
    similar = { 项目名称 = 0.6 }
  }
  state "在谈" {
    code = "talking"
  }
  state "保护期满" {
    code     = "unprotected"
    editable = true
  }
  state "已流转" {
    code     = "transferred"
    editable = true
  }
  state "新签约" {
    code     = "signed"
    editable = true
  }
  state "落地开工" {
    code     = "started"
    editable = true
  }
  state "新纳统" {
    code = "counted"
  }
  state "到位资金" {
    code  = "funded"
    final = true
  }
  state "终止" {
    code  = "ended"
    final = true
  }
  step "解除首报保护" {
    code          = "release"
    from          = [在谈]
    to            = 保护期满
    role          = 市投资促进局
    condition     = 首报保护期满
    note_required = true
    basis         = "示例：首报保护期内没有签约的，可以由他县洽谈"
  }
  step "签约" {
    code             = "sign"
    from             = [在谈, 保护期满, 已流转]
    to               = 新签约
    role             = 承接地
    unless_duplicate = [同一投资方的相近项目, 同名投资方的相近项目]
    duplicate_except = [保护期满, 终止]
    distinct_by      = 市投资促进局
  }
  step "开工" {
    code = "start"
    from = [新签约]
    to   = 落地开工
    role = 承接地
  }
  step "纳统" {
    code = "count"
    from = [落地开工]
    to   = 新纳统
    role = 市投资促进局
  }
  step "资金到位" {
    code          = "fund"
    from          = [新纳统]
    to            = 到位资金
    role          = 市投资促进局
    note_required = true
  }
  step "终止项目" {
    code          = "end"
    from          = [在谈, 保护期满, 已流转, 新签约, 落地开工]
    to            = 终止
    role          = 市投资促进局
    note_required = true
  }
  count "新签约项目" {
    code       = "signed_count"
    unit       = "个"
    place      = 落地县
    where      = state == "新签约"
    definition = "每个项目只计在现在所处的一个阶段"
  }
  count "落地开工项目" {
    code  = "started_count"
    unit  = "个"
    place = 落地县
    where = state == "落地开工"
  }
  count "新纳统项目" {
    code  = "counted_count"
    unit  = "个"
    place = 落地县
    where = state == "新纳统"
  }
  count "到位资金项目" {
    code  = "funded_count"
    unit  = "个"
    place = 落地县
    where = state == "到位资金"
  }
  count "外资项目数" {
    code       = "foreign_count"
    unit       = "个"
    place      = 落地县
    where      = 外资项目 && state != "终止" && state != "在谈" && state != "保护期满" && state != "已流转"
    definition = "签约以后的外资项目；增资改数额，不加个数"
  }
  count "新引进外资项目" {
    code       = "new_foreign_count"
    unit       = "个"
    place      = 落地县
    dated      = 签约日期
    indicator  = "foreign_investment_project"
    where      = 外资项目 && state != "终止" && state != "在谈" && state != "保护期满" && state != "已流转"
    definition = "首次签约在当年的外资项目；增资不重复计"
  }
  count "停滞项目" {
    code       = "stalled_count"
    unit       = "个"
    place      = 落地县
    where      = 停滞 && state != "到位资金" && state != "终止"
    definition = "到查看当日超过停滞天数没有进展的，资金到位和终止的不算；可在列表中选“停滞项目”逐个查看"
  }
  sum "签约投资额" {
    code       = "signed_investment"
    unit       = "亿元"
    value      = 总投资 + sum_rows(增资记录.项目, 增资额)
    place      = 落地县
    where      = state != "终止" && state != "在谈" && state != "保护期满" && state != "已流转"
    definition = "总投资连同各次增资"
  }
}

register "增资记录" {
  code       = "capital_increase"
  definition = "签约以后追加的投资，一次一行；项目仍是一个"
  basis      = "潍政字〔2024〕12号 三(五)3；增资不重复计个数"
  cycle      = standing
  key        = [项目, 批次]
  field "项目" {
    code     = "project"
    type     = reference
    register = 招商项目
    required = true
  }
  field "批次" {
    code       = "batch"
    type       = text
    length     = 20
    required   = true
    definition = "第几次增资，或增资协议的编号"
  }
  field "增资额" {
    code     = "amount"
    type     = money
    unit     = "亿元"
    min      = 0
    required = true
  }
  field "增资日期" {
    code     = "increased_on"
    type     = date
    required = true
  }
  field "依据" {
    code     = "basis"
    type     = text
    required = true
  }
}

register "流转项目年度数" {
  code       = "shared_year"
  definition = "流转项目当年的产值和固定资产投资，一个项目一年一行，由统计部门核定；全市只计一次，分享只用于考核"
  basis      = "宁德2017年规定（文号未见）：产值、固定资产投资五五分成五年，只用于考核"
  cycle      = year
  key        = [项目]
  field "项目" {
    code     = "project"
    type     = reference
    register = 招商项目
    required = true
  }
  field "流出县" {
    code     = "giver"
    type     = place
    level    = county
    required = true
  }
  field "承接县" {
    code     = "taker"
    type     = place
    level    = county
    required = true
  }
  field "首个分享年度" {
    code     = "first_year"
    type     = number
    unit     = "无量纲"
    min      = 2000
    max      = 2100
    decimals = 0
    required = true
  }
  field "产值" {
    code = "output"
    type = money
    unit = "亿元"
    min  = 0
  }
  field "固定资产投资" {
    code = "fixed_investment"
    type = money
    unit = "亿元"
    min  = 0
  }
  rule "流出县与承接县不同" {
    code     = "sides_differ"
    check    = 流出县 != 承接县
    strength = refuse
  }
}

formula "流出县计入产值" {
  code         = "giver_output"
  basis        = "宁德2017年规定（文号未见）：产值五五分成五年"
  subject      = 流转项目年度数
  cycle        = year
  unit         = "亿元"
  place        = 流出县
  when_missing = missing
  value        = year_of(period_end) >= 首个分享年度 && year_of(period_end) < 首个分享年度 + parameter.考核分享年数 ? 产值 * parameter.考核分享比例 : quantity(0, "亿元")
}

formula "承接县计入产值" {
  code         = "taker_output"
  basis        = "宁德2017年规定（文号未见）：产值五五分成五年；两县合计等于产值"
  subject      = 流转项目年度数
  cycle        = year
  unit         = "亿元"
  place        = 承接县
  when_missing = missing
  value        = 产值 - 流出县计入产值
}

formula "流出县计入投资" {
  code         = "giver_investment"
  basis        = "宁德2017年规定（文号未见）：固定资产投资五五分成五年"
  subject      = 流转项目年度数
  cycle        = year
  unit         = "亿元"
  place        = 流出县
  when_missing = missing
  value        = year_of(period_end) >= 首个分享年度 && year_of(period_end) < 首个分享年度 + parameter.考核分享年数 ? 固定资产投资 * parameter.考核分享比例 : quantity(0, "亿元")
}

formula "承接县计入投资" {
  code         = "taker_investment"
  basis        = "宁德2017年规定（文号未见）：固定资产投资五五分成五年；两县合计等于投资"
  subject      = 流转项目年度数
  cycle        = year
  unit         = "亿元"
  place        = 承接县
  when_missing = missing
  value        = 固定资产投资 - 流出县计入投资
}

formula "首报保护期满" {
  code         = "protection_over"
  basis        = "示例"
  subject      = 招商项目
  cycle        = standing
  type         = flag
  when_missing = missing
  value        = days_between(首报日期, period_end) > parameter.首报保护期
}

formula "停滞" {
  code         = "stalled"
  basis        = "示例"
  subject      = 招商项目
  cycle        = standing
  type         = flag
  when_missing = missing
  value        = days_between(first_known(最近进展日期, 首报日期), period_end) > parameter.停滞天数
}

ledger "招商分享台账" {
  code         = "sharing"
  basis        = "潍政字〔2024〕12号 三(五)3；账户和业务的划分为示例"
  closing_role = 市投资促进局
  definition   = "流转项目各年分给各县的收益，一份协议一年一次入账"

  asset "分享收益" {
    code     = "income"
    unit     = "万元"
    decimals = 2
  }

  account "项目留存收益" {
    code       = "retained"
    holder     = one
    definition = "流转项目形成的地方留存收益，分享由此划出"
  }
  account "县分享收益" {
    code       = "county_share"
    holder     = county
    min        = 0
    definition = "各县分得的累计数"
  }

  entry "分享入账" {
    code     = "share"
    basis    = "流转协议，文号为协议编号"
    from     = [项目留存收益]
    to       = [县分享收益]
    role     = 市投资促进局
    document = true
  }
}

agreement "宁德五五分成" {
  code    = "ningde"
  basis   = "宁德2017年规定（文号未见）：地方留存税收五五分成五年，自首个纳税年度起"
  unit    = "万元"
  parties = [流出地, 承接地]
  clock   = first_income
  phase "前五年" {
    years  = 5
    shares = { 流出地 = 50, 承接地 = 50 }
  }
  transfer {
    register = 招商项目
    place    = 落地县
    first    = 首报县
    reported = 首报日期
    from     = [在谈]
    to       = 已流转
    signers  = [首报地, 承接地]
    confirms = 市投资促进局
  }
  posting {
    ledger = 招商分享台账
    entry  = 分享入账
  }
}

agreement "淄博资本纽带型" {
  code     = "zibo_capital"
  basis    = "淄博2022年规定（文号未见）：先行收回流出地投入，此后二十年六四分成，期满归承接地"
  unit     = "万元"
  parties  = [流出地, 承接地]
  recovery = 流出地
  clock    = recovered
  phase "二十年分成" {
    years  = 20
    shares = { 流出地 = 60, 承接地 = 40 }
  }
  phase "期满以后" {
    shares = { 流出地 = 0, 承接地 = 100 }
  }
  transfer {
    register = 招商项目
    place    = 落地县
    first    = 首报县
    reported = 首报日期
    from     = [在谈]
    to       = 已流转
    signers  = [首报地, 承接地]
    confirms = 市投资促进局
  }
  posting {
    ledger = 招商分享台账
    entry  = 分享入账
  }
}
