// Order of the list beside the map: by rank, those without a value after them in the official order.

import type { MapRow } from "@/api/views";
import { numberIn } from "@/parts/columns";

export function ranked(rows: readonly MapRow[]): MapRow[] {
  const place = (row: MapRow): number => numberIn(row.rank.text) ?? Number.MAX_SAFE_INTEGER;
  return [...rows].sort((left, right) => place(left) - place(right));
}
