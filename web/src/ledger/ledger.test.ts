import { describe, expect, it } from "vitest";
import type { Duties, TargetRowView, TaskRowView } from "@/api/views";
import { dutyGroups, names } from "@/parts/agencies";
import { EMPTY_TARGET_CONDITIONS, byDefinition, filterTargets, groupTargets } from "./targets";
import { EMPTY_TASK_CONDITIONS, filterTasks } from "./tasks";

function duties(lead: string[], cooperate: string[] = [], main: string | null = null): Duties {
  const refs = (list: string[]) => list.map((name) => ({ name, is_open: name.includes("有关") }));
  return { lead: refs(lead), cooperate: refs(cooperate), undifferentiated: [], style: "bracket", main_lead: main };
}

/** Only what the functions under test read. */
function task(id: string, action: string, lead: string[], places: string[], statuses: string[]): TaskRowView {
  return { id, clause: id, title: `任务${id}`, action, task: { duties: duties(lead, ["协办局"]) }, places, statuses } as unknown as TaskRowView;
}
function target(id: string, subject: string, place: string, status: string, clause = "一"): TargetRowView {
  return {
    id, clause, place, demand: "不低于5个", task_title: "修路", status_label: status, outcome: { status },
    subject, target: { subject }, lead: [{ name: "甲局", is_open: false }],
  } as unknown as TargetRowView;
}

describe("duties", () => {
  const roles = (of: Duties) => dutyGroups(of).map((group) => `${group.role}：${names(group.agencies)}`);

  it("have no main lead until a person has named one", () => {
    expect(roles(duties(["甲局", "乙局"], ["丙局"]))).toEqual(["联合牵头：甲局、乙局", "配合：丙局"]);
    expect(roles(duties(["甲局", "乙局"], [], "乙局"))).toEqual(["主牵头：乙局", "联合牵头：甲局"]);
  });

  it("call a lone lead 牵头, and say which groups are open", () => {
    expect(roles(duties(["甲局"], ["市直有关部门"]))).toEqual(["牵头：甲局", "配合：市直有关部门（待明确）"]);
  });
});

describe("conditions on tasks", () => {
  const rows = [
    task("1", "强基行动", ["甲局"], ["东县"], ["behind", "done"]),
    task("2", "富民行动", ["乙局"], ["东县", "西县"], ["no_data"]),
  ];
  const ids = (conditions: Partial<typeof EMPTY_TASK_CONDITIONS>) => filterTasks(rows, { ...EMPTY_TASK_CONDITIONS, ...conditions }).map((row) => row.id);

  it("hold together", () => {
    expect(ids({})).toEqual(["1", "2"]);
    expect(ids({ place: "东县", action: "富民行动" })).toEqual(["2"]);
    expect(ids({ place: "西县", action: "强基行动" })).toEqual([]);
  });

  it("find agencies in every role, and any status that one of the rows has", () => {
    expect(ids({ agency: "协办局" })).toEqual(["1", "2"]);
    expect(ids({ status: "behind" })).toEqual(["1"]);
    expect(ids({ text: " 乙局 " })).toEqual(["2"]);
  });
});

describe("conditions and groups of targets", () => {
  const rows = [target("T1", "粮食产量", "西县", "done"), target("T2", "公路里程", "东县", "behind", "二"), target("T3", "粮食产量", "东县、西县", "done")];

  it("find a place among several", () => {
    expect(filterTargets(rows, { ...EMPTY_TARGET_CONDITIONS, place: "西县" }).map((row) => row.id)).toEqual(["T1", "T3"]);
    expect(filterTargets(rows, { ...EMPTY_TARGET_CONDITIONS, text: "公路", status: "done" })).toEqual([]);
  });

  it("show a definition once for neighbours that share it", () => {
    const groups = byDefinition([...rows.slice(0, 1), target("T4", "粮食产量", "东县", "done"), ...rows.slice(1)]);
    expect(groups.map((group) => group.map((row) => row.id))).toEqual([["T1", "T4"], ["T2"], ["T3"]]);
  });

  it("keep the official order of places and lose no row", () => {
    const groups = groupTargets(rows, "place", ["东县", "西县"]);
    expect(groups.map((group) => `${group.title}${group.rows.length}`)).toEqual(["东县1", "西县1", "东县、西县1"]);
    expect(groupTargets(rows, "").map((group) => group.rows.length)).toEqual([3]);
  });
});
