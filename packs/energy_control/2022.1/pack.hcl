# 能耗双控考核扣减:2022 年 11 月起至 2024 年 1 月的口径,只扣“新增”可再生能源电力消费量。
# 依据来自新闻转载,未见原文;基数取 2020 年还是逐年比较,由各县按原文核对后填“核定基数”。

pack "能耗双控考核扣减" {
  code       = "energy_control"
  version    = "2022.1"
  basis      = "国家发展改革委、国家统计局、国家能源局2022年11月《关于进一步做好新增可再生能源消费不纳入能源消费总量控制有关工作的通知》"
  valid_from = "2022-11-16"
  valid_to   = "2024-01-26"
  certainty  = example
  note       = "规则为二手来源，未见原文。电力折标系数为示例，应换成统计部门当年核定值；已有核定折标量的直接填折标量，不用系数。"
}

parameter "电力等价折标系数" {
  code       = "coal_per_kwh"
  unit       = "克标准煤/千瓦时"
  definition = "火力发电平均供电煤耗，每年由统计部门核定，通常在 290 至 310 之间"
  value {
    value      = 300
    valid_from = "2020-01-01"
    issuer     = "示例"
    document   = "未见潍坊市核定值"
    certainty  = example
    note       = "请换成统计部门当年核定值"
  }
}

register "县级能耗台账" {
  code       = "county_energy"
  basis      = "发改环资领域统计报表，示例"
  cycle      = year
  key        = [县]
  definition = "每县每年一行；没有的填 0，不知道的空着"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "能源消费总量" {
    code     = "energy_total"
    type     = number
    unit     = "万吨标准煤"
    min      = 0
    required = true
  }
  field "可再生能源电力消费量" {
    code       = "renewable_power"
    type       = number
    unit       = "亿千瓦时"
    min        = 0
    definition = "风电、太阳能发电、水电、生物质发电、地热能发电"
  }
  field "可再生能源折标量" {
    code       = "renewable_coal"
    type       = number
    unit       = "万吨标准煤"
    min        = 0
    definition = "统计部门核定的折标准煤量；填了就不再用电量折算"
  }
  field "核定基数" {
    code       = "renewable_base"
    type       = number
    unit       = "万吨标准煤"
    min        = 0
    definition = "2020年可再生能源电力消费量折标准煤；不填的取本台账2020年的数"
  }
  field "原料用能" {
    code     = "feedstock"
    type     = number
    unit     = "万吨标准煤"
    min      = 0
    required = true
  }
  field "单列项目能耗" {
    code       = "listed_separately"
    type       = number
    unit       = "万吨标准煤"
    min        = 0
    required   = true
    definition = "国家、省批准能耗单列的项目，另行考核"
  }
  field "地区生产总值不变价" {
    code       = "gdp_constant"
    type       = money
    unit       = "亿元"
    min        = 0
    definition = "2020年价"
  }
  field "核定基期强度" {
    code       = "intensity_base"
    type       = number
    unit       = "吨标准煤/万元"
    min        = 0
    definition = "考核基期的能耗强度；不填的取本台账2020年算得的数"
  }

  rule "扣减项合计不应大于能源消费总量" {
    code     = "deductions_within_total"
    check    = 原料用能 + 单列项目能耗 <= 能源消费总量
    strength = refuse
  }
}

formula "可再生能源消费折标" {
  code         = "renewable_standard"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "万吨标准煤"
  value        = first_known(可再生能源折标量, 可再生能源电力消费量 * parameter.电力等价折标系数)
  when_missing = missing
  basis        = "统计部门折标口径，示例"
}

formula "可再生能源基数" {
  code         = "renewable_base_used"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "万吨标准煤"
  value        = first_known(核定基数, in_year(可再生能源消费折标, 2020))
  when_missing = missing
  basis        = "2022年11月通知：以各地区2020年可再生能源电力消费量为基数"
}

formula "非化石能源扣减量" {
  code         = "deduction"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "万吨标准煤"
  value        = max(0, 可再生能源消费折标 - 可再生能源基数)
  when_missing = missing
  basis        = "2022年11月通知：新增可再生能源电力消费量不计入总量考核"
  definition   = "比2020年减少的不倒扣（推断，原文未见）"
}

formula "考核能源消费量" {
  code         = "energy_assessed"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "万吨标准煤"
  value        = 能源消费总量 - 非化石能源扣减量 - 原料用能 - 单列项目能耗
  when_missing = missing
  basis        = "2022年11月通知；原料用能扣减、能耗单列为二手来源"
}

formula "能耗强度" {
  code         = "intensity"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "吨标准煤/万元"
  value        = 考核能源消费量 / 地区生产总值不变价
  when_missing = missing
  basis        = "能耗强度为考核能源消费量与不变价地区生产总值之比"
}

formula "能耗强度累计下降率" {
  code         = "intensity_drop"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "%"
  value        = 1 - 能耗强度 / first_known(核定基期强度, in_year(能耗强度, 2020))
  when_missing = missing
  basis        = "能耗强度降低率，比考核基期"
}

formula "能耗强度比上年下降率" {
  code         = "intensity_drop_yearly"
  subject      = 县级能耗台账
  cycle        = year
  unit         = "%"
  value        = 1 - 能耗强度 / last_year(能耗强度)
  when_missing = missing
  basis        = "能耗强度降低率，比上年"
}
