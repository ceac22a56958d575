// What the chart of an accounting table shows: numbers of one column from the largest down, or lines over the periods.

import type { AccountView } from "@/api/views";

/** More bars or lines than this cannot be told apart. */
export const BARS_MAX = 15;
export const LINES_MAX = 6;

export interface Bar {
  name: string;
  value: number;
}

export function asNumber(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Columns that hold numbers, by their place. */
export function numberColumns(view: AccountView): number[] {
  const places = view.columns.map((_, place) => place);
  return places.filter((place) => view.rows.some((row) => asNumber(row.values[place]) !== undefined));
}

/** The largest of a column, and how many more there are. */
export function bars(view: AccountView, column: number): { bars: Bar[]; more: number } {
  const found = view.rows.flatMap((row) => {
    const value = asNumber(row.values[column]);
    return value === undefined ? [] : [{ name: row.name, value }];
  });
  found.sort((left, right) => right.value - left.value);
  return { bars: found.slice(0, BARS_MAX), more: Math.max(0, found.length - BARS_MAX) };
}

/** A few subjects with many items are read item by item: items stand below each other. */
export function isUpright(view: AccountView): boolean {
  return !view.formula && view.rows.length > 0 && view.rows.length <= 3 && view.columns.length > 3;
}

/** Units of measure that several items of a subject share, the commonest first. */
export function sharedUnits(view: AccountView): string[] {
  const counts = new Map<string, number>();
  for (const place of numberColumns(view)) {
    const unit = view.columns[place]?.unit ?? "";
    if (unit) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count > 1);
  shared.sort((left, right) => right[1] - left[1]);
  return shared.map(([unit]) => unit);
}

/** Items of one unit of a subject, from the largest down. */
export function itemBars(view: AccountView, row: number, unit: string): { bars: Bar[]; more: number } {
  const found = view.columns.flatMap((column, place) => {
    const value = column.unit === unit ? asNumber(view.rows[row]?.values[place]) : undefined;
    return value === undefined ? [] : [{ name: column.name, value }];
  });
  found.sort((left, right) => right.value - left.value);
  return { bars: found.slice(0, BARS_MAX), more: Math.max(0, found.length - BARS_MAX) };
}

export interface Line {
  name: string;
  /** Nothing where there is no value: the line breaks, and is not drawn as zero. */
  values: (number | null)[];
}

/** The subjects with the largest newest value, over the periods. */
export function lines(view: AccountView): { lines: Line[]; more: number } {
  const all = view.rows.map((row) => ({ name: row.name, values: row.values.map((text) => asNumber(text) ?? null) }));
  const known = all.filter((line) => line.values.some((value) => value !== null));
  const newest = (line: Line): number => line.values.findLast((value) => value !== null) ?? Number.NEGATIVE_INFINITY;
  known.sort((left, right) => newest(right) - newest(left));
  return { lines: known.slice(0, LINES_MAX), more: Math.max(0, known.length - LINES_MAX) };
}
