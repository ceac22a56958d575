import { describe, expect, it } from "vitest";
import { daysOf, lastDay } from "./consent";

describe("the term of a consent", () => {
  it("counts its first and its last day", () => {
    expect(lastDay("2026-11-25", 90)).toBe("2027-02-22");
    expect(lastDay("2026-11-25", 1)).toBe("2026-11-25");
    expect(daysOf("2026-11-25", "2027-02-22")).toBe(90);
    expect(daysOf("", "2027-02-22")).toBeUndefined();
  });
});
