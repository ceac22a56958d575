// Which figure is being explained (从哪来). One drawer serves all screens.

import { reactive } from "vue";

export const asked = reactive<{ id: string | undefined; text: string }>({ id: undefined, text: "" });

export function whereFrom(id: string, text: string): void {
  asked.id = id;
  asked.text = text;
}
