# 山东县际流域横向补偿:基线、每年不少于 1000 万元、界河两岸均摊取自公开报道的指导意见;举证无责为借鉴江苏做法,示例。

pack "山东县际流域横向补偿" {
  code       = "river_compensation_shandong"
  version    = "2021.2"
  basis      = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  valid_from = "2021-01-01"
  certainty  = example
  note       = "基线、每断面每年不少于 1000 万元、界河均摊来自公开报道，意见原文未见；上游举证无责免予补偿借鉴江苏做法，本省是否适用未见规定，为示例。2019 年省对市补偿的标准（四项指标每改善 1 个百分点奖 4 万元、恶化扣 5 万元、单次最多扣 200 万元，劣五类断面每月扣 100 万元，水源地 400 万元，基本奖励 1600 至 2000 万元）为二手，扣缴封顶按断面、指标、月计和基本奖励的断面数分档为示例；公布的各分项名称和原始数据未见，只验证合计。与 2021.1 相比：分项由登记的浓度、类别、达标情况计算，不再直接填写金额。"
}

parameter "断面年补偿金额下限" {
  code       = "agreement_least"
  unit       = "万元"
  definition = "每个断面协议约定的年补偿金额不低于此数"
  value {
    value      = 1000
    valid_from = "2021-01-01"
    issuer     = "山东省（公开报道）"
    document   = "关于建立流域横向生态补偿机制的指导意见"
    certainty  = secondary
  }
}

parameter "界河每岸分担比例" {
  code       = "bank_share"
  unit       = "%"
  definition = "界河断面由两岸均摊，或由上级裁定；这里按均摊"
  value {
    value      = 50
    valid_from = "2021-01-01"
    issuer     = "山东省（公开报道）"
    document   = "关于建立流域横向生态补偿机制的指导意见"
    certainty  = secondary
  }
}

parameter "改善一个百分点奖励" {
  code       = "improvement_reward"
  unit       = "万元"
  definition = "四项指标每月比上年同月每改善 1 个百分点"
  value {
    value      = 4
    valid_from = "2019-01-01"
    issuer     = "山东省（二手）"
    document   = "鲁政办字〔2019〕44号"
    certainty  = secondary
  }
}

parameter "恶化一个百分点扣缴" {
  code       = "worsening_charge"
  unit       = "万元"
  definition = "四项指标每月比上年同月每恶化 1 个百分点"
  value {
    value      = 5
    valid_from = "2019-01-01"
    issuer     = "山东省（二手）"
    document   = "鲁政办字〔2019〕44号"
    certainty  = secondary
  }
}

parameter "恶化扣缴封顶" {
  code       = "worsening_charge_max"
  unit       = "万元"
  definition = "一个断面一项指标一个月最多扣缴（按次封顶为示例的理解）"
  value {
    value      = 200
    valid_from = "2019-01-01"
    issuer     = "山东省（二手）"
    document   = "鲁政办字〔2019〕44号"
    certainty  = secondary
  }
}

parameter "劣五类断面每月扣缴" {
  code       = "below_five_charge"
  unit       = "万元"
  definition = "一个断面一个月劣于五类"
  value {
    value      = 100
    valid_from = "2019-01-01"
    issuer     = "山东省（二手）"
    document   = "鲁政办字〔2019〕44号"
    certainty  = secondary
  }
}

parameter "水源地年度奖惩" {
  code       = "source_reward"
  unit       = "万元"
  definition = "一处饮用水水源地全年达标奖励，不达标扣缴"
  value {
    value      = 400
    valid_from = "2019-01-01"
    issuer     = "山东省（二手）"
    document   = "鲁政办字〔2019〕44号"
    certainty  = secondary
  }
}

table "基本奖励" {
  code         = "basic_reward"
  operand_unit = "个"
  unit         = "万元"
  reading      = at_least
  definition   = "二十一项指标全部达标的市，按断面数 1600 至 2000 万元；分档未见，为示例"
  version {
    rows       = [[11, 2000], [6, 1800], [1, 1600]]
    otherwise  = 0
    valid_from = "2019-01-01"
    issuer     = "示例"
    document   = "示例"
    certainty  = example
  }
}

choices "考核指标" {
  code = "pollutant"
  options = {
    ammonia    = "氨氮"
    cod        = "化学需氧量"
    phosphorus = "总磷"
    fluoride   = "氟化物"
  }
}

register "县际断面年度考核" {
  code       = "section_year"
  basis      = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  cycle      = year
  key        = [断面]
  definition = "每断面每年一行，年均水质类别"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "上游县" {
    code       = "upstream"
    type       = place
    level      = county
    required   = true
    definition = "界河断面填左岸县"
  }
  field "下游县" {
    code     = "downstream"
    type     = place
    level    = county
    required = true
  }
  field "界河对岸县" {
    code       = "opposite"
    type       = place
    level      = county
    definition = "不是界河的不填"
  }
  field "目标类别" {
    code       = "target_class"
    type       = number
    unit       = "无量纲"
    min        = 1
    max        = 6
    decimals   = 0
    required   = true
    definition = "劣五类为 6"
  }
  field "年均类别" {
    code       = "actual_class"
    type       = number
    unit       = "无量纲"
    min        = 1
    max        = 6
    decimals   = 0
    definition = "劣五类为 6"
  }
  field "协议年补偿金额" {
    code     = "agreed"
    type     = money
    unit     = "万元"
    min      = 0
    required = true
  }
  field "是界河" {
    code     = "is_boundary"
    type     = flag
    required = true
  }
  field "上游已证明无责" {
    code       = "is_blameless"
    type       = flag
    required   = true
    definition = "入境水质已超标等，经上级生态环境部门认定"
  }
}

register "省对市年度补偿分项" {
  code       = "component_year"
  basis      = "鲁政办字〔2019〕44号"
  cycle      = year
  key        = [分项]
  definition = "正数为省补市，负数为市缴省"

  field "分项" {
    code     = "component"
    type     = text
    required = true
  }
  field "金额" {
    code     = "amount"
    type     = money
    unit     = "万元"
    required = true
  }
}

register "断面指标月度浓度" {
  code       = "pollutant_month"
  basis      = "鲁政办字〔2019〕44号"
  cycle      = month
  key        = [断面, 指标]
  definition = "省对市考核断面四项指标的月均浓度，与上年同月比较"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "指标" {
    code     = "pollutant"
    type     = choice
    choices  = 考核指标
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "本月浓度" {
    code = "concentration"
    type = number
    unit = "毫克/升"
    min  = 0
  }
  field "上年同月浓度" {
    code       = "concentration_before"
    type       = number
    unit       = "毫克/升"
    min        = 0
    definition = "断流没有数据的不填，该月不计奖惩"
  }
}

register "断面月度类别" {
  code       = "class_month"
  basis      = "鲁政办字〔2019〕44号"
  cycle      = month
  key        = [断面]
  definition = "省对市考核断面每月水质类别"

  field "断面" {
    code     = "section"
    type     = text
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "水质类别" {
    code       = "class"
    type       = number
    unit       = "无量纲"
    min        = 1
    max        = 6
    decimals   = 0
    definition = "劣五类为 6"
  }
}

register "饮用水水源地年度" {
  code       = "source_year"
  basis      = "鲁政办字〔2019〕44号"
  cycle      = year
  key        = [水源地]
  definition = "一处一行，全年是否达标"

  field "水源地" {
    code     = "source"
    type     = text
    required = true
  }
  field "所在县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "全年达标" {
    code = "is_met"
    type = flag
  }
}

register "市年度达标" {
  code       = "city_year"
  basis      = "鲁政办字〔2019〕44号"
  cycle      = year
  key        = [市]
  definition = "一市一行，基本奖励的依据"

  field "市" {
    code     = "city"
    type     = text
    required = true
  }
  field "断面数" {
    code     = "sections"
    type     = number
    unit     = "个"
    min      = 0
    decimals = 0
    required = true
  }
  field "二十一项全部达标" {
    code     = "is_met"
    type     = flag
    required = true
  }
}

formula "浓度改善百分点" {
  code         = "improvement"
  subject      = 断面指标月度浓度
  cycle        = month
  unit         = "无量纲"
  value        = (上年同月浓度 - 本月浓度) / 上年同月浓度 * 100
  when_missing = missing
  basis        = "鲁政办字〔2019〕44号（二手）：比上年同月，正数为改善"
}

formula "指标奖惩" {
  code         = "pollutant_amount"
  subject      = 断面指标月度浓度
  cycle        = month
  unit         = "万元"
  decimals     = 2
  rounding     = half_up
  value        = 浓度改善百分点 >= 0 ? parameter.改善一个百分点奖励 * 浓度改善百分点 : max(parameter.恶化一个百分点扣缴 * 浓度改善百分点, 0 - parameter.恶化扣缴封顶)
  when_missing = missing
  place        = 所在县
  basis        = "鲁政办字〔2019〕44号（二手）：每改善 1 个百分点奖 4 万元，每恶化 1 个百分点扣 5 万元，最多扣 200 万元"
}

formula "劣五类扣缴" {
  code         = "below_five_amount"
  subject      = 断面月度类别
  cycle        = month
  unit         = "万元"
  value        = 水质类别 == 6 ? 0 - parameter.劣五类断面每月扣缴 : quantity(0, "万元")
  when_missing = missing
  place        = 所在县
  basis        = "鲁政办字〔2019〕44号（二手）：每个断面每月劣于五类扣 100 万元"
}

formula "水源地奖惩" {
  code         = "source_amount"
  subject      = 饮用水水源地年度
  cycle        = year
  unit         = "万元"
  value        = 全年达标 ? parameter.水源地年度奖惩 : 0 - parameter.水源地年度奖惩
  when_missing = missing
  place        = 所在县
  basis        = "鲁政办字〔2019〕44号（二手）：饮用水水源地每年 ±400 万元"
}

formula "基本奖励金额" {
  code         = "basic_amount"
  subject      = 市年度达标
  cycle        = year
  unit         = "万元"
  value        = 二十一项全部达标 ? lookup(基本奖励, 断面数) : quantity(0, "万元")
  when_missing = missing
  basis        = "鲁政办字〔2019〕44号（二手）：全部达标的按断面数奖 1600 至 2000 万元"
}

formula "协议金额低于下限的差额" {
  code         = "agreement_gap"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = max(parameter.断面年补偿金额下限 - 协议年补偿金额, 0)
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  definition   = "大于 0 的，协议须补足"
}

formula "断面补偿" {
  code         = "section_compensation"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = 年均类别 <= 目标类别 ? 协议年补偿金额 : (上游已证明无责 ? 0 : 0 - 协议年补偿金额)
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  definition   = "达到目标的，下游补上游，为正；没有达到的，上游补下游，为负；上游已证明无责的，不补（示例）"
}

formula "上游县所得" {
  code         = "upstream_receives"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = 是界河 ? 断面补偿 * in_unit(parameter.界河每岸分担比例, "%") / 100 : 断面补偿
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
  definition   = "界河断面的上游县是一岸，两岸均摊"
}

formula "界河对岸县所得" {
  code         = "opposite_receives"
  subject      = 县际断面年度考核
  cycle        = year
  unit         = "万元"
  value        = 断面补偿 - 上游县所得
  when_missing = missing
  basis        = "《关于建立流域横向生态补偿机制的指导意见》（公开报道）"
}

formula "全省补偿合计" {
  code         = "component_sum"
  subject      = 省对市年度补偿分项
  cycle        = year
  unit         = "万元"
  value        = sum(all, 金额)
  when_missing = missing
  basis        = "鲁政办字〔2019〕44号"
  definition   = "各分项相抵后省补市的净额"
}
