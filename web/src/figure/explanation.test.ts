import { expect, it } from "vitest";
import { asked, derivationOf, whereFrom, whereFromCount } from "./explanation";

it("a counted list is explained by its rule and by what it holds", () => {
  const told = derivationOf({ title: "任务台账中符合条件的记录", rule: "任务台账中状态为“欠进度”的记录条数", unit: "条", count: 2, items: ["三（一）1 甲", "三（一）2 乙"] });
  expect([told.value, told.unit, told.formula]).toEqual(["2", "条", "任务台账中状态为“欠进度”的记录条数"]);
  expect(told.inputs.map((input) => input.title)).toEqual(["三（一）1 甲", "三（一）2 乙"]);
});

it("one question at a time is open", () => {
  whereFrom("id", "1");
  whereFromCount({ title: "来源", rule: "来源的记录条数", unit: "条", count: 67 });
  expect([asked.id, asked.told?.value]).toEqual([undefined, "67"]);
  whereFrom("id", "1");
  expect([asked.id, asked.told]).toEqual(["id", undefined]);
});
