// The state of the checking screen: the plan under review, the chosen item, decisions sent to the server at once,
// what colleagues did meanwhile.

import { type Ref, computed, onBeforeUnmount, ref, shallowRef } from "vue";
import { ElMessage } from "element-plus";
import { ApiError, get, post } from "@/api/client";
import { type Load, useLoad } from "@/api/useLoad";
import type { DecisionAction, ItemKind, ItemView, PlanReview, ReviewState, UnknownWord } from "@/api/views";
import { known } from "@/frame/frame";
import { session } from "@/session/session";
import { redoable, undoable } from "./items";

/** How often it is asked whether a colleague did something. */
const ASK_EVERY = 3000;

/** A decision that the server did not take as it was; the person says how to go on. */
export interface Refused {
  action: DecisionAction;
  note: string;
  said: string;
  error: ApiError;
  unknown: UnknownWord[];
  seen?: number;
}

export interface Review {
  load: Load<PlanReview>;
  code: Ref<string>;
  selected: Ref<ItemView | undefined>;
  select: (kind: ItemKind, id: string) => void;
  isBusy: Ref<boolean>;
  refused: Ref<Refused | undefined>;
  /** Sends a decision; whether the server took it. */
  decide: (action: DecisionAction, said?: string, note?: string, more?: { isMeant?: boolean; seen?: number }) => Promise<boolean>;
  /** Number of the last decision on the screen. */
  revision: () => number;
  undo: () => Promise<boolean>;
  redo: () => Promise<boolean>;
  claim: (chapter: string, checker: string | undefined, seen: string | undefined) => Promise<void>;
}

export function useReview(code: Ref<string>): Review {
  const load = useLoad(
    () => code.value,
    (plan) => get("/api/plans/{plan}", { params: { path: { plan } } }),
  );
  const chosen = shallowRef<{ kind: ItemKind; id: string }>();
  const isBusy = ref(false);
  const refused = shallowRef<Refused>();
  const selected = computed(() => load.data.value?.items.find((item) => item.kind === chosen.value?.kind && item.id === chosen.value?.id));

  function select(kind: ItemKind, id: string): void {
    chosen.value = { kind, id };
  }

  /** The text and the outline never change; everything else is taken from the newer state. */
  function take(state: ReviewState): void {
    const held = load.data.value;
    if (!held || state.summary.code !== code.value || state.pulse < held.pulse) return;
    load.data.value = { ...held, ...state };
    known.plans = known.plans.map((plan) => (plan.code === state.summary.code ? { ...plan, ...state.summary } : plan));
  }

  async function ask(): Promise<void> {
    const held = load.data.value;
    if (!held || document.hidden) return;
    const news = await get("/api/plans/{plan}/news", { params: { path: { plan: code.value }, query: { pulse: held.pulse } } });
    if (news.state) take(news.state);
  }
  /** A lost connection is told when something is sent, not every few seconds. */
  const timer = setInterval(() => void ask().catch(() => undefined), ASK_EVERY);
  onBeforeUnmount(() => clearInterval(timer));

  function tell(error: ApiError): void {
    ElMessage({ type: "error", message: error.message, duration: 8000, showClose: true });
  }

  let before: Promise<unknown> = Promise.resolve();
  /** One after the other: what is decided while the server still answers waits for its turn. */
  function decide(...decision: Parameters<Review["decide"]>): Promise<boolean> {
    const turn = before.then(() => send(...decision));
    before = turn.catch(() => undefined);
    return turn;
  }
  async function send(action: DecisionAction, said = "", note = "", more: { isMeant?: boolean; seen?: number } = {}): Promise<boolean> {
    const held = load.data.value;
    if (!held) return false;
    isBusy.value = true;
    try {
      take(await post("/api/plans/{plan}/decisions", { params: { path: { plan: code.value } }, body: { action, note: note.trim() || undefined, seen: more.seen ?? held.revision, accept_unknown: more.isMeant ?? false } }));
      if (said) ElMessage.success(said);
      refused.value = undefined;
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      if (cause.code === "stale") await ask().catch(() => undefined);
      if (cause.code === "stale" || cause.code === "unknown-word") {
        const unknown = (cause.body as { unknown?: UnknownWord[] } | undefined)?.unknown ?? [];
        refused.value = { action, note, said, error: cause, unknown, seen: cause.code === "stale" ? undefined : more.seen };
      } else tell(cause);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  async function back(seq: number | undefined, nothing: string, said: string): Promise<boolean> {
    if (seq === undefined) {
      ElMessage.info(nothing);
      return false;
    }
    return decide({ action: "undo", seq }, said);
  }
  const mine = (): string => session.view?.user ?? "";
  const undo = (): Promise<boolean> => {
    const last = undoable(load.data.value?.decisions ?? [], mine());
    return back(last?.seq, "没有您可以撤销的决定", last ? `已撤销：${last.what}` : "");
  };
  const redo = (): Promise<boolean> => {
    const last = redoable(load.data.value?.decisions ?? [], mine());
    return back(last?.seq, "没有可以重做的决定", "已重做");
  };

  async function claim(chapter: string, checker: string | undefined, seen: string | undefined): Promise<void> {
    try {
      take(await post("/api/plans/{plan}/claims", { params: { path: { plan: code.value } }, body: { chapter, checker, seen } }));
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      tell(cause);
      await ask().catch(() => undefined);
    }
  }
  const revision = (): number => load.data.value?.revision ?? 0;
  return { load, code, selected, select, isBusy, refused, decide, revision, undo, redo, claim };
}
