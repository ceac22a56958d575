import { expect, it } from "vitest";
import type { LedgerEntryKind, LedgerView } from "@/api/views";
import { addedLine, emptyDraft, holderNames } from "./book";

const account = (holder: string, name: string) => ({ id: 1, kind: "person", kind_name: "个人账户", holder, label: `${name} · 个人账户`, balances: [] });
const entry = { code: "redeem", name: "兑换", act: "transfer", from: ["person"], to: ["shop"], assets: ["point"], is_document_required: true, second_role: null } as unknown as LedgerEntryKind;
const view = {
  accounts: [account("U1", "张伟"), account("U2", "张伟"), account("U3", "李娜")],
  rules: {
    accounts: [
      { code: "person", name: "个人账户", holder: "person" },
      { code: "shop", name: "商户账户", holder: "one" },
    ],
    assets: [{ code: "point", name: "碳积分", unit: "分", vintage: "year" }],
    counties: [],
    entries: [entry],
  },
} as unknown as LedgerView;

it("offers holders of one name by their codes", () => {
  expect(holderNames(view, "person")).toEqual([
    { value: "U1", label: "张伟（U1）" },
    { value: "U2", label: "张伟（U2）" },
    { value: "李娜", label: "李娜" },
  ]);
});

it("says in words what a line of a voucher does", () => {
  const draft = { ...emptyDraft(entry), fromHolder: "U1", vintage: "2026", amount: " 20 " };
  const added = addedLine(draft, entry, view);
  expect(added.words).toBe("兑换：U1 · 个人账户 → 商户账户　碳积分（2026） 20 分");
  expect([added.needsDocument, added.needsSecond, added.line.amount]).toEqual([true, false, "20"]);
});
