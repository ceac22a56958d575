// The keys of the checking screen. A key that is pressed while the server still answers the one before waits for
// its turn and then acts on what is chosen by then; none is lost. When one cannot be carried out, those behind it
// are dropped, since they were meant for another state of the screen.

import { onBeforeUnmount, onMounted } from "vue";

export type Command = "undo" | "redo" | "down" | "up" | "merge" | "close" | "confirm" | "defer" | "edit" | "split" | "pick" | "reject";

const BY_KEY: Readonly<Record<string, Command>> = {
  j: "down", ArrowDown: "down", k: "up", ArrowUp: "up", u: "undo", U: "redo", M: "merge", Escape: "close",
  Enter: "confirm", d: "defer", e: "edit", s: "split", m: "pick", x: "reject",
};

/** What a key means here; nothing for keys of the browser. */
export function commandOf(key: string, isControl: boolean): Command | undefined {
  if (isControl) return key === "z" ? "undo" : key === "y" ? "redo" : undefined;
  return BY_KEY[key];
}

/** Runs one after the other, the first at once; false from one of them drops those that wait. */
export function inTurn<T>(run: (what: T) => Promise<boolean> | boolean): (what: T) => void {
  const waiting: T[] = [];
  let isRunning = false;
  async function work(): Promise<void> {
    isRunning = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const answer = run(next);
        if (!(answer instanceof Promise ? await answer : answer)) waiting.length = 0;
      }
    } finally {
      waiting.length = 0;
      isRunning = false;
    }
  }
  return (what) => {
    waiting.push(what);
    if (!isRunning) void work();
  };
}

/** Listens as long as the screen is shown. `run` tells whether the keys that wait behind still make sense. */
export function useKeys(isBlocked: () => boolean, run: (command: Command) => Promise<boolean> | boolean): void {
  const send = inTurn<Command>((command) => !isBlocked() && run(command));
  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const isTyping = target.closest("input, textarea, select, [contenteditable], .el-overlay, .el-drawer, .el-popper") !== null;
    if (isTyping || event.altKey || isBlocked()) return;
    const command = commandOf(event.key, event.ctrlKey || event.metaKey);
    // Enter on a button or a link is theirs.
    if (!command || (command === "confirm" && target.closest("button, a, summary, [role=tab], [role=button]"))) return;
    event.preventDefault();
    send(command);
  }
  onMounted(() => document.addEventListener("keydown", onKey));
  onBeforeUnmount(() => document.removeEventListener("keydown", onKey));
}
