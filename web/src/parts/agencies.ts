// Agencies of a task by what they answer for.

import type { AgencyRef, Duties } from "@/api/views";

export type DutyRole = "lead" | "cooperate" | "undifferentiated" | "guide" | "implied";

/** Roles as forms offer them, in the order in which duties are told. */
export const DUTY_ROLES: { value: DutyRole; label: string }[] = [
  { value: "lead", label: "牵头" },
  { value: "cooperate", label: "配合" },
  { value: "undifferentiated", label: "责任单位" },
  { value: "guide", label: "指导" },
  { value: "implied", label: "按文件统一要求" },
];

export interface DutyGroup {
  role: "主牵头" | "牵头" | "联合牵头" | "配合" | "责任单位" | "指导" | "按文件统一要求";
  agencies: AgencyRef[];
}

/**
 * 主牵头 only when a person has said so: a task with several leads and no decision has 联合牵头 only,
 * because the order of the text is not a decision.
 */
export function dutyGroups(duties: Duties): DutyGroup[] {
  const main = duties.lead.filter((agency) => agency.name === duties.main_lead);
  const others = duties.lead.filter((agency) => agency.name !== duties.main_lead);
  const isAlone = main.length === 0 && others.length === 1;
  const groups: DutyGroup[] = [
    { role: "主牵头", agencies: main },
    { role: isAlone ? "牵头" : "联合牵头", agencies: others },
    { role: "配合", agencies: duties.cooperate },
    { role: "责任单位", agencies: duties.undifferentiated },
    { role: "指导", agencies: duties.guide ?? [] },
    { role: "按文件统一要求", agencies: duties.implied ?? [] },
  ];
  return groups.filter((group) => group.agencies.length > 0);
}

export function names(agencies: readonly AgencyRef[]): string {
  return agencies.map((agency) => (agency.is_open ? `${agency.name}（待明确）` : agency.name)).join("、");
}

/** 市发改委等7个单位: many agencies on one line. */
export function inShort(agencies: readonly AgencyRef[]): string {
  return agencies.length > 2 ? `${names(agencies.slice(0, 1))}等${agencies.length}个单位` : names(agencies);
}

/** All agencies that answer for a task by its own note, in the order of the text. */
export function allAgencies(duties: Duties): AgencyRef[] {
  return [...duties.lead, ...duties.cooperate, ...duties.undifferentiated];
}
