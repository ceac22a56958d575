// What the pages of consent share: colours of states and labels, and the last day of a term.

export type TagType = "success" | "info" | "warning" | "danger";

const STATES: Record<string, TagType> = { valid: "success", waiting: "warning", withdrawn: "info", over: "info" };
export const stateTag = (state: string): TagType => STATES[state] ?? "info";

/** The last of so many days, the first one counted. */
export function lastDay(first: string, days: number): string {
  const date = new Date(`${first}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days - 1);
  return date.toISOString().slice(0, 10);
}

/** Days from the first to the last, both counted; nothing while one of them is not chosen. */
export function daysOf(first: string, last: string): number | undefined {
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return Number.isNaN(days) ? undefined : days;
}
