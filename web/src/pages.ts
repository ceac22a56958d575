// Addresses that several screens lead to.

import type { RouteLocationRaw } from "vue-router";

/** Ids of tasks have dots (3.1.2); in a path the server would take them for the name of a file. */
export function taskPage(id: string): RouteLocationRaw {
  return { path: "/task", query: { id } };
}
