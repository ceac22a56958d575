// Which rows are meant, as every call about a register says it.

import { type InjectionKey, inject } from "vue";
import type { Dataset, RegisterRowDetail } from "@/api/views";

export interface Book {
  pack: string;
  register: string;
  period?: string;
  dataset: Dataset;
}

/** Where in the address and which rows: `params` of a call. */
export function params(book: Book): { path: { pack: string; register: string }; query: { dataset: Dataset; period?: string } } {
  return { path: { pack: book.pack, register: book.register }, query: { dataset: book.dataset, period: book.period || undefined } };
}

/** The address of one register. */
export function addressOf(pack: string, register: string): string {
  return `/registers/${pack}/${register}`;
}

export const BOOK: InjectionKey<() => Book> = Symbol("book");

export function useBook(): () => Book {
  const book = inject(BOOK);
  if (!book) throw new Error("a register screen provides its book");
  return book;
}

/** The fields whose text differs from what stands, by code. */
export function changed(values: Record<string, string>, standing: RegisterRowDetail["values"]): string[] {
  const keys = new Set([...Object.keys(values), ...Object.keys(standing)]);
  return [...keys].filter((code) => (values[code] ?? "").trim() !== (standing[code] ?? "").trim());
}
