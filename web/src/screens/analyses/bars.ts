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
    return text === null || text === undefined ? [] : [{ name: row.name, value: Number(text), text }];
  });
  return known.sort((one, other) => other.value - one.value).slice(0, BARS_MAX);
}
