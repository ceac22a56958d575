// What the pages of transfers share: the phases of a text and whether they sum to 100.

import type { AgreementPhase } from "@/api/views";

/** A phase as it is typed. */
export interface TypedPhase {
  name: string;
  years: string;
  shares: string[];
}

export const typed = (phases: AgreementPhase[]): TypedPhase[] => phases.map((phase) => ({ name: phase.name, years: phase.years == null ? "" : String(phase.years), shares: [...phase.shares] }));

export const sent = (phases: TypedPhase[]): AgreementPhase[] => phases.map((phase) => ({ name: phase.name.trim(), years: phase.years.trim() === "" ? null : Number(phase.years), shares: phase.shares.map((share) => share.trim()) }));

/** The sum in hundredths of a percent, so that 33.33 + 66.67 is 100; nothing while something is no number. */
export function sumOf(phase: TypedPhase): number | undefined {
  const parts = phase.shares.map((share) => (/^\d+(\.\d{1,2})?$/.test(share.trim()) ? Math.round(Number(share) * 100) : undefined));
  return parts.some((part) => part === undefined) ? undefined : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0) / 100;
}

/** What is wrong with the phases, in words; the server judges them again. */
export function wrongWith(phases: TypedPhase[]): string | undefined {
  for (const [place, phase] of phases.entries()) {
    const sum = sumOf(phase);
    if (sum === undefined) return `阶段“${phase.name}”的比例应为 0 至 100 的数，最多两位小数`;
    if (sum !== 100) return `阶段“${phase.name}”的比例合计 ${sum}，应为 100，${sum < 100 ? "少" : "多"} ${Math.abs(Math.round((100 - sum) * 100) / 100)}`;
    if (phase.years.trim() !== "" && !/^[1-9]\d*$/.test(phase.years.trim())) return `阶段“${phase.name}”的年数应为整数`;
    if (phase.years.trim() === "" && place + 1 < phases.length) return `阶段“${phase.name}”没有写年数，后面的阶段轮不到`;
  }
  return phases.length === 0 ? "至少写一个分享阶段" : undefined;
}

export const STAGES = ["草拟", "签署中", "生效", "终止"];
export const stageTag = (stage: string): "success" | "info" | "warning" | "primary" => (stage === "in_force" ? "success" : stage === "ended" || stage === "withdrawn" ? "info" : stage === "signing" ? "warning" : "primary");
