// Conditions of a list: what is being typed, what is in force, and both kept in the address.

import { type Reactive, type Ref, reactive, ref, watch } from "vue";
import { useRoute, useRouter } from "vue-router";

export interface Filter<Conditions extends object> {
  /** What the fields show. */
  draft: Reactive<Conditions>;
  /** What the list obeys. */
  applied: Ref<Conditions>;
  search: () => void;
  reset: () => void;
}

/** `empty` names all conditions; an empty string means that a condition is not set. */
export function useFilter<Conditions extends Record<string, string>>(empty: Conditions): Filter<Conditions> {
  const route = useRoute();
  const router = useRouter();
  const page = route.path;
  const draft = reactive(inAddress()) as Reactive<Conditions>;
  const applied = ref(inAddress()) as Ref<Conditions>;

  function inAddress(): Conditions {
    const found = { ...empty };
    for (const key of Object.keys(empty) as (keyof Conditions & string)[]) {
      const value = route.query[key];
      if (typeof value === "string") found[key] = value as Conditions[typeof key];
    }
    return found;
  }

  // A link to the same list with other conditions, or the browser's way back.
  watch(
    () => JSON.stringify(inAddress()),
    (asked) => {
      if (route.path !== page || asked === JSON.stringify(applied.value)) return;
      Object.assign(draft, inAddress());
      applied.value = inAddress();
    },
  );

  function apply(): void {
    applied.value = { ...(draft as Conditions) };
    const query = { ...route.query };
    for (const [key, value] of Object.entries(applied.value)) {
      if (value) query[key] = value;
      else delete query[key];
    }
    void router.replace({ query });
  }
  function reset(): void {
    Object.assign(draft, empty);
    apply();
  }
  return { draft, applied, search: apply, reset };
}

/** 行动为“实施产业升级行动”、状态为“欠进度”、含“粮食”: what a list obeys, for those who ask what was counted. */
export function conditionsInWords<Conditions extends Record<string, string>>(applied: Conditions, names: { [Key in keyof Conditions]: string }, words: (key: keyof Conditions, value: string) => string = (_, value) => value): string {
  const told = Object.entries(applied).filter(([, value]) => value.trim() !== "");
  return told.map(([key, value]) => (key === "text" ? `含“${value.trim()}”` : `${names[key]}为“${words(key, value)}”`)).join("、");
}
