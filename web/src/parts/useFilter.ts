// Conditions of a list: what is being typed, what is in force, and both kept in the address.

import { type Reactive, type Ref, reactive, ref } from "vue";
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
  const start = { ...empty };
  for (const key of Object.keys(empty) as (keyof Conditions & string)[]) {
    const value = route.query[key];
    if (typeof value === "string") start[key] = value as Conditions[typeof key];
  }
  const draft = reactive({ ...start }) as Reactive<Conditions>;
  const applied = ref({ ...start }) as Ref<Conditions>;

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
