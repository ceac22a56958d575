// Cuts a text into stretches that carry the same marks.
//
// Spans count Unicode code points, JavaScript strings count UTF-16 units; all cutting happens on
// arrays of code points, never on strings.

import type { Mark } from "@/api/views";
import { MARK_WORDS } from "@/words";

export interface Segment {
  /** Offset in the whole text, in code points. */
  start: number;
  text: string;
  /** Widest first, so that the last one is the most specific. */
  marks: Mark[];
}

/** Cuts `text`, which begins at `textStart` of the whole text, at every border of a mark. */
export function segments(text: string, textStart: number, marks: readonly Mark[]): Segment[] {
  const letters = Array.from(text);
  const end = textStart + letters.length;
  const inside = marks.filter((mark) => mark.span.start < end && mark.span.end > textStart && mark.span.start < mark.span.end);
  const borders = new Set([textStart, end]);
  for (const mark of inside) {
    borders.add(Math.max(mark.span.start, textStart));
    borders.add(Math.min(mark.span.end, end));
  }
  const sorted = [...borders].sort((left, right) => left - right);
  const cut: Segment[] = [];
  for (let place = 0; place + 1 < sorted.length; place += 1) {
    const from = sorted[place] as number;
    const to = sorted[place + 1] as number;
    cut.push({
      start: from,
      text: letters.slice(from - textStart, to - textStart).join(""),
      marks: inside
        .filter((mark) => mark.span.start <= from && mark.span.end >= to)
        .sort((left, right) => length(right) - length(left)),
    });
  }
  return cut;
}

/** What the pointer shows: the kind of mark is said once, whether or not the label begins with it. */
export function markWords(mark: Mark): string {
  const kind = MARK_WORDS[mark.kind];
  return mark.label.startsWith(kind) ? mark.label : `${kind}：${mark.label}`;
}

export interface Paragraph {
  start: number;
  end: number;
  text: string;
}

/** The lines of a text with their offsets in code points; empty lines are left out. */
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const length = Array.from(line).length;
    if (line.trim() !== "") found.push({ start, end: start + length, text: line.replace(/\r$/, "") });
    start += length + 1;
  }
  return found;
}

function length(mark: Mark): number {
  return mark.span.end - mark.span.start;
}
