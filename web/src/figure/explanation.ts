// Which figure is being explained (从哪来). One drawer serves all screens.

import { reactive } from "vue";
import type { Derivation } from "@/api/views";

/** Either the id of a figure that the server explains, or the derivation of a list that is on the screen. */
export const asked = reactive<{ id: string | undefined; told: Derivation | undefined; text: string }>({ id: undefined, told: undefined, text: "" });

export function whereFrom(id: string, text: string): void {
  Object.assign(asked, { id, told: undefined, text });
}

/** How many there are in a list that the screen holds whole. */
export interface Count {
  /** What was counted: 任务台账中符合条件的记录. */
  title: string;
  /** What counts and what does not, in words. */
  rule: string;
  unit: string;
  count: number;
  /** One line for each that was counted; left out where the rule says it all. */
  items?: readonly string[];
}

/** The list explains its own length: the rule, and what it holds. */
export function derivationOf(counted: Count): Derivation {
  const leaf = (title: string): Derivation => ({ title, value: "1", inputs: [], notes: [] });
  return { title: counted.title, value: String(counted.count), unit: counted.unit, formula: counted.rule, inputs: (counted.items ?? []).map(leaf), notes: [] };
}

export function whereFromCount(counted: Count): void {
  Object.assign(asked, { id: undefined, told: derivationOf(counted), text: String(counted.count) });
}
