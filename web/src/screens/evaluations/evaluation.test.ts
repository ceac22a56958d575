import { expect, test } from "vitest";
import type { EvaluationView, PoolView, SubjectView } from "@/api/views";
import { figure, moveInWords, questionOf, radar } from "./evaluation";

function subject(key: string, scores: (string | null)[], group: string | null = null): SubjectView {
  const cells = scores.map((score) => ({ value: score, score, points: score, reference: null, note: null }));
  return { key, name: key, group, cells } as unknown as SubjectView;
}

test("a frozen run is asked for by its number, a dry run by its parts", () => {
  expect(questionOf({ run: "12", pack: "x" }, "demo")).toEqual({ run: 12 });
  expect(questionOf({ pack: "mu_benefit", period: "2024" }, "demo")).toEqual({ pack: "mu_benefit", version: undefined, evaluation: undefined, period: "2024", dataset: "demo" });
});

test("figures of a trial cannot be asked, missing ones say why", () => {
  const view = { figures: "eval~3~" } as EvaluationView;
  expect(figure(view, "total", "-", "A", "80").id).toBe("eval~3~total/-/A");
  expect(figure({ figures: null } as unknown as EvaluationView, "total", "-", "A", "80").id).toBeNull();
  expect(figure(view, "value", "tax", "A", null)).toEqual({ text: "—", unit: null, id: null, missing: "没有数据" });
});

test("the radar holds a subject against its group, as shares of the best of the pool", () => {
  const pool = {
    nodes: [
      { name: "税收", is_indicator: true, column: 0 },
      { name: "能耗", is_indicator: true, column: 1 },
    ],
    subjects: [subject("A", ["2", "1"], "g"), subject("B", ["4", null], "h"), subject("C", ["1", "2"], "g")],
  } as unknown as PoolView;
  expect(radar(pool, pool.subjects[0] as SubjectView)).toEqual([
    { name: "税收", own: 50, mean: 37.5 },
    { name: "能耗", own: 50, mean: 75 },
  ]);
  expect(radar(pool, pool.subjects[1] as SubjectView)[1]).toEqual({ name: "能耗", own: null, mean: null });
});

test("a change of place is told with an arrow, never without last year's place", () => {
  expect(moveInWords("3", "5")).toBe("↑2");
  expect(moveInWords("5", "3")).toBe("↓2");
  expect(moveInWords("5", "5")).toBe("持平");
  expect(moveInWords("5", null)).toBe("");
});
