// Which characters of the text as received are selected on the page.

export interface Selected {
  start: number;
  end: number;
  text: string;
  /** Where the panel goes, in pixels of the window. */
  left: number;
  top: number;
}

/** The selection within `pane`, counted in code points of the whole text; nothing when there is none. */
export function selectedIn(pane: HTMLElement): Selected | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!pane.contains(range.commonAncestorContainer)) return undefined;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === undefined || end === undefined || end <= start) return undefined;
  const box = range.getBoundingClientRect();
  return { start, end, text: range.toString(), left: box.left, top: box.bottom };
}

function offset(node: Node, within: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const line = element?.closest<HTMLElement>("p[data-start]");
  if (!line) return undefined;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, within);
  return Number(line.dataset.start) + Array.from(before.toString()).length;
}
