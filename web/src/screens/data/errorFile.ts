// The faults of a refused file as a table that opens in a spreadsheet.

import type { LineError } from "@/api/views";

/** With a byte order mark, so that spreadsheets read it as UTF-8. */
export function errorTable(errors: readonly LineError[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = errors.map((error) => [String(error.line), quoted(error.column ?? ""), quoted(error.message)].join(","));
  // The marks of the format: half-width on purpose.
  return `\uFEFF行,列,问题\r\n${lines.join("\r\n")}\r\n`;
}

export function saveErrors(errors: readonly LineError[]): void {
  const address = URL.createObjectURL(new Blob([errorTable(errors)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "导入错误清单.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
