// How times, periods and missing things are written.

/** What stands for a value that is not there. Never 0. */
export const MISSING = "—";

export function orMissing(text: string | number | null | undefined): string {
  return text === null || text === undefined || text === "" ? MISSING : String(text);
}

/** 2026-11-25 10:03 in China standard time, wherever the browser is: a day of publication must not shift. */
export function moment(timestamp: string | null | undefined): string {
  if (!timestamp) return MISSING;
  const instant = new Date(timestamp).getTime();
  if (Number.isNaN(instant)) return timestamp;
  const date = new Date(instant + 8 * 3_600_000);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** 2026-11-25. */
export function day(timestamp: string | null | undefined): string {
  return timestamp ? moment(timestamp).slice(0, 10) : MISSING;
}

/** 2024—2025年. */
export function term(years: readonly number[] | null | undefined): string {
  const [first, last] = years ?? [];
  if (first === undefined || last === undefined) return MISSING;
  return first === last ? `${first}年` : `${first}—${last}年`;
}

/** Where a period ends, as a number that sorts: 2025 after 2025-11 and 2025-Q4. */
export function periodOrder(period: string): number {
  const [year, part] = period.split("-");
  const base = Number(year) * 10_000;
  if (!part) return base + 1299;
  if (part.startsWith("H")) return base + Number(part.slice(1)) * 600 + 60;
  if (part.startsWith("Q")) return base + Number(part.slice(1)) * 300 + 30;
  return base + Number(part) * 100;
}

/** 2025年、2025年上半年、2025年三季度、2025年6月. */
export function periodInWords(period: string): string {
  const [year, part] = period.split("-");
  if (!part) return `${year}年`;
  if (part === "H1") return `${year}年上半年`;
  if (part === "H2") return `${year}年下半年`;
  if (part.startsWith("Q")) return `${year}年${["一", "二", "三", "四"][Number(part.slice(1)) - 1] ?? "?"}季度`;
  return `${year}年${Number(part)}月`;
}

/** The size of a file as the server tells it: 20 KB, 1.2 MB. */
export function sizeInWords(bytes: number): string {
  const mib = 1024 * 1024;
  return bytes < mib ? `${Math.ceil(bytes / 1024)} KB` : `${Math.floor((bytes * 10) / mib) / 10} MB`;
}
