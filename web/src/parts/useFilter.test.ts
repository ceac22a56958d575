import { expect, it } from "vitest";
import { conditionsInWords } from "./useFilter";

it("says what a list obeys, and nothing where it obeys nothing", () => {
  const names = { text: "", status: "状态", place: "县市区" };
  const words = (key: string, value: string): string => (key === "status" && value === "behind" ? "欠进度" : value);
  expect(conditionsInWords({ text: " 粮食 ", status: "behind", place: "" }, names, words)).toBe("含“粮食”、状态为“欠进度”");
  expect(conditionsInWords({ text: "", status: "", place: "" }, names)).toBe("");
});
