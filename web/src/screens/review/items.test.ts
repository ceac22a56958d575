import { describe, expect, it } from "vitest";
import type { DecisionView, ItemView, PlanReview, ReviewedItem, Target } from "@/api/views";
import { character, demand, freshIds, isChanged, itemName, marksOf, parseValues, periodWords, queue, redoable, residueRank, summary, undoable } from "./items";

function target(id: string, confidence: number, state: ReviewedItem["state"] = "draft", start = 0): ItemView {
  const item = {
    kind: "target",
    item: {
      id, confidence, subject: "新建公园", comparator: "at_least", strict: false, values: ["12"], unit: "个", places: ["东县", "西县"], distribute_each: true,
      text: "12个以上", span: { start, end: start + 4 }, period: { kind: "by-year", year: 2025 },
    },
  } as unknown as NonNullable<ReviewedItem["draft"]>;
  return { kind: "target", id, state, draft: item, current: state === "rejected" ? null : item, decisions: [], version: 0, origin: [], heirs: [], chapter: "", clause: "", doubts: [], urgency: confidence < 80 ? 100 - confidence : 0 };
}

describe("the order of work", () => {
  const items = [target("T1", 95), target("T2", 60, "confirmed"), target("T3", 40), target("T4", 100)];
  const ids = (lowFirst: boolean, openOnly: boolean) => queue(items, "target", { lowFirst, openOnly }).map((item) => item.id).join(" ");

  it("is that of the text, or the least sure first", () => {
    expect(ids(false, false)).toBe("T1 T2 T3 T4");
    expect(ids(true, false)).toBe("T3 T1 T4 T2");
  });

  it("can be narrowed to a chapter", () => {
    const shared = [{ ...items[0], chapter: "2.1" }, items[2]] as ItemView[];
    expect(queue(shared, "all", { lowFirst: true, openOnly: false, chapter: "2.1" }).map((item) => item.id)).toEqual(["T1"]);
  });

  it("leaves out what has been decided on when asked", () => {
    expect(ids(true, true)).toBe("T3 T1 T4");
  });
});

it("says a target in one line", () => {
  expect(summary(target("T1", 90).draft as NonNullable<ReviewedItem["draft"]>)).toBe("新建公园 不低于12个，东县、西县（各），到2025年");
});

it("says which way a figure is to move and how the change is bounded", () => {
  const read = (target("T1", 90).draft?.item ?? {}) as Target;
  const rate: Target = { ...read, values: ["3"], unit: "%", comparator: "increase_by", direction: "decrease", bound: "at_least", strength: "binding", nature: "level" };
  expect(demand(rate)).toBe("下降不低于3%");
  expect(character(rate)).toBe("约束性，当期水平");
  expect(character({ ...rate, comparator: "at_most" })).toBe("约束性，当期水平，要求下降");
});

it("calls a task by the number of its clause and everything else by its own", () => {
  const found = target("T1", 90);
  expect(itemName({ ...found, clause: "二（一）" })).toBe("T1");
  expect(itemName({ ...found, kind: "task", id: "3.1.2", clause: "三（一）2" })).toBe("三（一）2");
  expect(itemName({ ...found, kind: "task", id: "3.1.2" })).toBe("未编号");
});

it("marks what stands, and not what was taken out", () => {
  const review = {
    items: [target("T1", 90), target("T2", 90, "rejected", 10)],
    residue: [{ span: { start: 20, end: 24 }, text: "2024", reason: "date", reason_in_words: "日期、年份" }],
    corrections: [],
  } as unknown as PlanReview;
  expect(marksOf(review).map((mark) => `${mark.kind}:${mark.id}`)).toEqual(["target:T1", "residue:residue-0"]);
});

it("puts amounts before dates and names among the numbers set aside", () => {
  const reasons = ["date", "achievement", "mention", "undecided", "part_of_name"] as const;
  expect([...reasons].sort((left, right) => residueRank(left) - residueRank(right))).toEqual(["undecided", "mention", "achievement", "date", "part_of_name"]);
});

it("says one year as one year", () => {
  const read = target("T1", 90).draft?.item as Target;
  expect(periodWords({ ...read, period: { kind: "document-period", start: 2026, end: 2026, is_explicit: false } } as Target)).toBe("方案期内（2026年）");
});

it("knows whether a person changed the reading", () => {
  const item = target("T1", 90);
  expect(isChanged(item)).toBe(false);
  expect(isChanged({ ...item, current: { kind: "target", item: { ...(item.draft as { item: object }).item, unit: "处" } } as never })).toBe(true);
});

it("finds ids that are free", () => {
  expect(freshIds("T07", 2, new Set(["T07a"]))).toEqual(["T07b", "T07c"]);
});

it("reads one value or a range, and refuses what is no number", () => {
  expect(parseValues("1,100")).toEqual(["1100"]);
  expect(parseValues("1—2")).toEqual(["1", "2"]);
  expect(parseValues("1-2")).toEqual(["1", "2"]);
  expect(parseValues("")).toBeUndefined();
  expect(parseValues("十二")).toBeUndefined();
});

describe("taking back and doing again", () => {
  const decision = (seq: number, action: object, holds = true, actor = "a"): DecisionView => ({ seq, action, holds, actor, by: actor, what: "", at: "", note: null }) as unknown as DecisionView;
  const confirm = { action: "confirm", kind: "target", id: "T1" };
  const undo = (seq: number) => ({ action: "undo", seq });

  it("concerns one's own last decision that holds", () => {
    const decisions = [decision(1, confirm), decision(2, confirm), decision(3, confirm, true, "b")];
    expect(undoable(decisions, "a")?.seq).toBe(2);
    expect(undoable([...decisions.map((each) => (each.seq === 2 ? { ...each, holds: false } : each)), decision(4, undo(2))], "a")?.seq).toBe(1);
  });

  it("does again what was taken back last, until something new is decided", () => {
    const undone = [decision(1, confirm, false), decision(2, confirm, false), decision(3, undo(2)), decision(4, undo(1))];
    expect(redoable(undone, "a")?.seq).toBe(4);
    const again = [decision(1, confirm), decision(2, confirm, false), decision(3, undo(2)), decision(4, undo(1), false), decision(5, undo(4))];
    expect(redoable(again, "a")?.seq).toBe(3);
    expect(redoable([...undone, decision(5, confirm)], "a")).toBeUndefined();
  });
});
