# 县域激励台账:省里公布的名单照录,每项荣誉在干部考核、政策、项目三个方面各开一项,由责任单位落实、县域科确认。

pack "县域激励台账" {
  code       = "county_incentive"
  version    = "2024.1"
  basis      = "潍政字〔2024〕12号 四(三)"
  valid_from = "2019-01-01"
  certainty  = example
  note       = "名单照录公开的省级通报。方案只写在干部考核、政策、项目等方面予以支持，没有写哪个单位负责：责任单位、环节和第二人确认为示例，应按市里分工改写。只记到县（市、区），不记个人，不对个人排名。"
}

role "责任单位" {
  code = "owner"
}

role "县域科" {
  code = "planning"
}

choices "荣誉" {
  code = "honour"
  options = {
    leading           = "先进县"
    improved          = "进步县"
    special_momentum  = "新旧动能转换先进县"
    special_rural     = "乡村振兴先进县"
    special_investing = "招商引资招才引智先进县"
    special_pollution = "污染防治先进县"
    special_safety    = "守牢底线先进县"
  }
}

choices "县类别" {
  code = "county_kind"
  options = {
    district         = "市辖区"
    province_managed = "省财政直管县"
    other            = "其余县（市）"
  }
}

choices "激励方面" {
  code = "side"
  options = {
    cadre   = "干部考核"
    policy  = "政策"
    project = "项目"
  }
}

register "省级评价名单" {
  code       = "evaluation_list"
  basis      = "省政府关于县域经济高质量发展差异化评价结果的通报"
  cycle      = year
  class      = public
  key        = [县, 荣誉]
  definition = "评价年度内本市获评的县（市、区），照录省里通报；报告期是评价年度，不是公布年度"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "荣誉" {
    code       = "honour"
    type       = choice
    choices    = 荣誉
    required   = true
    definition = "2024年度通报称“成效显著”“进步明显”，记为先进县、进步县"
  }
  field "类别" {
    code       = "kind"
    type       = choice
    choices    = 县类别
    definition = "通报按类别列名单的才填；2021年度不分类别"
  }
  field "通报" {
    code       = "document"
    type       = text
    required   = true
    definition = "通报名称"
  }
  field "公布日期" {
    code     = "published_on"
    type     = date
    required = true
  }
  field "来源" {
    code       = "source"
    type       = text
    required   = true
    definition = "从哪里读到，转载的写明"
  }

  count "获评项数" {
    code       = "honours"
    unit       = "项"
    place      = 县
    definition = "一县获多项荣誉的，每项计一次"
  }
}

register "激励事项" {
  code       = "incentive"
  basis      = "潍政字〔2024〕12号 四(三)"
  cycle      = year
  key        = [县, 荣誉, 方面]
  definition = "省级评价名单上的每项荣誉，在干部考核、政策、项目三个方面各有一项激励；责任单位为示例"

  field "县" {
    code     = "county"
    type     = place
    level    = county
    required = true
  }
  field "荣誉" {
    code     = "honour"
    type     = choice
    choices  = 荣誉
    required = true
  }
  field "类别" {
    code    = "kind"
    type    = choice
    choices = 县类别
  }
  field "方面" {
    code     = "side"
    type     = choice
    choices  = 激励方面
    required = true
  }
  field "激励内容" {
    code     = "content"
    type     = text
    required = true
  }
  field "责任单位" {
    code       = "agency"
    type       = agency
    required   = true
    definition = "示例"
  }
  field "依据通报" {
    code     = "document"
    type     = text
    required = true
  }
  field "落实举措" {
    code       = "measure"
    type       = text
    length     = 500
    definition = "准备怎样落实，开始落实前填写"
  }
  field "落实情况" {
    code       = "outcome"
    type       = text
    length     = 1000
    class      = sensitive
    definition = "落实了什么，请县域科确认前填写；只写到县（市、区），不写个人"
  }
  field "证明材料" {
    code  = "proof"
    type  = file
    class = sensitive
  }

  state "待落实" {
    code = "open"
  }
  state "落实中" {
    code     = "working"
    editable = true
  }
  state "已落实" {
    code  = "done"
    final = true
  }

  step "开始落实" {
    code      = "start"
    from      = [待落实]
    to        = 落实中
    role      = 责任单位
    condition = !is_missing(落实举措)
  }
  step "撤回" {
    code          = "withdraw"
    from          = [落实中]
    to            = 待落实
    role          = 责任单位
    note_required = true
  }
  step "确认落实" {
    code          = "confirm"
    from          = [落实中]
    to            = 已落实
    role          = 县域科
    condition     = !is_missing(落实情况)
    separate_from = [开始落实]
  }
  step "退回" {
    code          = "return"
    from          = [已落实]
    to            = 落实中
    role          = 县域科
    note_required = true
  }

  intake "干部考核" {
    code     = "cadre"
    pack     = "county_incentive"
    register = "evaluation_list"
    fields   = { 县 = "county", 荣誉 = "honour", 类别 = "kind", 依据通报 = "document" }
    fixed    = { 方面 = "干部考核", 激励内容 = "县（市、区）领导班子考核中运用评价结果", 责任单位 = "市委组织部" }
  }
  intake "政策" {
    code     = "policy"
    pack     = "county_incentive"
    register = "evaluation_list"
    fields   = { 县 = "county", 荣誉 = "honour", 类别 = "kind", 依据通报 = "document" }
    fixed    = { 方面 = "政策", 激励内容 = "在财政等政策上给予支持", 责任单位 = "市财政局" }
  }
  intake "项目" {
    code     = "project"
    pack     = "county_incentive"
    register = "evaluation_list"
    fields   = { 县 = "county", 荣誉 = "honour", 类别 = "kind", 依据通报 = "document" }
    fixed    = { 方面 = "项目", 激励内容 = "在重点项目安排上给予支持", 责任单位 = "市发改委" }
  }

  count "激励事项数" {
    code  = "incentives"
    unit  = "项"
    place = 县
  }
  count "已落实事项" {
    code  = "settled"
    unit  = "项"
    place = 县
    where = state == "已落实"
  }
}
