// What the chart of an analysis shows: subjects with a number, the largest first.

import type { AnalysisView } from "@/api/views";

export interface Bar {
  name: string;
  value: number;
  text: string;
}

/** More bars than this nobody reads. */
export const BARS_MAX = 30;

export function bars(view: Pick<AnalysisView, "rows" | "columns">): Bar[] {
  if (!view.columns[0]?.is_number) return [];
  const known = view.rows.flatMap((row) => {
    const text = row.cells[0];
    return text === null || text === undefined ? [] : [{ name: row.name, value: Number(text), text: rounded(text) }];
  });
  return known.sort((one, other) => other.value - one.value).slice(0, BARS_MAX);
}

/** 77,302 and 0.0347: as many decimals as help to read a bar. The table below the chart has all of them. */
export function rounded(text: string): string {
  const value = Number(text);
  const decimals = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 2 : 4;
  return value.toLocaleString("zh-CN", { maximumFractionDigits: decimals });
}
