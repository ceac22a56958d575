// Items of a draft on the checking screen: marks in the text, order of work, words for a row.

import type { DecisionView, Item, ItemKind, ItemView, Mark, PlanReview, ReviewedItem, Span, Target, TaskDetail } from "@/api/views";
import { names } from "@/parts/agencies";
import { term } from "@/format";
import { BOUND_WORDS, COMPARATOR_WORDS, DIRECTION_WORDS, KIND_WORDS, NATURE_WORDS, SOFT_WORDS, STRENGTH_WORDS, TASK_TYPE_WORDS } from "@/words";

/** Below this the reader itself asks for a second look. */
export const LOW_CONFIDENCE = 80;

/** What an item looks like on the screen: as it stands, or as it was read when it was taken out. */
export function shownItem(item: ReviewedItem): Item | undefined {
  return item.current ?? item.draft ?? undefined;
}

export function spanOf(item: Item): Span | undefined {
  if (item.kind === "metadata") return undefined;
  return item.item.span;
}

export function confidenceOf(item: ReviewedItem): number | undefined {
  const shown = shownItem(item);
  return shown?.kind === "target" ? shown.item.confidence : undefined;
}

/** 县域地区生产总值 不低于 7000亿元，潍坊市，到2025年. */
export function summary(item: Item): string {
  switch (item.kind) {
    case "metadata":
      return [item.item.title, item.item.document_number, item.item.issuer, item.item.date, term(item.item.term as number[] | null | undefined)].filter(Boolean).join("，");
    case "task":
      return item.item.title;
    case "target":
      return `${item.item.subject} ${demand(item.item)}，${item.item.places.join("、")}${item.item.distribute_each && item.item.places.length > 1 ? "（各）" : ""}，${periodWords(item.item)}`;
    case "soft_target":
      return item.item.text;
  }
}

/** One line for each, where items are counted. */
export function told(items: readonly ItemView[]): string[] {
  return items.map((item) => [KIND_WORDS[item.kind], itemName(item), item.draft ? summary(item.draft) : ""].filter(Boolean).join(" "));
}

/** Second line of a row: what else there is to check. */
export function particulars(item: Item): string {
  switch (item.kind) {
    case "metadata":
      return item.item.addressees ? `主送：${item.item.addressees}` : "";
    case "task": {
      const duties = item.item.duties;
      const parts = [
        duties.lead.length > 0 ? `牵头：${names(duties.lead)}` : "",
        duties.cooperate.length > 0 ? `配合：${names(duties.cooperate)}` : "",
        duties.undifferentiated.length > 0 ? `责任单位：${names(duties.undifferentiated)}` : "",
        duties.guide?.length ? `指导：${names(duties.guide)}` : "",
        duties.implied?.length ? `按文件统一要求：${names(duties.implied)}` : "",
        duties.main_lead ? `主牵头：${duties.main_lead}` : "",
      ];
      return `${TASK_TYPE_WORDS[item.item.type]}；${parts.filter(Boolean).join("，") || "没有责任单位"}`;
    }
    case "target":
      return `原文「${item.item.text}」；${character(item.item)}`;
    case "soft_target":
      return SOFT_WORDS[item.item.kind];
  }
}

/** As the server words it: 不低于1100亿元, 增长不低于6%, 1—2家. */
export function demand(target: Target): string {
  const values = target.values.join("—");
  if (target.comparator === "between") return `${values}${target.unit}`;
  if (target.comparator === "about" && target.approach === "below") return `接近${values}${target.unit}`;
  if (target.comparator === "increase_by") {
    const bound = target.bound === "at_least" && target.strict ? "高于" : target.bound === "at_most" && target.strict ? "低于" : BOUND_WORDS[target.bound ?? "equal"];
    return `${DIRECTION_WORDS[target.direction ?? "increase"]}${bound}${values}${target.unit}`;
  }
  const word = target.comparator === "at_least" && target.strict ? "高于" : target.comparator === "at_most" && target.strict ? "低于" : COMPARATOR_WORDS[target.comparator];
  return `${word}${values}${target.unit}`;
}

/** 预期性，当期水平，要求下降. What the number is, beside how much it is. */
export function character(target: Target): string {
  const movement = target.direction && target.comparator !== "increase_by" ? `要求${DIRECTION_WORDS[target.direction]}` : "";
  return [STRENGTH_WORDS[target.strength], NATURE_WORDS[target.nature], movement].filter(Boolean).join("，");
}

/** How people call an item: a task by the number of its clause, everything else by its own number. */
export function itemName(item: ItemView): string {
  if (item.kind === "metadata") return "";
  return item.kind === "task" ? item.clause || "未编号" : item.id;
}

/** The clause of a task that somebody is about to choose: 三（一）2 推动产业升级. */
export function taskName(item: ItemView): string {
  const shown = shownItem(item);
  return `${item.clause || "未编号"} ${shown?.kind === "task" ? shown.item.title : ""}`.trim();
}

export function periodWords(target: Target): string {
  const { kind, year, start, end, cue } = target.period;
  const span = start && end && start !== end ? `${start}—${end}年` : (year ?? end) ? `${year ?? end}年` : "";
  switch (kind) {
    case "by-year":
      return `到${year}年`;
    case "in-year":
      return `${year}年`;
    case "each-year":
      return `每年${span ? `（${span}）` : ""}`;
    case "annual-average":
      return `年均${span ? `（${span}）` : ""}`;
    case "cumulative":
      return `累计${span ? `（到${span}）` : ""}`;
    case "document-period":
      return `方案期内${span ? `（${span}）` : ""}`;
    case "none":
      return cue ?? "期限未写明";
  }
}

export interface Order {
  lowFirst: boolean;
  openOnly: boolean;
  /** Id of a chapter; nothing for all. */
  chapter?: string;
}

export function isOpen(item: ReviewedItem): boolean {
  return item.state === "draft" || item.state === "deferred";
}

/** Items in the order of work: what is in doubt first, the gravest doubt before all; or in the order of the text. */
export function queue(items: readonly ItemView[], kind: ItemKind | "all", order: Order): ItemView[] {
  const chosen = items.filter((item) => (kind === "all" || item.kind === kind) && (!order.openOnly || isOpen(item)) && (order.chapter === undefined || item.chapter === order.chapter));
  if (!order.lowFirst) return chosen;
  const urgency = (item: ItemView): number => (isOpen(item) ? item.urgency : -1);
  return [...chosen].sort((left, right) => urgency(right) - urgency(left));
}

/** The last decision of that person that holds. */
export function undoable(decisions: readonly DecisionView[], user: string): DecisionView | undefined {
  return decisions.filter((decision) => decision.holds && decision.actor === user && decision.action.action !== "undo").pop();
}

/** The last undo of that person, as long as nothing new was decided after it. */
export function redoable(decisions: readonly DecisionView[], user: string): DecisionView | undefined {
  const mine = decisions.filter((decision) => decision.actor === user);
  const isUndo = (seq: number): boolean => decisions.find((decision) => decision.seq === seq)?.action.action === "undo";
  const newest = Math.max(0, ...mine.filter((decision) => decision.action.action !== "undo").map((decision) => decision.seq));
  return mine.filter((decision) => decision.action.action === "undo" && decision.holds && !isUndo(decision.action.seq) && decision.seq > newest).pop();
}

/** Whether a person changed what was read. */
export function isChanged(item: ReviewedItem): boolean {
  return Boolean(item.draft && item.current && JSON.stringify(item.draft) !== JSON.stringify(item.current));
}

/** Coloured stretches of the whole text. Tasks are left out: they would cover everything. */
export function marksOf(review: PlanReview): Mark[] {
  const marks: TaskDetail["marks"] = [];
  for (const reviewed of review.items) {
    const item = reviewed.current;
    if (!item) continue;
    if (item.kind === "target") marks.push({ span: item.item.span, kind: "target", id: reviewed.id, label: summary(item) });
    if (item.kind === "soft_target") marks.push({ span: item.item.span, kind: "soft_target", id: reviewed.id, label: item.item.text });
    if (item.kind === "task" && item.item.duties.span) marks.push({ span: item.item.duties.span, kind: "duty", id: reviewed.id, label: particulars(item) });
  }
  review.residue.forEach((residue, place) => marks.push({ span: residue.span, kind: "residue", id: residueId(place), label: residue.reason_in_words }));
  review.corrections.forEach((correction, place) =>
    marks.push({ span: correction.span, kind: "correction", id: correctionId(place), label: `建议改为「${correction.suggestion}」，${correction.reason}` }),
  );
  return marks.filter((mark) => mark.span.end > mark.span.start);
}

/** Amounts before dates and names: what may still be a target is looked at first, what the rules are not sure about
 * before all. */
export function residueRank(reason: PlanReview["residue"][number]["reason"]): number {
  if (reason === "undecided") return 0;
  return ["mention", "threshold", "cap", "incentive", "definition", "validity"].includes(reason) ? 1 : reason === "achievement" ? 2 : 3;
}
export function residueId(place: number): string {
  return `residue-${place}`;
}
export function correctionId(place: number): string {
  return `correction-${place}`;
}

/** An id that no item of that kind has: T07 split gives T07a, T07b. */
export function freshIds(base: string, count: number, taken: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let step = 0; found.length < count; step += 1) {
    const letter = String.fromCharCode(97 + (step % 26));
    const id = `${base}${letter.repeat(Math.floor(step / 26) + 1)}`;
    if (!taken.has(id)) found.push(id);
  }
  return found;
}

/** 「12」「1—2」「1-2」→ the values; nothing when it is no number. */
export function parseValues(text: string): string[] | undefined {
  const parts = text.trim().split(/\s*[—–~~至-]\s*/).map((part) => part.replaceAll(/[,，]/g, ""));
  const isValid = parts.length <= 2 && parts.every((part) => /^\d+(\.\d+)?$/.test(part));
  return isValid ? parts : undefined;
}
