import { describe, expect, it } from "vitest";
import { clockInWords, keepKey, leftInWords, newKey, stageOf } from "./case";

describe("the clock of a case", () => {
  it("counts down to zero and no further, a started second counting whole", () => {
    expect([90_061_000, 61_000, 1, 0, -5_000].map(leftInWords)).toEqual(["1天01:01:01", "00:01:01", "00:00:01", "00:00:00", "00:00:00"]);
  });
  it("shows the time in China wherever the browser is", () => {
    expect(clockInWords(Date.UTC(2026, 10, 29, 20, 0, 1))).toBe("2026-11-30 04:00:01");
  });
  it("gives each command a key of its own", () => {
    expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
    expect(newKey()).not.toBe(newKey());
  });
  it("keeps the key of what is sent again until it succeeds or says something else", () => {
    const keys = keepKey();
    const first = keys.of({ act: "order", price: "80", quantity: 10 });
    expect(keys.of({ act: "order", price: "80", quantity: 10 })).toBe(first);
    const other = keys.of({ act: "order", price: "81", quantity: 10 });
    expect(other).not.toBe(first);
    keys.done();
    expect(keys.of({ act: "order", price: "81", quantity: 10 })).not.toBe(other);
  });
  it("knows where a case stands; one that failed stands nowhere", () => {
    expect(["opened", "bidding", "settled", "failed"].map(stageOf)).toEqual([0, 2, 6, -1]);
  });
});
