// What the screens of ledgers (账本) share: addresses, questions, keys of vouchers, what a form asks for.

import type { Dataset, LedgerAccount, LedgerEntryKind, LedgerPost, LedgerPostLine, LedgerView } from "@/api/views";

export interface BookName {
  pack: string;
  ledger: string;
  dataset: Dataset;
}

export function addressOf(pack: string, ledger: string): string {
  return `/books/${pack}/${ledger}`;
}

export function params(book: BookName): { path: { pack: string; ledger: string }; query: { dataset: Dataset } } {
  return { path: { pack: book.pack, ledger: book.ledger }, query: { dataset: book.dataset } };
}

/** A new key for every voucher that is begun; sent again with the same key, it is posted once. */
export function newKey(): string {
  return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}

/** What has been typed for one line. */
export interface Draft {
  entry: string;
  fromKind: string;
  fromHolder: string;
  toKind: string;
  toHolder: string;
  label: string;
  asset: string;
  vintage: string;
  place: string;
  amount: string;
  until: string;
}

export function emptyDraft(entry: LedgerEntryKind | undefined): Draft {
  return {
    entry: entry?.code ?? "",
    fromKind: entry?.from[0] ?? "",
    fromHolder: "",
    toKind: entry?.to[0] ?? "",
    toHolder: "",
    label: "",
    asset: entry?.assets[0] ?? "",
    vintage: "",
    place: "",
    amount: "",
    until: "",
  };
}

/** The end of a day in China, as the server reads it. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999+08:00`).toISOString();
}

export function lineOf(draft: Draft, entry: LedgerEntryKind): LedgerPostLine {
  return {
    act: entry.act === "hold" ? "hold" : "transfer",
    kind: entry.code,
    from: { kind: draft.fromKind, holder: draft.fromHolder.trim(), label: draft.label.trim() },
    to: { kind: draft.toKind, holder: draft.toHolder.trim(), label: draft.label.trim() },
    asset: draft.asset,
    vintage: draft.vintage.trim(),
    place: draft.place,
    amount: draft.amount.trim(),
    until: entry.act === "hold" && draft.until ? endOfDay(draft.until) : null,
    of: "",
  };
}

/** A line of a voucher that is being put together, with what it says and asks for. */
export interface Added {
  line: LedgerPostLine;
  words: string;
  needsDocument: boolean;
  needsSecond: boolean;
}

export function addedLine(draft: Draft, entry: LedgerEntryKind, view: LedgerView): Added {
  const kindName = (code: string): string => view.rules.accounts.find((each) => each.code === code)?.name ?? code;
  const side = (kind: string, holder: string): string => (holder.trim() ? `${holder.trim()} · ${kindName(kind)}` : kindName(kind));
  const asset = view.rules.assets.find((each) => each.code === draft.asset);
  const county = view.rules.counties.find((each) => each.code === draft.place)?.name;
  const lot = [draft.vintage.trim(), county].filter(Boolean).join("，");
  const amount = `${draft.amount.trim()} ${asset?.unit ?? ""}`.trim();
  return {
    line: lineOf(draft, entry),
    words: `${entry.name}：${side(draft.fromKind, draft.fromHolder)} → ${side(draft.toKind, draft.toHolder)}　${asset?.name ?? draft.asset}${lot ? `（${lot}）` : ""} ${amount}`,
    needsDocument: entry.is_document_required,
    needsSecond: Boolean(entry.second_role),
  };
}

/** What is missing before a line can be sent, in words; the server checks everything else. */
export function lacking(draft: Draft, entry: LedgerEntryKind | undefined, view: LedgerView, document: string): string[] {
  if (!entry) return ["业务类型"];
  const found: string[] = [];
  const isHeld = (kind: string): boolean => view.rules.accounts.find((each) => each.code === kind)?.holder !== "one";
  const asset = view.rules.assets.find((each) => each.code === draft.asset);
  if (isHeld(draft.fromKind) && !draft.fromHolder.trim()) found.push("转出方");
  if (isHeld(draft.toKind) && !draft.toHolder.trim()) found.push("转入方");
  if (asset && asset.vintage !== "none" && !draft.vintage.trim()) found.push(asset.vintage === "year" ? "年度" : "批次");
  if (asset?.is_by_place && !draft.place) found.push("发放地");
  if (!draft.amount.trim()) found.push("数量");
  if (entry.act === "hold" && !draft.until) found.push("冻结期限");
  if (entry.is_document_required && !document.trim()) found.push("文号");
  return found;
}

/** Holders that have an account of a kind, for the form to offer. */
export function holders(view: LedgerView, kind: string): LedgerAccount[] {
  return view.accounts.filter((account) => account.kind === kind);
}

/** How holders of a kind are named: those of one name by their codes, so that nobody is taken for another one. */
export function holderNames(view: LedgerView, kind: string): { value: string; label: string }[] {
  const named = holders(view, kind).map((each) => ({ code: each.holder, name: each.label.replace(` · ${each.kind_name}`, "") }));
  const isOnly = (name: string): boolean => named.filter((each) => each.name === name).length === 1;
  return named.map(({ code, name }) => (isOnly(name) ? { value: name, label: name } : { value: code, label: `${name}（${code}）` }));
}

/** 可用余额 of what is about to be moved; nothing where there is no such account yet. */
export function availableOf(view: LedgerView, draft: Draft): string | undefined {
  const holder = draft.fromHolder.trim();
  const account = view.accounts.find((each) => each.kind === draft.fromKind && (each.holder === "" || each.holder === holder || each.label === `${holder} · ${each.kind_name}`));
  const asset = view.assets.find((each) => each.kind === draft.asset && each.vintage === draft.vintage.trim() && each.place === draft.place);
  const balance = account?.balances.find((each) => each.asset === asset?.id);
  return balance && asset ? `${balance.available} ${asset.unit}` : undefined;
}

export function voucher(key: string, effective: string, document: string, basis: string, note: string, lines: LedgerPostLine[]): LedgerPost {
  return { key, effective, document, basis, note, corrects: null, lines };
}

/** A line that goes back to an earlier one. */
export function backLine(act: "post_hold" | "void_hold" | "reverse", of: string, amount: string, kind = ""): LedgerPostLine {
  const nobody = { kind: "", holder: "", label: "" };
  return { act, kind, from: nobody, to: nobody, asset: "", vintage: "", place: "", amount: amount.trim(), until: null, of };
}

/** Today in China, whatever the clock of the machine is set to. */
export function today(): string {
  return new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
}
