import { expect, it } from "vitest";
import type { ComparedItem, ComparisonView } from "@/api/views";
import { counts, filterChanges } from "./changes";

const item = (kind: ComparedItem["kind"], name: string): ComparedItem => ({ kind, name, clause: "二（一）", fields: [], sentence: "", wording: [] });
const tasks = [item("added", "修路"), item("changed", "建园")];
const targets = [item("added", "公园")];

it("counts the kinds that occur, tasks and targets together", () => {
  expect(counts({ tasks, targets } as ComparisonView)).toEqual([
    { kind: "added", count: 2 },
    { kind: "changed", count: 1 },
  ]);
});

it("chooses by kind and by words", () => {
  expect(filterChanges(tasks, { kind: "added", text: "" }).map((each) => each.name)).toEqual(["修路"]);
  expect(filterChanges(tasks, { kind: "", text: "园" }).map((each) => each.name)).toEqual(["建园"]);
  expect(filterChanges(tasks, { kind: "removed", text: "" })).toEqual([]);
});
