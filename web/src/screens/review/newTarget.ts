// A target made out of a number that the reader set aside.

import type { Item, ItemKind, PlanReview, SelectionReading, Span, Target, Task } from "@/api/views";
import { freshIds, parseValues } from "./items";

/** The task that a place of the text belongs to; the narrowest one. */
export function taskAt(span: Span, review: PlanReview): Task | undefined {
  const tasks = review.items.flatMap((item) => (item.current?.kind === "task" ? [item.current.item] : []));
  const around = tasks.filter((task) => task.span.start <= span.start && span.end <= task.span.end);
  return around.sort((left, right) => left.span.end - left.span.start - (right.span.end - right.span.start))[0];
}

/** An id made of the place in the text, so that two people who add the same thing notice it. */
export function placedId(letter: string, kind: ItemKind, start: number, review: PlanReview): string {
  const taken = new Set(review.items.filter((item) => item.kind === kind).map((item) => item.id));
  const id = `${letter}${start}`;
  return taken.has(id) ? (freshIds(id, 1, taken)[0] as string) : id;
}

/** A target out of selected words: as the machine reads them, the rest open. */
export function targetFromReading(reading: SelectionReading, review: PlanReview): Item {
  const blank = targetFrom({ span: reading.span, text: reading.text, reason: "undecided", reason_in_words: "" }, review);
  const read = reading.target;
  if (!read) return { kind: "target", item: { ...blank, unit: "" } };
  const places = read.places.length > 0 ? read.places : blank.places;
  const period = read.period.is_explicit ? read.period : blank.period;
  return { kind: "target", item: { ...read, id: placedId("N", "target", read.span.start, review), task: blank.task, places, period } };
}

/** Filled in as far as the words say; the person completes it before it is sent. */
export function targetFrom(residue: PlanReview["residue"][number], review: PlanReview): Target {
  const digits = residue.text.match(/\d+(?:\.\d+)?/)?.[0] ?? "";
  const [start, end] = (review.summary.metadata.term ?? []) as number[];
  return {
    id: placedId("N", "target", residue.span.start, review),
    task: taskAt(residue.span, review)?.id ?? "",
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
