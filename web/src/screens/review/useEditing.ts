// What is being typed on the checking screen: corrections, additions and merges, started from an item or from
// words selected in the text.

import { type ComputedRef, type Ref, ref } from "vue";
import { ElMessage } from "element-plus";
import { ApiError, get } from "@/api/client";
import type { Duties, Item, ItemView, PlanReview, SelectionReading, Task } from "@/api/views";
import { moment } from "@/format";
import { DUTY_ROLES } from "@/parts/agencies";
import { session } from "@/session/session";
import type { SelectionUse } from "./SelectionPanel.vue";
import { freshIds } from "./items";
import { placedId, targetFrom, targetFromReading, taskAt } from "./newTarget";
import type { Selected } from "./selection";
import { type Edit, forget, kept } from "./unsent";
import type { Review } from "./useReview";

export interface Editing {
  edit: Ref<Edit | undefined>;
  /** When the content that was restored was typed. */
  restored: Ref<string | undefined>;
  begin: (edit: Edit) => void;
  correct: (item: ItemView) => void;
  addFromResidue: (place: number) => void;
  merge: (ids: string[]) => void;
  /** The selected words go to where they were meant for; parts of a task come back for the split form. */
  use: (use: SelectionUse, selection: Selected, item: ItemView | undefined) => Promise<Item[] | undefined>;
  save: (edit: Edit) => Promise<boolean>;
  end: () => void;
}

export function useEditing(review: Review, data: ComputedRef<PlanReview | undefined>): Editing {
  const edit = ref<Edit>();
  const restored = ref<string>();
  const user = (): string => session.view?.user ?? "";

  function begin(next: Edit, at?: string): void {
    edit.value = { ...next, seen: next.seen ?? review.revision() };
    restored.value = at;
  }
  /** What was typed about this item and never saved wins over what stands. */
  function correct(item: ItemView, current: Item | null | undefined = item.current): void {
    if (!current) return;
    const left = current === item.current ? kept(user(), review.code.value).find((each) => each.mode === "correct" && each.item.kind === item.kind && (each.item.kind === "metadata" || each.item.item.id === item.id)) : undefined;
    begin(left ?? { mode: "correct", item: current, note: "" }, left ? moment(left.at) : undefined);
  }
  function addFromResidue(place: number): void {
    const residue = data.value?.residue[place];
    if (data.value && residue) begin({ mode: "add", item: { kind: "target", item: targetFrom(residue, data.value) }, note: "" });
  }
  function merge(ids: string[]): void {
    const items = (data.value?.items ?? []).filter((item) => item.current && ids.includes(item.id));
    const first = items[0]?.current;
    if (!first || first.kind === "metadata" || items.some((item) => item.kind !== first.kind)) {
      ElMessage.warning("请先选两条以上同一类的条目再合并");
      return;
    }
    const taken = new Set((data.value?.items ?? []).filter((item) => item.kind === first.kind).map((item) => item.id));
    const merged = JSON.parse(JSON.stringify(first)) as Exclude<Item, { kind: "metadata" }>;
    merged.item.id = freshIds(first.item.id, 1, taken)[0] as string;
    if (merged.kind === "task") joinTasks(merged.item, items);
    begin({ mode: "merge", item: merged, ids, note: "" });
  }

  async function use(what: SelectionUse, selection: Selected, item: ItemView | undefined): Promise<Item[] | undefined> {
    const plan = data.value;
    if (!plan) return undefined;
    const { start, end, text } = selection;
    const current = JSON.parse(JSON.stringify(item?.current ?? null)) as Item | null;
    let reading: SelectionReading;
    try {
      reading = await get("/api/plans/{plan}/reading", { params: { path: { plan: review.code.value }, query: { start, end } } });
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      ElMessage.error(cause.message);
      return undefined;
    }
    if (item && current?.kind === "target" && what === "number") {
      const read = reading.target;
      if (!read) ElMessage.warning("所选文字中没有读出数值，请直接填写");
      const { comparator, strict, bound, approach, direction, values, unit } = read ?? current.item;
      Object.assign(current.item, { comparator, strict, bound, approach, direction, values, unit, span: read?.span ?? { start, end }, text: wordsAt(plan, read?.span) ?? text });
    } else if (item && current?.kind === "target" && what === "subject") current.item.subject = text;
    else if (item && current?.kind === "target" && what === "period") {
      if (reading.period) current.item.period = reading.period;
      else ElMessage.warning("所选文字中没有读出期限，请直接填写");
    } else if (item && current?.kind === "task" && what === "title") current.item.title = text;
    else if (item && current?.kind === "task" && what === "span") current.item.span = { start, end };
    else if (item && current?.kind === "soft_target" && what === "span") Object.assign(current.item, { span: { start, end }, text: wordsAt(plan, { start, end }) ?? text });
    else if (item && current?.kind === "task" && what === "cut") return cut(current.item, start, plan);
    else if (what === "lead" || what === "cooperate" || what === "undifferentiated") {
      addAgencies(what, reading.duties ?? undefined, selection, item);
      return undefined;
    } else {
      begin({ mode: "add", item: added(what, reading, selection, plan), note: "" });
      return undefined;
    }
    correct(item, current);
    return undefined;
  }

  function addAgencies(role: "lead" | "cooperate" | "undifferentiated", read: Duties | undefined, selection: Selected, item: ItemView | undefined): void {
    const plan = data.value;
    const own = item?.current?.kind === "task" ? item.id : undefined;
    const id = own ?? (plan && taskAt(selection, plan)?.id);
    const task = plan?.items.find((each) => each.kind === "task" && each.id === id);
    const current = JSON.parse(JSON.stringify(task?.current ?? null)) as Item | null;
    if (!task || current?.kind !== "task") {
      ElMessage.warning("所选文字不在任何任务之内，请先选中一项任务");
      return;
    }
    const named = read ? DUTY_ROLES.flatMap((each) => read[each.value] ?? []) : [{ name: selection.text.trim(), is_open: false }];
    const duties = current.item.duties;
    const names = new Set(named.map((agency) => agency.name));
    for (const { value: other } of DUTY_ROLES) duties[other] = (duties[other] ?? []).filter((agency) => !names.has(agency.name));
    duties[role].push(...named);
    review.select("task", task.id);
    correct(task, current);
  }

  async function save(sent: Edit): Promise<boolean> {
    const kind = sent.item.kind;
    const action =
      sent.mode === "merge" ? ({ action: "merge", kind, ids: sent.ids ?? [], item: sent.item } as const) : sent.mode === "add" ? ({ action: "add", item: sent.item } as const) : ({ action: "correct", item: sent.item } as const);
    return review.decide(action, { correct: "已更正", add: "已新增", merge: "已合并" }[sent.mode], sent.note, { seen: sent.seen });
  }
  function end(): void {
    if (edit.value) forget(user(), review.code.value, edit.value.item);
    edit.value = undefined;
    restored.value = undefined;
  }
  return { edit, restored, begin, correct, addFromResidue, merge, use, save, end };
}

/** The words of a place, as the server counts them; nothing without a text. */
export function wordsAt(plan: PlanReview, span: { start: number; end: number } | undefined): string | undefined {
  return span && plan.text ? Array.from(plan.text).slice(span.start, span.end).join("") : undefined;
}

function added(what: SelectionUse, reading: SelectionReading, selection: Selected, plan: PlanReview): Item {
  const span = { start: selection.start, end: selection.end };
  if (what === "add-target") return targetFromReading(reading, plan);
  if (what === "add-soft") return { kind: "soft_target", item: { id: placedId("S", "soft_target", span.start, plan), task: taskAt(span, plan)?.id, kind: "qualitative", span, text: selection.text } };
  const duties = reading.duties ?? { lead: [], cooperate: [], undifferentiated: [], style: "none" };
  return { kind: "task", item: { id: placedId("R", "task", span.start, plan), title: selection.text.split(/[。；\n]/)[0] ?? "", span, type: "task", duties } };
}

/** Two tasks that end and begin at the place; each keeps the duties until somebody says otherwise. */
function cut(task: Task, at: number, plan: PlanReview): Item[] {
  const taken = new Set(plan.items.filter((item) => item.kind === "task").map((item) => item.id));
  const [first, second] = freshIds(task.id, 2, taken) as [string, string];
  const rest = wordsAt(plan, { start: at, end: task.span.end }) ?? task.title;
  return [
    { kind: "task", item: { ...task, id: first, span: { start: task.span.start, end: at } } },
    { kind: "task", item: { ...task, id: second, title: rest.split(/[。；，,\n]/)[0] ?? task.title, span: { start: at, end: task.span.end } } },
  ];
}

/** One task over the places and with the agencies of all. */
function joinTasks(task: Task, items: ItemView[]): void {
  for (const item of items) {
    if (item.current?.kind !== "task") continue;
    const other = item.current.item;
    task.span = { start: Math.min(task.span.start, other.span.start), end: Math.max(task.span.end, other.span.end) };
    const held = new Set(DUTY_ROLES.flatMap((each) => task.duties[each.value] ?? []).map((agency) => agency.name));
    for (const { value: role } of DUTY_ROLES) task.duties[role] = [...(task.duties[role] ?? []), ...(other.duties[role] ?? []).filter((agency) => !held.has(agency.name))];
  }
}
