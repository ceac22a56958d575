// What was typed and not yet saved, kept in this browser so that a closed tab loses nothing. Decisions themselves
// are on the server at once and are never kept here.

import type { Item, ItemKind } from "@/api/views";

export interface Edit {
  mode: "correct" | "add" | "merge";
  item: Item;
  /** What a merge replaces. */
  ids?: string[];
  note: string;
  /** The last decision on the screen when the typing began: what came later was not seen. */
  seen?: number;
}
export interface Unsent extends Edit {
  at: string;
}

const PREFIX = "junxian-unsent";

export function idOf(item: Item): string {
  return item.kind === "metadata" ? "metadata" : item.item.id;
}
function key(user: string, plan: string, kind: ItemKind, id: string): string {
  return [PREFIX, user, plan, kind, id].join("|");
}

export function keep(user: string, plan: string, edit: Edit): void {
  try {
    localStorage.setItem(key(user, plan, edit.item.kind, idOf(edit.item)), JSON.stringify({ ...edit, at: new Date().toISOString() }));
  } catch {
    // A full or forbidden store costs the safety net, not the work on the screen.
  }
}
export function forget(user: string, plan: string, item: Item): void {
  try {
    localStorage.removeItem(key(user, plan, item.kind, idOf(item)));
  } catch {
    // As above.
  }
}

/** All that this person left unsaved in this plan, the oldest first. */
export function kept(user: string, plan: string): Unsent[] {
  const found: Unsent[] = [];
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith([PREFIX, user, plan, ""].join("|"))) found.push(JSON.parse(localStorage.getItem(name) ?? "") as Unsent);
    }
  } catch {
    return found;
  }
  return found.sort((left, right) => left.at.localeCompare(right.at));
}
