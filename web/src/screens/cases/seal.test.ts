import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { plainPrice, sealOf, sha256 } from "./seal";

describe("the digest of a sealed bid", () => {
  it("is SHA-256 for every length around the size of a block", () => {
    for (let length = 0; length < 200; length++) {
      const text = "价a".repeat(length).slice(0, length);
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  });
  it("binds case, bidder, price and password", () => {
    expect(sealOf("JY2026-0001", "甲", "500", "口令")).toBe(createHash("sha256").update("JY2026-0001\n甲\n500\n口令").digest("hex"));
  });
  it("writes a price in one way", () => {
    expect(["500", "0500.00", "500.", "5e2", "-1", "0.50", "000"].map(plainPrice)).toEqual(["500", "500", undefined, undefined, undefined, "0.5", "0"]);
  });
});
