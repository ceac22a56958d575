// A target made out of a number that the reader set aside.

import type { PlanReview, Target } from "@/api/views";
import { parseValues } from "./items";

/** Filled in as far as the words say; the person completes it before it is sent. */
export function targetFrom(residue: PlanReview["residue"][number], review: PlanReview): Target {
  const tasks = review.items.flatMap((item) => (item.current?.kind === "task" ? [item.current.item] : []));
  const task = tasks.find((each) => each.span.start <= residue.span.start && residue.span.end <= each.span.end);
  const taken = new Set(review.items.filter((item) => item.kind === "target").map((item) => item.id));
  let number = 1;
  while (taken.has(`N${String(number).padStart(2, "0")}`)) number += 1;
  const digits = residue.text.match(/\d+(?:\.\d+)?/)?.[0] ?? "";
  const [start, end] = (review.summary.metadata.term ?? []) as number[];
  return {
    id: `N${String(number).padStart(2, "0")}`,
    task: task?.id ?? tasks[0]?.id ?? "",
    subject: "",
    comparator: "at_least",
    strict: false,
    values: parseValues(digits) ?? [],
    unit: residue.text.split(digits).pop() ?? "",
    period: { kind: "document-period", start, end, is_explicit: false },
    places: review.summary.metadata.place ? [review.summary.metadata.place] : [],
    distribute_each: false,
    span: residue.span,
    text: residue.text,
    strength: "expected",
    nature: "stock",
    linked: [],
    confidence: 100,
  };
}
