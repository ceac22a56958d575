// Series of one indicator as lines of a chart.
//
// Values of different scope or length of period never share a line: joining them would draw a
// growth that never was.

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
  const lines = new Map<string, Line>();
  for (const each of observations) {
    const name = `${LENGTHS[lengthOf(each.period)]}，${SCOPE_WORDS[each.scope]}口径`;
    const line = lines.get(name) ?? { name, values: periods.map(() => null), figures: periods.map(() => undefined) };
    line.values[periods.indexOf(each.period)] = Number(each.value.text);
    line.figures[periods.indexOf(each.period)] = each.value;
    lines.set(name, line);
  }
  return { periods: periods.map(periodInWords), lines: [...lines.values()] };
}
