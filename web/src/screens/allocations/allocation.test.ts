import { expect, test } from "vitest";
import type { AllocationView, PlacementView } from "@/api/views";
import { changeInWords, figure, placedFigure, questionOf, segments } from "./allocation";

const view = {
  figures: "alloc~3~",
  refused: null,
  budget: { amount: "200", source: "", is_entered: false },
  grants: [
    { key: "a", name: "甲", amount: "50" },
    { key: "b", name: "乙", amount: "0" },
    { key: "c", name: "丙", amount: "100" },
  ],
} as unknown as AllocationView;

test("a change is told with its sign, no change in words, nothing as missing", () => {
  expect(changeInWords("12.5")).toBe("+12.5");
  expect(changeInWords("-3")).toBe("−3");
  expect(changeInWords("0")).toBe("不变");
  expect(changeInWords(null)).toBe("—");
});

test("the bar shows who gets something, the largest first, as shares of the budget", () => {
  expect(segments(view).map((each) => [each.key, each.width])).toEqual([
    ["c", 50],
    ["a", 25],
  ]);
});

test("a refused allocation has no figures to ask about", () => {
  expect(figure(view, "amount", "-", "a", "50").id).toBe("alloc~3~amount/-/a");
  expect(figure({ ...view, refused: "冲突" } as AllocationView, "budget", "-", "-", "200").id).toBeNull();
});

test("a number of a placement is asked about by the path that its workbook has", () => {
  const placed = { figures: "place~3~" } as unknown as PlacementView;
  expect(placedFigure(placed, "project/甲", "50").id).toBe("place~3~project/甲");
  expect(placedFigure(placed, "project/乙", null, "未安排")).toEqual({ text: "—", unit: null, id: null, missing: "未安排" });
});

test("a frozen run is asked by its number alone", () => {
  expect(questionOf({ run: "7", pack: "x" }, "demo")).toEqual({ run: 7 });
  expect(questionOf({ pack: "x", budget: "12" }, "demo")).toMatchObject({ pack: "x", budget: "12", dataset: "demo" });
});
