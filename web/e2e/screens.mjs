// The screens and something that each must show; `figures` is how many cells with a figure there are at least.

export const SCREENS = [
  { name: "workbench", path: "/", shows: "欠进度的目标", figures: 15 },
  { name: "tasks", path: "/tasks", shows: "39 条", figures: 20 },
  { name: "task", path: "/task?id=3.1.1", shows: "责任分工" },
  { name: "targets", path: "/targets", shows: "61 条", figures: 5 },
  { name: "consistency", path: "/targets?tab=consistency", shows: "看怎样算出" },
  { name: "county", path: "/counties/370783", shows: "经济社会概况", figures: 10 },
  { name: "map", path: "/map", shows: "审图号", figures: 12 },
  { name: "compare", path: "/compare?old=sample_2026@draft&new=sample_2026", shows: "没有变化" },
  { name: "plans", path: "/plans", shows: "导入新方案", figures: 4 },
  { name: "review-sample", path: "/plans/sample_2026", shows: "把握低的在前" },
  { name: "review-model", path: "/plans/weifang_county_2024_2025", shows: "原文未随模型提供" },
  { name: "packs", path: "/packs", shows: "企业碳账户" },
  { name: "pack", path: "/pack?code=mu_benefit&version=2024.1", shows: "使用须知" },
  { name: "evaluations", path: "/evaluations", shows: "评价对象" },
  { name: "allocations", path: "/allocations", shows: "分配对象" },
  { name: "books", path: "/books", shows: "土地指标账本" },
  { name: "book", path: "/books/land_quota/quota", shows: "还没有任何分录" },
  { name: "data", path: "/data", shows: "下载模板", figures: 20 },
  { name: "dictionary", path: "/dictionary", shows: "指标口径", figures: 1 },
  { name: "bulletins", path: "/bulletins", shows: "生成通报" },
];
