import { expect, it } from "vitest";
import type { AccountView } from "@/api/views";
import { bars, isUpright, itemBars, lines, numberColumns, sharedUnits } from "./account";

const row = (name: string, values: (string | null)[]): AccountView["rows"][number] => ({ key: name, name, values, missing: values.map(() => null) });
const view = { columns: [{}, {}], rows: [row("甲", ["3", "低碳"]), row("乙", ["10.5", "高碳"]), row("丙", [null, null]), row("丁", ["-2", null])] } as unknown as AccountView;

it("draws numbers from the largest down and leaves out what is missing", () => {
  expect(numberColumns(view)).toEqual([0]);
  expect(bars(view, 0)).toEqual({ bars: [{ name: "乙", value: 10.5 }, { name: "甲", value: 3 }, { name: "丁", value: -2 }], more: 0 });
});

it("breaks a line where a year has no value", () => {
  const series = { columns: [{}, {}, {}], rows: [row("甲", ["1", null, "3"]), row("乙", ["9", "8", "7"]), row("丙", [null, null, null])] } as unknown as AccountView;
  expect(lines(series).lines).toEqual([{ name: "乙", values: [9, 8, 7] }, { name: "甲", values: [1, null, 3] }]);
});

it("reads a single subject item by item, by unit", () => {
  const units = ["亿元", "t", "亿元", "%"].map((unit, place) => ({ name: `项${place}`, unit }));
  const one = { columns: units, rows: [row("甲", ["1", "2", "3", null])] } as unknown as AccountView;
  expect(isUpright(one)).toBe(true);
  expect(isUpright(view)).toBe(false);
  expect(sharedUnits(one)).toEqual(["亿元"]);
  expect(itemBars(one, 0, "亿元").bars).toEqual([{ name: "项2", value: 3 }, { name: "项0", value: 1 }]);
});
