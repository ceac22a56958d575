// Agencies of a task by what they answer for.

import type { AgencyRef, Duties } from "@/api/views";

export interface DutyGroup {
  role: "主牵头" | "牵头" | "联合牵头" | "配合" | "责任单位";
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
  ];
  return groups.filter((group) => group.agencies.length > 0);
}

export function names(agencies: readonly AgencyRef[]): string {
  return agencies.map((agency) => (agency.is_open ? `${agency.name}（待明确）` : agency.name)).join("、");
}

/** All agencies that a task names, in the order of the text. */
export function allAgencies(duties: Duties): AgencyRef[] {
  return [...duties.lead, ...duties.cooperate, ...duties.undifferentiated];
}
