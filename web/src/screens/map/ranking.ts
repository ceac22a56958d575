// Order of the list beside the map: by rank, those without a value after them in the official order.

import type { MapRow } from "@/api/views";

export function ranked(rows: readonly MapRow[]): MapRow[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...rows].sort((left, right) => (left.rank ?? last) - (right.rank ?? last));
}
