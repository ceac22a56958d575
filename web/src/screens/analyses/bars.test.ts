import { describe, expect, it } from "vitest";
import { BARS_MAX, bars, rounded } from "./bars";

const row = (name: string, cell: string | null) => ({ key: name, name, cells: [cell], reasons: [] });
const columns = [{ name: "效率值", unit: "", is_number: true }];

describe("bars of an analysis", () => {
  it("stand from the largest down, and a subject without a number has none", () => {
    const rows = [row("甲", "0.5"), row("乙", null), row("丙", "1")];
    expect(bars({ columns, rows }).map((bar) => bar.name)).toEqual(["丙", "甲"]);
  });
  it("are not more than people read", () => {
    const rows = Array.from({ length: 50 }, (_, place) => row(String(place), String(place)));
    expect(bars({ columns, rows })).toHaveLength(BARS_MAX);
  });
  it("say as many decimals as help to read them", () => {
    expect(["77302.3803", "389.4", "0.034719", "-12"].map(rounded)).toEqual(["77,302", "389.4", "0.0347", "-12"]);
  });
  it("are none for texts", () => {
    expect(bars({ columns: [{ name: "类型", unit: "", is_number: false }], rows: [row("甲", "高—高")] })).toEqual([]);
  });
});
