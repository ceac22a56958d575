// The state of the checking screen: the plan under review, the chosen item, decisions sent to the server.

import { type Ref, computed, ref, shallowRef } from "vue";
import { get, post } from "@/api/client";
import { type Load, useLoad } from "@/api/useLoad";
import type { DecisionAction, ItemKind, PlanReview, ReviewedItem } from "@/api/views";
import { known } from "@/frame/frame";
import { useTell } from "@/parts/useTell";

export interface Review {
  load: Load<PlanReview>;
  code: Ref<string>;
  selected: Ref<ReviewedItem | undefined>;
  select: (kind: ItemKind, id: string) => void;
  isBusy: Ref<boolean>;
  /** Sends a decision; whether the server took it. */
  decide: (action: DecisionAction, said: string, note?: string) => Promise<boolean>;
}

export function useReview(code: Ref<string>): Review {
  const load = useLoad(
    () => code.value,
    (plan) => get("/api/plans/{plan}", { params: { path: { plan } } }),
  );
  const chosen = shallowRef<{ kind: ItemKind; id: string }>();
  const isSending = ref(false);
  const { tell } = useTell();
  const selected = computed(() => load.data.value?.items.find((item) => item.kind === chosen.value?.kind && item.id === chosen.value?.id));

  function select(kind: ItemKind, id: string): void {
    chosen.value = { kind, id };
  }

  async function decide(action: DecisionAction, said: string, note?: string): Promise<boolean> {
    if (isSending.value) return false;
    isSending.value = true;
    const isTaken = await tell(
      async () => {
        const review = await post("/api/plans/{plan}/decisions", { params: { path: { plan: code.value } }, body: { action, note: note || undefined } });
        load.data.value = review;
        known.plans = known.plans.map((plan) => (plan.code === review.summary.code ? { ...plan, ...review.summary } : plan));
      },
      () => said,
    );
    isSending.value = false;
    return isTaken;
  }
  return { load, code, selected, select, isBusy: isSending, decide };
}
