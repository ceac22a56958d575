import { describe, expect, it } from "vitest";
import type { NetworkView } from "@/api/views";
import { around, depths, drawing, listOf } from "./network";

const link = (supplier: string, buyer: string, product = "钢") => ({ supplier, buyer, product, amount: "1" });
const dependence = { product: "钢", suppliers: 1, largest: "甲", largest_share: "1", concentration: "1", impact: "1", risk: "1", list_in_words: "红色清单", is_single_source: true };
const view = {
  steps: 3,
  firms: [],
  links: [link("甲", "乙"), link("乙", "丙"), link("丁", "丙", "铜"), link("戊", "己")],
  dependences: [{ ...dependence, buyer: "乙", list: "red" }],
} as unknown as NetworkView;

describe("a supply network", () => {
  it("stands suppliers before buyers, and a circle ends", () => {
    expect([...depths(view)].toSorted()).toEqual([["丁", 0], ["丙", 2], ["乙", 1], ["己", 1], ["戊", 0], ["甲", 0]].toSorted());
    const circle = { ...view, links: [link("甲", "乙"), link("乙", "甲")] };
    expect(depths(circle).size).toBe(2);
  });
  it("shows what hangs together with one firm", () => {
    expect([...around(view, "甲", 3)].toSorted()).toEqual(["丙", "乙", "甲"].toSorted());
    expect(around(view, "", 3).size).toBe(6);
  });
  it("colours a link by the list of the dependence", () => {
    expect([listOf(view, "乙", "钢"), listOf(view, "丙", "铜")]).toEqual(["red", "none"]);
    const drawn = drawing(view, "甲") as { series: { links: { source: string; lineStyle: { color: string } }[] }[] };
    expect(drawn.series[0]?.links.find((each) => each.source === "甲")?.lineStyle.color).toBe("#b91c1c");
  });
  it("does not draw what nobody could tell apart", () => {
    const links = Array.from({ length: 70 }, (_, place) => link(`企业${place}`, "甲"));
    expect(drawing({ ...view, links }, "")).toBeUndefined();
  });
});
