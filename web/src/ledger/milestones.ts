// Milestones as a person types them, and the look of their lights.

import type { MilestoneRow } from "@/api/views";

/** One line each: a period, a space, a number. Nothing when a line is neither. */
export function milestonesOf(text: string): { period: string; value: string }[] | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const found = lines.map((line) => line.match(/^(\S+?)[\s，,:：]+(\d+(?:\.\d+)?)$/u));
  if (found.length === 0 || found.some((one) => !one)) return undefined;
  return found.map((one) => ({ period: one?.[1] ?? "", value: one?.[2] ?? "" }));
}

export function milestonesText(rows: MilestoneRow[]): string {
  return rows.map((row) => `${row.period} ${row.value}`).join("\n");
}

/** The words say it as well. */
export function lightTag(light: MilestoneRow["light"]): "success" | "warning" | "danger" | "info" {
  if (light === "green") return "success";
  if (light === "red") return "danger";
  return light === "not_due" || light === "no_data" ? "info" : "warning";
}
