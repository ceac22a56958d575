// Which findings wait for a person, and which only say how numbers hang together.

import type { Finding } from "@/api/views";

/** Consistency (sums, flows, the same indicator twice) is to be read; all else is to be settled. */
export function isOpenPoint(finding: Finding): boolean {
  return !["sum", "yearly_flow", "same_indicator"].includes(finding.kind) && finding.weight !== "info";
}
