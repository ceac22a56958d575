// The frame of every status page: which plan, as of when, by which rule, from which data.
//
// It lives in the address, so that a page can be sent to a colleague and shows the same there.

import { computed, reactive, ref } from "vue";
import { type LocationQuery, type LocationQueryRaw, useRoute, useRouter } from "vue-router";
import { get } from "@/api/client";
import { type Load, useLoad } from "@/api/useLoad";
import { session } from "@/session/session";
import type { Dataset, Dictionary, Frame, PlanListRow } from "@/api/views";

export const FRAME_KEYS = ["plan", "as_of", "preset", "dataset"] as const;

export interface FrameQuery {
  as_of?: string;
  preset?: string;
  dataset?: Dataset;
}

/** What every page may need to know once per visit. */
export const known = reactive<{ plans: PlanListRow[]; dictionary: Dictionary | undefined }>({ plans: [], dictionary: undefined });

/** What the server made of the question last: shown where the address leaves it open. */
export const effective = ref<Frame>();

export async function loadKnown(): Promise<void> {
  const [plans, dictionary] = await Promise.all([get("/api/plans"), get("/api/dictionary")]);
  known.plans = plans;
  known.dictionary = dictionary;
}

/** The choice of a user goes with the session, not with the page. An address that names a data set is obeyed as it is. */
const datasetKey = (): string => `dataset:${session.view?.user ?? ""}`;
export function rememberedDataset(): Dataset {
  return localStorage.getItem(datasetKey()) === "demo" ? "demo" : "real";
}
function rememberDataset(dataset: string): void {
  if (dataset === "demo") localStorage.setItem(datasetKey(), dataset);
  else localStorage.removeItem(datasetKey());
}

/** The part of a query that belongs to the frame. */
export function frameOf(query: LocationQuery): LocationQueryRaw {
  const kept: LocationQueryRaw = {};
  for (const key of FRAME_KEYS) if (query[key]) kept[key] = query[key];
  return kept;
}

export function useFrame() {
  const route = useRoute();
  const router = useRouter();
  const word = (key: string): string | undefined => {
    const value = route.query[key];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const dataset = computed<Dataset>(() => (word("dataset") === "demo" ? "demo" : "real"));
  /** Code of the plan in the address, or the first one that is not a sample. */
  const plan = computed(() => word("plan") ?? (known.plans.find((each) => !each.is_sample) ?? known.plans[0])?.code);
  const summary = computed(() => known.plans.find((each) => each.code === plan.value));
  const query = computed<FrameQuery>(() => ({ as_of: word("as_of"), preset: word("preset"), dataset: dataset.value }));

  async function set(change: Partial<Record<(typeof FRAME_KEYS)[number], string>>): Promise<void> {
    if (change.dataset) rememberDataset(change.dataset);
    await router.replace({ query: { ...route.query, ...change } });
  }
  return { plan, summary, query, dataset, set };
}

/** Loads a page that is judged as of a day, again whenever the frame or `more` changes. */
export function useFramed<Data extends { frame: Frame }, More = undefined>(
  load: (plan: string, query: FrameQuery, more: More) => Promise<Data>,
  more: () => More = () => undefined as More,
): Load<Data> {
  const frame = useFrame();
  return useLoad(
    () => (frame.plan.value ? { plan: frame.plan.value, query: frame.query.value, more: more() } : undefined),
    async (question) => {
      const data = await load(question.plan, question.query, question.more);
      effective.value = data.frame;
      return data;
    },
  );
}
