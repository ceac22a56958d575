import { expect, test } from "vitest";
import { sent, sumOf, typed, wrongWith } from "./agreement";

const phases = typed([{ name: "前五年", years: 5, shares: ["33.33", "66.67"] }]);

test("shares are summed exactly, and 99 is named", () => {
  expect(sumOf(phases[0])).toBe(100);
  expect(wrongWith(phases)).toBeUndefined();
  const short = [{ ...phases[0], shares: ["60", "39"] }];
  expect(wrongWith(short)).toBe("阶段“前五年”的比例合计 99，应为 100，少 1");
  expect(wrongWith([{ ...phases[0], shares: ["x", "100"] }])).toContain("0 至 100 的数");
});

test("only the last phase may have no end", () => {
  const endless = { ...phases[0], years: "" };
  expect(wrongWith([endless, phases[0]])).toContain("后面的阶段轮不到");
  expect(wrongWith([phases[0], endless])).toBeUndefined();
  expect(sent([endless])[0]?.years).toBeNull();
});
