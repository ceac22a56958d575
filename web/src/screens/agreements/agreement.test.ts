import { expect, test } from "vitest";
import { type TypedPhase, sent, sumOf, typed, wrongWith } from "./agreement";

const phase: TypedPhase = { name: "前五年", years: "5", shares: ["33.33", "66.67"] };

test("shares are summed exactly, and 99 is named", () => {
  expect(typed([{ name: "前五年", years: 5, shares: ["33.33", "66.67"] }])).toEqual([phase]);
  expect(sumOf(phase)).toBe(100);
  expect(wrongWith([phase])).toBeUndefined();
  expect(wrongWith([{ ...phase, shares: ["60", "39"] }])).toBe("阶段“前五年”的比例合计 99，应为 100，少 1");
  expect(wrongWith([{ ...phase, shares: ["x", "100"] }])).toContain("0 至 100 的数");
});

test("only the last phase may have no end", () => {
  const endless = { ...phase, years: "" };
  expect(wrongWith([endless, phase])).toContain("后面的阶段轮不到");
  expect(wrongWith([phase, endless])).toBeUndefined();
  expect(sent([endless])[0]?.years).toBeNull();
});
