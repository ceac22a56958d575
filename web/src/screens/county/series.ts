// Series of one indicator as lines of a chart.
//
// Values of different scope or length of period never share a line, and a line ends at a break of the series: joining
// them would draw a growth that never was.

import type { Figure, SeriesPoint } from "@/api/views";
import { periodInWords, periodOrder } from "@/format";
import { SCOPE_WORDS } from "@/words";

export interface Line {
  name: string;
  /** One per period of the axis; null where nothing is known. */
  values: (number | null)[];
  figures: (Figure | undefined)[];
}

export interface Series {
  periods: string[];
  /** Why the lines end where they do. */
  breaks: string[];
  lines: Line[];
}

const LENGTHS = { year: "年度", half: "半年", quarter: "季度", month: "月度" } as const;

function lengthOf(period: string): keyof typeof LENGTHS {
  if (!period.includes("-")) return "year";
  if (period.includes("-H")) return "half";
  return period.includes("-Q") ? "quarter" : "month";
}

export function seriesLines(observations: readonly SeriesPoint[]): Series {
  const periods = [...new Set(observations.map((each) => each.period))].sort((left, right) => periodOrder(left) - periodOrder(right));
  /** The pieces of each line, the newest last. */
  const lines = new Map<string, Line[]>();
  for (const each of observations) {
    const name = `${LENGTHS[lengthOf(each.period)]}，${SCOPE_WORDS[each.scope]}口径`;
    const pieces = lines.get(name) ?? [];
    if (pieces.length === 0 || each.break_before) pieces.push({ name, values: periods.map(() => null), figures: periods.map(() => undefined) });
    const line = pieces[pieces.length - 1] as Line;
    line.values[periods.indexOf(each.period)] = Number(each.value.text);
    line.figures[periods.indexOf(each.period)] = each.value;
    lines.set(name, pieces);
  }
  const breaks = [...new Set(observations.flatMap((each) => (each.break_before ? [each.break_before] : [])))];
  return { periods: periods.map(periodInWords), breaks, lines: [...lines.values()].flat() };
}

/** The pieces of a line as one, for a table. */
export function whole(lines: readonly Line[]): Line[] {
  const joined = new Map<string, Line>();
  for (const line of lines) {
    const held = joined.get(line.name);
    joined.set(line.name, held ? { ...held, figures: held.figures.map((figure, place) => figure ?? line.figures[place]), values: held.values.map((value, place) => value ?? line.values[place] ?? null) } : line);
  }
  return [...joined.values()];
}
