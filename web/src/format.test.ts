import { expect, it } from "vitest";
import { MISSING, day, moment, orMissing, periodInWords, periodOrder, term } from "./format";
import { passwordFault } from "./session/password";

it("shows a dash for what is missing, and zero as zero", () => {
  expect(orMissing(undefined)).toBe(MISSING);
  expect(orMissing(null)).toBe(MISSING);
  expect(orMissing("")).toBe(MISSING);
  expect(orMissing(0)).toBe("0");
});

it("writes moments without seconds, and leaves alone what is no moment", () => {
  expect(moment("2026-11-25T08:03:59Z")).toBe("2026-11-25 16:03");
  expect(moment("昨天")).toBe("昨天");
  expect(day(null)).toBe(MISSING);
});

it("writes a term of one year as that year", () => {
  expect(term([2024, 2025])).toBe("2024—2025年");
  expect(term([2025, 2025])).toBe("2025年");
  expect(term(null)).toBe(MISSING);
});

it("orders periods by their end, the longer one last", () => {
  const periods = ["2025", "2024-12", "2025-Q4", "2025-12", "2025-H1", "2025-06", "2025-Q2", "2024"];
  const sorted = [...periods].sort((left, right) => periodOrder(left) - periodOrder(right));
  expect(sorted).toEqual(["2024-12", "2024", "2025-06", "2025-Q2", "2025-H1", "2025-12", "2025-Q4", "2025"]);
});

it("says periods as official documents do", () => {
  expect(["2025", "2025-H1", "2025-Q3", "2025-06"].map(periodInWords)).toEqual(["2025年", "2025年上半年", "2025年三季度", "2025年6月"]);
});

it("says what a new password lacks", () => {
  expect(passwordFault("Ab1!", "admin")).toContain("至少10位，现在4位");
  expect(passwordFault("abcdefghijk1", "admin")).toContain("现在2类");
  expect(passwordFault("Admin-2026-ok", "admin")).toContain("不能包含账号");
  expect(passwordFault("County-2026-ok", "admin")).toBeUndefined();
});
