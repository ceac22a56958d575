// Addresses that several screens lead to.

import type { RouteLocationRaw } from "vue-router";
import type { RegisterLink } from "@/api/views";

/** Ids of tasks have dots (3.1.2); in a path the server would take them for the name of a file. */
export function taskPage(id: string): RouteLocationRaw {
  return { path: "/task", query: { id } };
}

/** The counts of a register that a figure was counted from. */
export function countsPage(link: RegisterLink): RouteLocationRaw {
  return { path: `/registers/${link.pack}/${link.register}`, query: { dataset: link.dataset, period: link.period ?? undefined, tab: "counts" } };
}
