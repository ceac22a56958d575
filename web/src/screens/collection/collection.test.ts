import { describe, expect, it } from "vitest";
import { pastedLines, phaseTag } from "./collection";

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
