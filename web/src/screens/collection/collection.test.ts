import { describe, expect, it } from "vitest";
import { blankField, fieldOf, pastedLines, phaseTag, usualMin } from "./collection";

describe("a pasted table", () => {
  it("is read line by line with its notes", () => {
    expect(pastedLines("12.5\t核减重复项目\r\n13\r\n")).toEqual([{ value: "12.5", note: "核减重复项目" }, { value: "13" }]);
  });
  it("keeps empty lines inside, so that rows stay in place", () => {
    expect(pastedLines("1\n\n3\n")).toEqual([{ value: "1" }, { value: "" }, { value: "3" }]);
  });
  it("is not taken for one when it is a plain text", () => {
    expect(pastedLines("12.5")).toBeUndefined();
    expect(pastedLines("12.5\n")).toBeUndefined();
  });
});

describe("the colour of a phase", () => {
  it("warns of what is late or came back", () => {
    expect(phaseTag({ phase: "filling", late_in_words: "逾期 2 天" })).toBe("danger");
    expect(phaseTag({ phase: "returned", late_in_words: null })).toBe("danger");
    expect(phaseTag({ phase: "agreed", late_in_words: "逾期提交" })).toBe("success");
    expect(phaseTag({ phase: "submitted", late_in_words: null })).toBe("primary");
  });
});

describe("a field of a request", () => {
  it("has a code of its own, which is never that of a field of another table", () => {
    const codes = [blankField(1), blankField(1), blankField(2)].map((field) => fieldOf(field).code);
    expect(new Set(codes).size).toBe(3);
    expect(codes.every((code) => /^[a-z][a-z0-9_]*$/.test(code))).toBe(true);
    expect(fieldOf({ ...blankField(), indicator: "gdp" }).code).toBe("gdp");
  });
  it("says whether it adds up, and does not fall below zero unless somebody says so", () => {
    expect(fieldOf({ ...blankField(), name: " 投资 ", unit: "亿元" })).toMatchObject({ name: "投资", unit: "亿元", kind: { is: "number", min: "0", max: null, decimals: 2, nature: "flow" } });
    expect(fieldOf({ ...blankField(), type: "rate", min: usualMin("rate"), max: "100", decimals: 1 }).kind).toEqual({ is: "number", min: null, max: "100", decimals: 1, nature: "rate" });
    expect(usualMin("stock")).toBe("0");
  });
  it("has no unit when it is words", () => {
    expect(fieldOf({ ...blankField(), type: "text", unit: "亿元" })).toMatchObject({ unit: "", kind: { is: "text", chars_max: 300 } });
  });
});
