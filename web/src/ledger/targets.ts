// Rows of 目标: columns, conditions and groups, the same on every screen that lists them.

import type { TargetRowView } from "@/api/views";
import { names } from "@/parts/agencies";
import { type Column, numberIn } from "@/parts/columns";

export type TargetColumn = "id" | "clause" | "subject" | "place" | "demand" | "due" | "actual" | "period" | "share" | "time" | "gap" | "rate" | "status" | "lead";

const ALL: Record<TargetColumn, Omit<Column<TargetRowView>, "key">> = {
  id: { label: "编号", width: 80, text: (row) => row.id, sort: (row) => row.id, isFixed: true },
  clause: { label: "条款", width: 104, text: (row) => row.clause, isHidden: true },
  subject: { label: "指标", minWidth: 150, text: (row) => row.subject, sort: (row) => row.subject, isFixed: true },
  place: { label: "地区", width: 88, text: (row) => row.place },
  demand: { label: "目标要求", minWidth: 128, text: (row) => row.demand },
  due: { label: "期限", width: 96, text: (row) => row.due },
  actual: { label: "实际值", width: 116, isNumber: true, sort: (row) => numberIn(row.actual.text) },
  period: { label: "数据期", width: 104, text: (row) => row.actual_period },
  share: { label: "完成比例", width: 114, isNumber: true, sort: (row) => numberIn(row.achieved_share.text) },
  time: { label: "序时进度", width: 88, isNumber: true },
  gap: { label: "差距", width: 128, isNumber: true, sort: (row) => numberIn(row.outcome.gap ?? ""), isHidden: true },
  rate: { label: "还需年均增速", width: 124, isNumber: true, isHidden: true },
  status: { label: "状态", width: 116, sort: (row) => STATUS_ORDER.indexOf(row.outcome.status), isFixed: true },
  lead: { label: "牵头单位", minWidth: 180, text: (row) => names(row.lead), isHidden: true },
};

const STATUS_ORDER: TargetRowView["outcome"]["status"][] = ["behind", "on_track", "ahead", "done", "no_data"];

export function targetColumns(keys: readonly TargetColumn[]): Column<TargetRowView>[] {
  return keys.map((key) => ({ key, ...ALL[key] }));
}

export const EMPTY_TARGET_CONDITIONS = { text: "", place: "", status: "", agency: "" };
export type TargetConditions = typeof EMPTY_TARGET_CONDITIONS;

export function filterTargets(rows: readonly TargetRowView[], conditions: TargetConditions): TargetRowView[] {
  const words = conditions.text.trim();
  return rows.filter((row) => {
    const isFound = words === "" || [row.id, row.clause, row.subject, row.target.subject, row.task_title, row.demand, row.place].some((field) => field.includes(words));
    const isPlace = conditions.place === "" || row.place.split("、").includes(conditions.place);
    const isStatus = conditions.status === "" || row.outcome.status === conditions.status;
    const isAgency = conditions.agency === "" || row.lead.some((agency) => agency.name === conditions.agency);
    return isFound && isPlace && isStatus && isAgency;
  });
}

/** Rows in the order of the text; neighbours that measure the same by the same definition stand together. */
export function byDefinition(rows: readonly TargetRowView[]): TargetRowView[][] {
  const measure = (row: TargetRowView): string => JSON.stringify([row.subject, row.target.indicator, row.target.definition, row.target.steward]);
  const groups: TargetRowView[][] = [];
  for (const row of rows) {
    const last = groups[groups.length - 1];
    if (last?.[0] !== undefined && measure(last[0]) === measure(row)) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

export type Grouping = "" | "task" | "place" | "status";

export interface TargetGroup {
  title: string;
  rows: TargetRowView[];
}

/** Groups in the order in which they first appear; places in the order given. */
export function groupTargets(rows: readonly TargetRowView[], grouping: Grouping, placeOrder: readonly string[] = []): TargetGroup[] {
  if (grouping === "") return [{ title: "", rows: [...rows] }];
  const titleOf: Record<Exclude<Grouping, "">, (row: TargetRowView) => string> = {
    task: (row) => `${row.clause} ${row.task_title}`,
    place: (row) => row.place,
    status: (row) => row.status_label,
  };
  const groups = new Map<string, TargetRowView[]>();
  for (const row of rows) {
    const title = titleOf[grouping](row);
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  const found = [...groups].map(([title, members]) => ({ title, rows: members }));
  if (grouping !== "place") return found;
  const orderOf = (title: string): number => (placeOrder.includes(title) ? placeOrder.indexOf(title) : placeOrder.length);
  return found.sort((left, right) => orderOf(left.title) - orderOf(right.title));
}
