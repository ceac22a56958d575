// Rows of 任务台账: columns and conditions.

import type { TaskRowView } from "@/api/views";
import { allAgencies, names } from "@/parts/agencies";
import { type Column, numberIn } from "@/parts/columns";

const STATUS_ORDER: (string | null | undefined)[] = ["behind", "on_track", "ahead", "done", "no_data"];

export const TASK_COLUMNS: Column<TaskRowView>[] = [
  { key: "clause", label: "条款", width: 92, text: (row) => row.clause },
  { key: "title", label: "任务", minWidth: 176, isFixed: true, sort: (row) => row.title },
  { key: "action", label: "行动", minWidth: 136, text: (row) => row.action },
  { key: "lead", label: "牵头单位", minWidth: 190 },
  { key: "cooperate", label: "配合单位", minWidth: 136, text: (row) => names([...row.task.duties.cooperate, ...row.task.duties.undifferentiated]) },
  { key: "places", label: "县市区", minWidth: 120, text: (row) => row.places.join("、"), isHidden: true },
  { key: "targets", label: "目标数", width: 96, isNumber: true, sort: (row) => numberIn(row.target_count.text) },
  { key: "status", label: "最差状态", width: 118, sort: (row) => (row.status ? STATUS_ORDER.indexOf(row.status) : undefined) },
  { key: "open", label: "待决定", width: 96, isNumber: true, sort: (row) => numberIn(row.open_points.text) },
];

export const EMPTY_TASK_CONDITIONS = { text: "", action: "", agency: "", place: "", status: "" };
export type TaskConditions = typeof EMPTY_TASK_CONDITIONS;

export function filterTasks(rows: readonly TaskRowView[], conditions: TaskConditions): TaskRowView[] {
  const words = conditions.text.trim();
  return rows.filter((row) => {
    const agencies = allAgencies(row.task.duties).map((agency) => agency.name);
    const isFound = words === "" || [row.id, row.clause, row.title, row.action, ...agencies].some((field) => field.includes(words));
    const isAction = conditions.action === "" || row.action === conditions.action;
    const isAgency = conditions.agency === "" || agencies.includes(conditions.agency);
    const isPlace = conditions.place === "" || row.places.includes(conditions.place);
    const isStatus = conditions.status === "" || row.statuses.some((status) => status === conditions.status);
    return isFound && isAction && isAgency && isPlace && isStatus;
  });
}
