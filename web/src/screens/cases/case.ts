// One case that follows what others do: asked again whenever the server says that there is more, with the server's clock.

import { type ComputedRef, type Ref, computed, onBeforeUnmount, ref, shallowRef, watch } from "vue";
import { ApiError, get, post } from "@/api/client";
import type { CaseAct, CaseView } from "@/api/views";

/** A key for one command: sent again after a lost answer, it does nothing a second time. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface KeptKey {
  /** The key of what is sent now: the same one as before while it is the same content and did not succeed. */
  of: (content: unknown) => string;
  /** It succeeded: the next command is another one, even with the same content. */
  done: () => void;
}
/** Keeps a key over lost answers, so that what is sent again is done once. */
export function keepKey(): KeptKey {
  let kept: { content: string; key: string } | undefined;
  return {
    of(content) {
      const written = JSON.stringify(content);
      if (kept?.content !== written) kept = { content: written, key: newKey() };
      return kept.key;
    },
    done() {
      kept = undefined;
    },
  };
}

export interface LiveCase {
  view: Ref<CaseView | undefined>;
  error: Ref<ApiError | undefined>;
  /** Whether the server answers; what is shown may be old while it does not. */
  isConnected: Ref<boolean>;
  /** Milliseconds of the server's clock. */
  now: Ref<number>;
  /** Milliseconds until bidding opens and closes; below zero when that is over. */
  untilOpen: ComputedRef<number | undefined>;
  untilClose: ComputedRef<number | undefined>;
  /** Until when sealed bids are opened. */
  untilOpened: ComputedRef<number | undefined>;
  load: () => Promise<void>;
  act: (what: CaseAct) => Promise<void>;
}

const TICK = 200;
const RETRY = 1_500;
const LATER = 500;

export function useCase(number: () => string): LiveCase {
  const view = shallowRef<CaseView>();
  const error = shallowRef<ApiError>();
  const isConnected = ref(true);
  const now = ref(Date.now());
  let ahead = 0;
  let isGone = false;
  let round = 0;
  const keys = keepKey();

  /** The server's clock is ahead by so much; half of the way there and back is taken off. */
  function set(told: string, sent: number): void {
    ahead = new Date(told).getTime() - (sent + Date.now()) / 2;
    now.value = Date.now() + ahead;
  }
  function take(next: CaseView, sent: number): void {
    set(next.now, sent);
    isConnected.value = true;
    error.value = undefined;
    // Answers may arrive in another order than they were asked for.
    if (view.value?.number !== next.number || next.version >= view.value.version) view.value = next;
  }
  async function load(): Promise<void> {
    const sent = Date.now();
    take(await get("/api/cases/{number}", { params: { path: { number: number() } } }), sent);
  }
  async function act(what: CaseAct): Promise<void> {
    const sent = Date.now();
    try {
      const body = { key: keys.of({ number: number(), ...what }), ...what };
      take(await post("/api/cases/{number}/act", { params: { path: { number: number() } }, body }), sent);
      keys.done();
    } catch (cause) {
      // A refusal may come because something else happened: show it.
      await load().catch(() => undefined);
      throw cause;
    }
  }
  async function follow(mine: number): Promise<void> {
    while (!isGone && mine === round) {
      try {
        if (!view.value || view.value.number !== number()) await load();
        const version = view.value?.version ?? 0;
        const sent = Date.now();
        const pulse = await get("/api/cases/{number}/pulse", { params: { path: { number: number() }, query: { after: version } } });
        if (isGone || mine !== round) return;
        isConnected.value = true;
        // A long wait says little about the clock; a short one does.
        if (Date.now() - sent < 1_000) set(pulse.now, sent);
        if (pulse.version > version) await load();
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause;
        if (cause.status === 404 || cause.status === 401) {
          error.value = cause;
          return;
        }
        isConnected.value = false;
        await new Promise((done) => setTimeout(done, RETRY));
      }
    }
  }
  const timer = setInterval(() => (now.value = Date.now() + ahead), TICK);
  // The end of bidding is no event: what one may do changes with the clock alone, such as opening a sealed bid. Asked a
  // little later, because the clock here may be ahead of the server's by the way there.
  watch(
    () => (view.value?.closes ? now.value - LATER > new Date(view.value.closes).getTime() : false),
    (isOver) => {
      if (isOver) void load().catch(() => undefined);
    },
  );
  watch(number, () => void follow(++round), { immediate: true });
  onBeforeUnmount(() => {
    isGone = true;
    clearInterval(timer);
  });
  // What time alone brings about is shown when the server has done it, a little after the end.
  const until = (told: string | null | undefined): number | undefined => (told ? new Date(told).getTime() - now.value : undefined);
  return {
    view,
    error,
    isConnected,
    now,
    untilOpen: computed(() => until(view.value?.opens)),
    untilClose: computed(() => until(view.value?.closes)),
    untilOpened: computed(() => until(view.value?.opening_until)),
    load,
    act,
  };
}

/** 1天02:03:04 or 02:03. */
export function leftInWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (part: number): string => String(part).padStart(2, "0");
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor((seconds % 86_400) / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60].map(two).join(":");
  return days > 0 ? `${days}天${clock}` : clock;
}

/** 2026-11-25 10:03:04 in China standard time. */
export function clockInWords(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}

/** The stages that every trade goes through, and the one where a case is. */
export const STAGES = ["受理", "公告报名", "竞价", "优先权", "成交公示", "结算鉴证"];
export function stageOf(phase: string): number {
  const places: Record<string, number> = {
    opened: 0,
    notice: 1,
    awaiting_second_notice: 1,
    bidding: 2,
    negotiation: 2,
    drawing: 3,
    priority: 3,
    objection: 4,
    settling: 5,
    settled: 6,
  };
  return places[phase] ?? -1;
}
