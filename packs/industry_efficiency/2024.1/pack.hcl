# 产业（园区）投入产出效率：同样的投入谁得到的多，同样的产出谁用得少。
pack "产业投入产出效率分析" {
  code       = "industry_efficiency"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 二（三）、三（一）1"
  valid_from = "2018-01-01"
  certainty  = example
  note       = "数据包络分析、全要素生产率指数出自公开文献；投入、产出选哪些指标是示例，方案没有规定。对象少而指标多时多数对象会显得有效，对象个数宜不少于指标个数的三倍。“方法核对单位”是公开文献的算例，不是本市数据。"
}

register "产业园区" {
  code       = "park"
  basis      = "潍政字〔2024〕12号 三（一）1"
  cycle      = year
  key        = [名称]
  definition = "每个园区（或县的一个产业）每年一行"

  field "名称" {
    code     = "name"
    type     = text
    required = true
  }
  field "所在县" {
    code  = "county"
    type  = place
    level = county
  }
  field "从业人员" {
    code = "staff"
    type = number
    unit = "人"
    min  = 0
  }
  field "用地面积" {
    code = "land"
    type = number
    unit = "亩"
    min  = 0
  }
  field "综合能耗" {
    code = "energy"
    type = number
    unit = "吨标准煤"
    min  = 0
  }
  field "工业增加值" {
    code = "value_added"
    type = money
    unit = "万元"
    min  = 0
  }
  field "实缴税金" {
    code = "tax"
    type = money
    unit = "万元"
    min  = 0
  }
}

register "方法核对单位" {
  code       = "checked_unit"
  class      = public
  basis      = "Charnes、Cooper、Rhodes 1981"
  cycle      = standing
  key        = [编号]
  definition = "公开文献的算例，五项投入、三项产出，只用来核对计算方法"

  field "编号" {
    code     = "number"
    type     = text
    required = true
  }
  field "投入一" {
    code = "x1"
    type = number
    unit = "无量纲"
  }
  field "投入二" {
    code = "x2"
    type = number
    unit = "无量纲"
  }
  field "投入三" {
    code = "x3"
    type = number
    unit = "无量纲"
  }
  field "投入四" {
    code = "x4"
    type = number
    unit = "无量纲"
  }
  field "投入五" {
    code = "x5"
    type = number
    unit = "无量纲"
  }
  field "产出一" {
    code = "y1"
    type = number
    unit = "无量纲"
  }
  field "产出二" {
    code = "y2"
    type = number
    unit = "无量纲"
  }
  field "产出三" {
    code = "y3"
    type = number
    unit = "无量纲"
  }
}

analysis "园区投入产出效率" {
  code        = "park_crs"
  basis       = "Charnes、Cooper、Rhodes 1978"
  subject     = 产业园区
  cycle       = year
  method      = dea
  orientation = input
  returns     = constant
  slacks      = by_mean
  definition  = "产出不减时投入最多能压缩到几成，含规模因素"

  variable "从业人员" {
    code  = "staff"
    role  = input
    unit  = "人"
    value = 从业人员
  }

  variable "用地面积" {
    code  = "land"
    role  = input
    unit  = "亩"
    value = 用地面积
  }

  variable "综合能耗" {
    code  = "energy"
    role  = input
    unit  = "吨标准煤"
    value = 综合能耗
  }

  variable "工业增加值" {
    code  = "value_added"
    role  = output
    unit  = "万元"
    value = 工业增加值
  }

  variable "实缴税金" {
    code  = "tax"
    role  = output
    unit  = "万元"
    value = 实缴税金
  }
}

analysis "园区纯技术效率" {
  code        = "park_vrs"
  basis       = "Banker、Charnes、Cooper 1984"
  subject     = 产业园区
  cycle       = year
  method      = dea
  orientation = input
  returns     = variable
  slacks      = by_mean
  definition  = "只与规模相当的比；园区投入产出效率 ÷ 园区纯技术效率 = 规模效率"

  variable "从业人员" {
    code  = "staff"
    role  = input
    unit  = "人"
    value = 从业人员
  }

  variable "用地面积" {
    code  = "land"
    role  = input
    unit  = "亩"
    value = 用地面积
  }

  variable "综合能耗" {
    code  = "energy"
    role  = input
    unit  = "吨标准煤"
    value = 综合能耗
  }

  variable "工业增加值" {
    code  = "value_added"
    role  = output
    unit  = "万元"
    value = 工业增加值
  }

  variable "实缴税金" {
    code  = "tax"
    role  = output
    unit  = "万元"
    value = 实缴税金
  }
}

analysis "园区全要素生产率" {
  code        = "park_malmquist"
  basis       = "Färe 等 1994"
  subject     = 产业园区
  cycle       = year
  method      = malmquist
  orientation = input
  returns     = constant
  years_back  = 1
  definition  = "与上年比，大于 1 为进步"

  variable "从业人员" {
    code  = "staff"
    role  = input
    unit  = "人"
    value = 从业人员
  }

  variable "用地面积" {
    code  = "land"
    role  = input
    unit  = "亩"
    value = 用地面积
  }

  variable "综合能耗" {
    code  = "energy"
    role  = input
    unit  = "吨标准煤"
    value = 综合能耗
  }

  variable "工业增加值" {
    code  = "value_added"
    role  = output
    unit  = "万元"
    value = 工业增加值
  }

  variable "实缴税金" {
    code  = "tax"
    role  = output
    unit  = "万元"
    value = 实缴税金
  }
}

analysis "核对：规模报酬不变" {
  code        = "check_crs"
  basis       = "Charnes、Cooper、Rhodes 1981"
  subject     = 方法核对单位
  cycle       = year
  method      = dea
  orientation = input
  returns     = constant
  slacks      = none
  definition  = "公开文献算例的核对"

  variable "投入一" {
    code  = "x1"
    role  = input
    unit  = "无量纲"
    value = 投入一
  }

  variable "投入二" {
    code  = "x2"
    role  = input
    unit  = "无量纲"
    value = 投入二
  }

  variable "投入三" {
    code  = "x3"
    role  = input
    unit  = "无量纲"
    value = 投入三
  }

  variable "投入四" {
    code  = "x4"
    role  = input
    unit  = "无量纲"
    value = 投入四
  }

  variable "投入五" {
    code  = "x5"
    role  = input
    unit  = "无量纲"
    value = 投入五
  }

  variable "产出一" {
    code  = "y1"
    role  = output
    unit  = "无量纲"
    value = 产出一
  }

  variable "产出二" {
    code  = "y2"
    role  = output
    unit  = "无量纲"
    value = 产出二
  }

  variable "产出三" {
    code  = "y3"
    role  = output
    unit  = "无量纲"
    value = 产出三
  }
}

analysis "核对：规模报酬可变，产出导向" {
  code        = "check_vrs_out"
  basis       = "Charnes、Cooper、Rhodes 1981"
  subject     = 方法核对单位
  cycle       = year
  method      = dea
  orientation = output
  returns     = variable
  slacks      = none
  definition  = "公开文献算例的核对"

  variable "投入一" {
    code  = "x1"
    role  = input
    unit  = "无量纲"
    value = 投入一
  }

  variable "投入二" {
    code  = "x2"
    role  = input
    unit  = "无量纲"
    value = 投入二
  }

  variable "投入三" {
    code  = "x3"
    role  = input
    unit  = "无量纲"
    value = 投入三
  }

  variable "投入四" {
    code  = "x4"
    role  = input
    unit  = "无量纲"
    value = 投入四
  }

  variable "投入五" {
    code  = "x5"
    role  = input
    unit  = "无量纲"
    value = 投入五
  }

  variable "产出一" {
    code  = "y1"
    role  = output
    unit  = "无量纲"
    value = 产出一
  }

  variable "产出二" {
    code  = "y2"
    role  = output
    unit  = "无量纲"
    value = 产出二
  }

  variable "产出三" {
    code  = "y3"
    role  = output
    unit  = "无量纲"
    value = 产出三
  }
}

analysis "核对：自由处置" {
  code        = "check_fdh"
  basis       = "Deprins、Simar、Tulkens 1984"
  subject     = 方法核对单位
  cycle       = year
  method      = dea
  orientation = input
  returns     = free_disposal
  slacks      = none
  definition  = "公开文献算例的核对"

  variable "投入一" {
    code  = "x1"
    role  = input
    unit  = "无量纲"
    value = 投入一
  }

  variable "投入二" {
    code  = "x2"
    role  = input
    unit  = "无量纲"
    value = 投入二
  }

  variable "投入三" {
    code  = "x3"
    role  = input
    unit  = "无量纲"
    value = 投入三
  }

  variable "投入四" {
    code  = "x4"
    role  = input
    unit  = "无量纲"
    value = 投入四
  }

  variable "投入五" {
    code  = "x5"
    role  = input
    unit  = "无量纲"
    value = 投入五
  }

  variable "产出一" {
    code  = "y1"
    role  = output
    unit  = "无量纲"
    value = 产出一
  }

  variable "产出二" {
    code  = "y2"
    role  = output
    unit  = "无量纲"
    value = 产出二
  }

  variable "产出三" {
    code  = "y3"
    role  = output
    unit  = "无量纲"
    value = 产出三
  }
}

analysis "核对：超效率" {
  code             = "check_super"
  basis            = "Andersen、Petersen 1993"
  subject          = 方法核对单位
  cycle            = year
  method           = dea
  orientation      = input
  returns          = constant
  slacks           = none
  super_efficiency = true
  definition       = "公开文献算例的核对"

  variable "投入一" {
    code  = "x1"
    role  = input
    unit  = "无量纲"
    value = 投入一
  }

  variable "投入二" {
    code  = "x2"
    role  = input
    unit  = "无量纲"
    value = 投入二
  }

  variable "投入三" {
    code  = "x3"
    role  = input
    unit  = "无量纲"
    value = 投入三
  }

  variable "投入四" {
    code  = "x4"
    role  = input
    unit  = "无量纲"
    value = 投入四
  }

  variable "投入五" {
    code  = "x5"
    role  = input
    unit  = "无量纲"
    value = 投入五
  }

  variable "产出一" {
    code  = "y1"
    role  = output
    unit  = "无量纲"
    value = 产出一
  }

  variable "产出二" {
    code  = "y2"
    role  = output
    unit  = "无量纲"
    value = 产出二
  }

  variable "产出三" {
    code  = "y3"
    role  = output
    unit  = "无量纲"
    value = 产出三
  }
}
