// What the screens of the collection cycle share: addresses, colours of phases, and reading a pasted table.

import type { RouteLocationRaw } from "vue-router";
import type { FilingField, FilingSummary, RequestDraft } from "@/api/views";

export function filingPage(line: { request: string; respondent: { code: string } }): RouteLocationRaw {
  return { path: "/filing", query: { request: line.request, respondent: line.respondent.code } };
}
export function requestPage(code: string): RouteLocationRaw {
  return { path: "/request", query: { request: code } };
}

type TagType = "success" | "warning" | "danger" | "info" | "primary";

/** Colour beside the words, never instead of them. */
export function phaseTag(line: Pick<FilingSummary, "phase" | "late_in_words">): TagType {
  if (line.phase === "agreed") return "success";
  if (line.phase === "returned" || (line.late_in_words && line.phase === "filling")) return "danger";
  return line.phase === "submitted" ? "primary" : "warning";
}

export interface Pasted {
  value: string;
  note?: string;
}

/** The lines of a pasted table: values, and notes where there is a second column. Nothing for a plain text. */
export function pastedLines(text: string): Pasted[] | undefined {
  const trimmed = text.replace(/\r/g, "").replace(/\n+$/, "");
  if (!/[\t\n]/.test(trimmed)) return undefined;
  return trimmed.split("\n").map((line) => {
    const [value = "", note] = line.split("\t");
    return note === undefined ? { value: value.trim() } : { value: value.trim(), note: note.trim() };
  });
}

/** What a field of a request is: what adds up over the year, what stands at its end, a share, or words. */
export type FieldType = "flow" | "stock" | "rate" | "text";
export const FIELD_TYPES: { value: FieldType; label: string }[] = [
  { value: "flow", label: "累计数" },
  { value: "stock", label: "期末数" },
  { value: "rate", label: "比率" },
  { value: "text", label: "文字" },
];
/** A field as somebody writes it; bounds as typed, nothing where there is none. */
export interface FieldDraft {
  code: string;
  indicator: string;
  name: string;
  unit: string;
  definition: string;
  type: FieldType;
  min: string;
  max: string;
  decimals: number;
  isRequired: boolean;
  distinct: string;
}

let drafted = 0;
/** A new field. Its code is its own, so that it is never taken for a field of another table. */
export function blankField(now = Date.now()): FieldDraft {
  drafted += 1;
  return { code: `own_${now.toString(36)}_${drafted}`, indicator: "", name: "", unit: "", definition: "", type: "flow", min: "0", max: "", decimals: 2, isRequired: true, distinct: "" };
}
/** A rate may fall below zero; what is counted or paid does not unless somebody says so. */
export function usualMin(type: FieldType): string {
  return type === "rate" ? "" : "0";
}
/** The field as the server reads it. */
export function fieldOf(field: FieldDraft): RequestDraft["fields"][number] {
  const isNumber = field.type !== "text";
  return {
    code: field.indicator || field.code,
    name: field.name.trim(),
    unit: isNumber ? field.unit.trim() : "",
    definition: field.definition.trim(),
    kind: field.type === "text" ? { is: "text", chars_max: 300 } : { is: "number", min: field.min.trim() || null, max: field.max.trim() || null, decimals: field.decimals, nature: field.type },
    is_required: field.isRequired,
    indicator: field.indicator || null,
    distinct: field.distinct.trim() || null,
  };
}

/** A cell while somebody types in it. `base` is the version that they saw. */
export interface Typed {
  value: string;
  note: string;
  base: number;
  isPasted: boolean;
}

/** Whether what was typed differs from what is kept. */
export function isChanged(field: FilingField, typed: Typed): boolean {
  return typed.value.trim() !== (field.value ?? "") || typed.note.trim() !== (field.note ?? "");
}
