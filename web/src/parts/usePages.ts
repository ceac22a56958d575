// Where a reader is in a list that the server hands out page by page: behind each page stands the cursor of the next, and
// whoever goes back asks for an earlier page by the cursor that led to it.
import { type Ref, computed, ref } from "vue";

export interface Pages {
  /** What to ask with; nothing for the first page. */
  cursor: Readonly<Ref<string | undefined>>;
  /** From 1. */
  number: Readonly<Ref<number>>;
  forward: (next: string) => void;
  back: () => void;
  first: () => void;
}

export function usePages(): Pages {
  /** Cursors that led to the pages after the first. */
  const trail = ref<string[]>([]);
  return {
    cursor: computed(() => trail.value.at(-1)),
    number: computed(() => trail.value.length + 1),
    forward: (next) => (trail.value = [...trail.value, next]),
    back: () => (trail.value = trail.value.slice(0, -1)),
    first: () => (trail.value = []),
  };
}
