import { describe, expect, it } from "vitest";
import type { Mark, MarkKind } from "@/api/views";
import { markWords, paragraphs, segments } from "./marks";

function mark(start: number, end: number, kind: MarkKind = "target", id = "T1"): Mark {
  return { span: { start, end }, kind, id, label: "" };
}

function shown(text: string, start: number, marks: Mark[]): string[] {
  return segments(text, start, marks).map((segment) => `${segment.text}：${segment.marks.map((each) => each.id).join("+")}`);
}

describe("marks of a text", () => {
  it("are cut out at their borders", () => {
    expect(shown("建成公园12个以上。", 0, [mark(4, 9)])).toEqual(["建成公园：", "12个以上：T1", "。："]);
  });

  it("count code points, so that a rare character is one place and not two", () => {
    expect(shown("𠀀村建成3处", 0, [mark(4, 6)])).toEqual(["𠀀村建成：", "3处：T1"]);
  });

  it("are placed by the offset of the clause in the whole text", () => {
    expect(shown("新建3处", 100, [mark(102, 104)])).toEqual(["新建：", "3处：T1"]);
  });

  it("may lie in one another, the narrow one last", () => {
    const cut = segments("甲乙丙丁", 0, [mark(1, 2, "target", "in"), mark(0, 4, "soft_target", "out")]);
    expect(cut[1]?.marks.map((each) => each.id)).toEqual(["out", "in"]);
  });

  it("that reach outside are clipped, empty and foreign ones are dropped", () => {
    expect(shown("甲乙", 10, [mark(8, 11), mark(11, 11, "target", "empty"), mark(40, 44)])).toEqual(["甲：T1", "乙："]);
  });
});

it("says the kind of a mark once", () => {
  expect(markWords({ ...mark(0, 1), label: "目标：公园12个" })).toBe("目标：公园12个");
  expect(markWords({ ...mark(0, 1, "duty"), label: "甲局牵头" })).toBe("责任单位：甲局牵头");
});

describe("paragraphs", () => {
  it("know where they begin, in code points, and skip empty lines", () => {
    expect(paragraphs("𠀀一\n\n二\r\n三")).toEqual([
      { start: 0, end: 2, text: "𠀀一" },
      { start: 4, end: 6, text: "二" },
      { start: 7, end: 8, text: "三" },
    ]);
  });
});
