import { expect, it } from "vitest";
import { type Column, firstOnPhone, numberIn, sorted } from "./columns";

interface Row {
  name: string;
  value: number | null;
}
const rows: Row[] = [
  { name: "甲", value: 3 },
  { name: "乙", value: null },
  { name: "丙", value: 12 },
  { name: "丁", value: 3 },
];
const columns: Column<Row>[] = [
  { key: "value", label: "数值", sort: (row) => row.value },
  { key: "name", label: "名称" },
];
const names = (order?: { key: string; descending: boolean }): string => sorted(rows, columns, order).map((row) => row.name).join("");

it("keeps the official order until asked", () => {
  expect(names()).toBe("甲乙丙丁");
  expect(names({ key: "name", descending: true })).toBe("甲乙丙丁");
});

it("puts missing values last whichever way, and keeps equal ones in order", () => {
  expect(names({ key: "value", descending: false })).toBe("甲丁丙乙");
  expect(names({ key: "value", descending: true })).toBe("丙甲丁乙");
});

it("puts what is kept secret last whichever way", () => {
  const held = [{ name: "甲", text: "竞价结束前保密" }, { name: "乙", text: "1,200" }, { name: "丙", text: "30" }];
  const columns: Column<(typeof held)[number]>[] = [{ key: "held", label: "已冻结", sort: (row) => numberIn(row.text) }];
  const order = (descending: boolean): string => sorted(held, columns, { key: "held", descending }).map((row) => row.name).join("");
  expect(order(false)).toBe("丙乙甲");
  expect(order(true)).toBe("乙丙甲");
});

it("reads a number out of a printed figure, and none out of a dash", () => {
  expect(numberIn("1,028.7")).toBe(1028.7);
  expect(numberIn("-3")).toBe(-3);
  expect(numberIn("—")).toBeUndefined();
  expect(numberIn("1—2")).toBeUndefined();
});

it("shows the columns that people look for first on a phone, and only there", () => {
  const keys = (isPhone: boolean): string[] => firstOnPhone(columns, ["name"], isPhone).map((column) => column.key);
  expect(keys(false)).toEqual(["value", "name"]);
  expect(keys(true)).toEqual(["name", "value"]);
});
