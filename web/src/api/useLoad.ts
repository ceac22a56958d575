// Loads data for a screen and keeps the three things it can show: data, waiting, a failure.

import { type Ref, type ShallowRef, ref, shallowRef, watch } from "vue";
import { ApiError } from "./client";

export interface Load<Data> {
  data: ShallowRef<Data | undefined>;
  error: Ref<ApiError | undefined>;
  loading: Ref<boolean>;
  reload: () => Promise<void>;
}

/**
 * Calls `load` now and whenever what `watched` returns changes. A late answer to an old question is dropped.
 * `watched` returns nothing while the question cannot be asked yet.
 */
export function useLoad<Question, Data>(watched: () => Question | undefined, load: (question: Question) => Promise<Data>): Load<Data> {
  const data = shallowRef<Data>();
  const error = ref<ApiError>();
  const loading = ref(false);
  let latest = 0;

  async function run(question: Question): Promise<void> {
    const mine = ++latest;
    loading.value = true;
    try {
      const answer = await load(question);
      if (mine !== latest) return;
      data.value = answer;
      error.value = undefined;
    } catch (cause) {
      if (mine !== latest) return;
      if (!(cause instanceof ApiError)) throw cause;
      error.value = cause;
    } finally {
      if (mine === latest) loading.value = false;
    }
  }

  async function reload(): Promise<void> {
    const question = watched();
    if (question !== undefined) await run(question);
  }

  watch(
    () => JSON.stringify(watched()),
    () => void reload(),
    { immediate: true },
  );
  return { data, error, loading, reload };
}
