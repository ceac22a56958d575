// What the screens of the collection cycle share: addresses, colours of phases, and reading a pasted table.

import type { RouteLocationRaw } from "vue-router";
import type { FilingField, FilingSummary } from "@/api/views";

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
