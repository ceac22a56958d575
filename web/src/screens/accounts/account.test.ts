import { expect, it } from "vitest";
import type { AccountView } from "@/api/views";
import { bars, lines, numberColumns } from "./account";

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
