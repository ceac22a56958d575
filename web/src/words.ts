// Official terms for the codes of the contract. Every code has a word; the compiler sees to it.

import type { components } from "@/api/schema";

type Schemas = components["schemas"];
type Words<Code extends string> = Record<Code, string>;

export const DATASET_WORDS: Words<Schemas["Dataset"]> = { real: "真实数据", demo: "演示数据" };

export const STATE_WORDS: Words<Schemas["ItemState"]> = {
  draft: "未校对",
  deferred: "待定",
  confirmed: "已确认",
  corrected: "已更正",
  added: "人工新增",
  split: "已拆分",
  merged: "已合并",
  rejected: "已删除",
};

export const KIND_WORDS: Words<Schemas["ItemKind"]> = {
  metadata: "基本信息",
  task: "任务",
  target: "目标",
  soft_target: "软目标",
};

export const MARK_WORDS: Words<Schemas["MarkKind"]> = {
  target: "目标",
  soft_target: "软目标",
  duty: "责任单位",
  residue: "未列入的数字",
  correction: "更正建议",
};

export const COMPARATOR_WORDS: Words<Schemas["Comparator"]> = {
  at_least: "不低于",
  at_most: "不高于",
  equal: "达到",
  about: "约",
  between: "介于",
  increase_by: "增长",
};

export const PERIOD_KIND_WORDS: Words<Schemas["PeriodKind"]> = {
  "by-year": "到某年",
  "in-year": "当年",
  "each-year": "每年",
  "annual-average": "年均",
  cumulative: "累计",
  "document-period": "方案期内",
  none: "未写明",
};

export const STRENGTH_WORDS: Words<Schemas["Strength"]> = { binding: "约束性", expected: "预期性", strive: "力争" };

export const DIRECTION_WORDS: Words<Schemas["Direction"]> = { increase: "增长", decrease: "下降" };

export const BOUND_WORDS: Words<Schemas["Bound"]> = { at_least: "不低于", at_most: "不高于", equal: "", about: "约" };

export const NATURE_WORDS: Words<Schemas["Nature"]> = {
  stock: "时点数",
  maintain: "保持",
  flow: "期间新增",
  level: "当期水平",
  coverage: "覆盖率、比率",
  boolean: "是否完成",
};

export const SOFT_WORDS: Words<Schemas["SoftTargetKind"]> = {
  coverage: "全覆盖类",
  recurring_deliverable: "定期成果",
  deliverable: "一次性成果",
  relational: "相对位次",
  direction: "方向性表述",
  qualitative: "定性要求",
};

export const TASK_TYPE_WORDS: Words<Schemas["TaskType"]> = {
  task: "任务",
  goal: "目标",
  principle: "原则",
  guarantee: "保障措施",
  definition: "定义",
  supplementary: "附则",
};

export const FINDING_WORDS: Words<Schemas["FindingKind"]> = {
  sum: "分项与合计",
  yearly_flow: "年度量与总量",
  same_indicator: "同一指标",
  open_group: "责任单位待明确",
  many_leads: "多个牵头单位",
  tolerance: "容差待申报",
  no_indicator: "缺少衡量指标",
  no_duty: "没有责任单位",
  text: "文字更正建议",
};

export const WEIGHT_WORDS: Words<Schemas["Weight"]> = { blocking: "必须解决", open: "待决定", info: "供参考" };

export const STAGES: { code: Schemas["LifeCycleStage"]; word: string }[] = [
  { code: "drafting", word: "起草" },
  { code: "issued", word: "印发" },
  { code: "decomposed", word: "分解" },
  { code: "executing", word: "执行" },
  { code: "mid_term", word: "中期" },
  { code: "closing", word: "收官" },
  { code: "archived", word: "归档" },
  { code: "succeeded", word: "接续" },
];

export const SCOPE_WORDS: Words<Schemas["Scope"]> = {
  city: "全市",
  managed: "管理区",
  administrative: "行政区",
  unstated: "未注明",
};

export const GRADE_WORDS: Words<Schemas["Grade"]> = {
  A: "A 官方已核定",
  B: "B 官方文本单一转载",
  P: "P 官方初步数",
  C: "C 二手来源",
  D: "D 存疑，不用于评判",
  Demo: "演示",
};

export const INDICATOR_NATURE_WORDS: Words<Schemas["IndicatorNature"]> = { flow: "期间数", stock: "时点数", rate: "比率" };

/** Options for a select, in the order of the table. */
export function options<Code extends string>(words: Record<Code, string>): { value: Code; label: string }[] {
  return (Object.keys(words) as Code[]).map((value) => ({ value, label: words[value] }));
}
