// Counting and choosing the changes between two versions.

import type { ComparedItem, ComparisonView } from "@/api/views";

export const CHANGE_WORDS: Record<ComparedItem["kind"], string> = { added: "新增", removed: "删去", changed: "修改", moved: "移动", renumbered: "顺延编号" };

export interface ChangeFilter {
  kind: ComparedItem["kind"] | "";
  text: string;
}

/** How many changes there are of each kind that occurs. */
export function counts(comparison: ComparisonView): { kind: ComparedItem["kind"]; count: number }[] {
  const all = [...comparison.tasks, ...comparison.targets];
  const kinds = Object.keys(CHANGE_WORDS) as ComparedItem["kind"][];
  return kinds.map((kind) => ({ kind, count: all.filter((item) => item.kind === kind).length })).filter((each) => each.count > 0);
}

export function filterChanges(items: readonly ComparedItem[], filter: ChangeFilter): ComparedItem[] {
  const words = filter.text.trim();
  const holds = (item: ComparedItem): boolean => [item.clause, item.name, item.sentence, item.old, item.new].some((text) => text?.includes(words));
  return items.filter((item) => (filter.kind === "" || item.kind === filter.kind) && (words === "" || holds(item)));
}
