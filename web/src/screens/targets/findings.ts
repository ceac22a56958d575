// Which findings wait for a person, and which only say how numbers hang together.

import type { Finding } from "@/api/views";

/** The same rule as the server's count: whatever is not only for information is to be settled. */
export function isOpenPoint(finding: Finding): boolean {
  return finding.weight !== "info";
}
