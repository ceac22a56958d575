// What specs of trades share: shipped rules with windows that a test can wait for, and lots that may be listed.

import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The newest shipped version of a pack under a code of its own, with parts of its text changed. */
export async function shortPack(data, shipped, code, changes) {
  const folder = fileURLToPath(new URL(`../../packs/${shipped}`, import.meta.url));
  const newest = (await readdir(folder)).sort().at(-1);
  let text = await readFile(join(folder, newest, "pack.hcl"), "utf8");
  for (const [from, to] of [[`"${shipped}"`, `"${code}"`], ...changes]) {
    assert.ok(text.includes(from), `${shipped} ${newest} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  await mkdir(join(data, "packs", code, newest), { recursive: true });
  await writeFile(join(data, "packs", code, newest, "pack.hcl"), text);
}

/** Asks the API as the person of a page. */
export async function ask(site, page, path, data) {
  const session = await (await page.request.get(`${site.address}/api/session`)).json();
  const reply = await page.request.post(`${site.address}${path}`, { headers: { "x-junxian-csrf": session.csrf }, data });
  return { status: reply.status(), body: await reply.json().catch(() => undefined) };
}

/** A 演示 row of a register. */
export async function save(site, page, pack, register, values) {
  const saved = await ask(site, page, `/api/registers/${pack}/${register}/row?dataset=demo`, { values, accept_warnings: true });
  assert.equal(saved.body?.accepted, true, JSON.stringify(saved.body));
}

export const LOT = { kind: "承包地经营权", county: "寿光市", seller: "东村经济合作社", area: "100", floor: "500", resolved: "是" };

/** 申请, then 审核通过: a right that may be listed. */
export async function reviewedLot(site, page, pack, values) {
  await save(site, page, pack, "rural_lot", { ...LOT, ...values });
  const seen = await (await page.request.get(`${site.address}/api/registers/${pack}/rural_lot/row?key=${values.number}&dataset=demo`)).json();
  const taken = await ask(site, page, `/api/registers/${pack}/rural_lot/steps?dataset=demo`, { key: values.number, step: "review", note: "示例", seen: seen.row.pulse });
  assert.ok(taken.status < 300, JSON.stringify(taken.body));
}
