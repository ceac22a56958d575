// A12 as it stands on a fresh machine: no default password, the sixth log-in, an idle session that ends by itself, three
// administrators who exclude each other, a record that betrays one changed row, retention, a restore that gives the same
// bulletin, and public pages that list what is 公开 and are read by keyboard. That no page asks another host is watched
// throughout, and for every page in screens.spec.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PASSWORD, everyYear, firstEntry, firstLogIn, logIn, picture, serve, settled, startSite, watchedPage } from "./site.mjs";

const PLAN = "weifang_county_2024_2025";
const VERIFIER = process.env.AUDIT_CHECK;

let site;
let folder;
let data;
const watchedAll = [];
before(async () => {
  if (!VERIFIER) throw new Error("set AUDIT_CHECK to the built audit-check binary");
  folder = await mkdtemp(join(tmpdir(), "junxian-evidence-"));
  site = await startSite(async (where) => {
    data = where;
    const rest = await everyYear(where);
    // Two idle minutes instead of fifteen, by the file of the site; the fifteen are those of the program.
    const own = await readFile(new URL("../../presets/accounts.toml", import.meta.url), "utf8");
    assert.match(own, /setting = "idle_minutes"\ndefault = 15\nmin = 5/);
    await writeFile(join(where, "content", "presets", "accounts.toml"), own.replace('setting = "idle_minutes"\ndefault = 15\nmin = 5', 'setting = "idle_minutes"\ndefault = 2\nmin = 2'));
    return rest;
  });
});
after(async () => {
  await site?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function watch() {
  const watched = await watchedPage(site);
  watchedAll.push(watched);
  return watched;
}
const ask = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const session = await (await fetch("/api/session")).json();
      const headers = { "content-type": "application/json", "x-junxian-csrf": session.csrf };
      const reply = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
      return { status: reply.status, body: await reply.json().catch(() => undefined) };
    },
    [method, path, body],
  );
/** Runs a program; gives its exit code and what it printed. */
const run = (program, ...args) =>
  new Promise((done) => execFile(program, args, { maxBuffer: 1 << 28 }, (error, out, err) => done({ code: error ? (error.code ?? -1) : 0, text: out + err })));
const cli = (place, ...args) => run(process.env.JUNXIAN_BIN, "--data", place, "--content", join(data, "content"), ...args);

test("A12: no default password works, and the sixth log-in is refused although it is right", async () => {
  const { page, context } = await watch();
  for (const [user, password] of [["admin", "admin"], ["root", "root"], ["xitong", "xitong"], ["anquan", "123456"], ["shenji", "Admin@123"], [site.user, "junxian"]]) {
    await logIn(page, site, password, user);
    await page.locator(".problem", { hasText: "用户名或密码不正确" }).waitFor();
  }
  for (let turn = 0; turn < 5; turn += 1) {
    await logIn(page, site, `Wrong-Password-${turn}`, "ducha");
    await page.locator(".problem").waitFor();
  }
  await logIn(page, site, site.oneTimes.ducha, "ducha");
  await page.locator(".problem", { hasText: "锁定" }).waitFor();
  await context.close();
});

test("A12: an idle session ends by itself although its page is open, and the way back shows nothing", async () => {
  const { page, context } = await watch();
  await firstLogIn(page, site);
  await page.goto(`${site.address}/tasks`);
  await settled(page);
  await page.locator(".shell").waitFor();
  // The page stays open and nobody touches it; what it asks by itself keeps nobody in.
  await page.waitForTimeout(130_000);
  assert.equal((await page.request.get(`${site.address}/api/plans`)).status(), 401);
  await page.goto(`${site.address}/targets`);
  await page.waitForURL(/\/login/);
  await picture(page, "a12-idle");
  await page.goBack();
  await page.locator("#username").waitFor();
  assert.equal(await page.locator(".shell").count(), 0);
  await context.close();
});

test("A12: three administrators exclude each other, none reads what is not theirs, and retention has its least days", async () => {
  const people = {};
  for (const user of ["xitong", "anquan", "shenji"]) {
    people[user] = await watch();
    people[user].secret = await firstEntry(people[user].page, site, user);
    assert.ok(people[user].secret, "an administrator has a second factor");
  }
  const [system, security, auditor] = ["xitong", "anquan", "shenji"].map((user) => people[user].page);
  const status = async (page, method, path, body) => (await ask(page, method, path, body)).status;
  for (const path of ["/api/plans", "/api/observations", "/api/registers", "/api/evaluations", "/api/audit"]) assert.equal(await status(system, "GET", path), 403, path);
  const open = { changes: [{ kind: "open", user: "zijia", display_name: "自加" }] };
  assert.equal(await status(security, "POST", "/api/proposals", open), 403, "not alone");
  for (const [method, path, body] of [["POST", "/api/proposals", open], ["POST", "/api/proposals/1/decision", { is_approved: true }], ["POST", "/api/observations", {}], ["POST", "/api/tickets", {}], ["GET", "/api/plans", undefined]]) {
    assert.equal(await status(auditor, method, path, body), 403, path);
  }
  assert.equal(await status(auditor, "GET", "/api/audit"), 200, "the auditor reads");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const [user, role] of [["shenji", "system_administrator"], ["anquan", "audit_administrator"], ["xitong", "security_administrator"], ["xitong", "planner"]]) {
    const both = await ask(system, "POST", "/api/proposals", { changes: [{ kind: "grant", assignment: { user, role, valid_from: today } }] });
    assert.equal(both.status, 409, `${user} ${role}`);
    assert.match(both.body.detail, /三员互斥|管理员与业务岗位不能由同一账户担任/);
  }
  const short = await ask(system, "POST", "/api/proposals", { changes: [{ kind: "set", setting: "log_days", value: 179 }] });
  assert.equal(short.status, 422);
  assert.match(short.body.detail, /180/);
  await picture(auditor, "a12-auditor");
  for (const { context } of Object.values(people)) await context.close();
});

test("A12: backup, wipe and restore give the same bulletin, and one changed row of the record is found with its number", async () => {
  const { page, context } = await watch();
  await firstLogIn(page, site, await site.addUser("beifen", "县域科备份"), "beifen");
  const made = await ask(page, "POST", `/api/plans/${PLAN}/bulletins`, { dataset: "real", as_of: "2025-12-31" });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const printed = await (await page.request.get(`${site.address}/api/bulletins/${made.body.id}/file.docx`)).body();
  const before = createHash("sha256").update(printed).digest("hex");
  const copy = join(folder, "copy.backup");
  const backup = await cli(data, "backup", copy);
  assert.equal(backup.code, 0, backup.text);
  await context.close();

  // Another machine: nothing but the backup.
  const again = join(folder, "restored");
  const restored = await cli(again, "restore", copy);
  assert.equal(restored.code, 0, restored.text);
  // The key that seals second factors is in no backup: it is kept apart, and put back.
  await copyFile(join(data, "seal.key"), join(again, "seal.key"));
  const verified = await cli(again, "verify");
  assert.equal(verified.code, 0, verified.text);
  const { child, address } = await serve(process.env.JUNXIAN_BIN, ["--data", again, "--content", join(data, "content"), "serve", "--listen", "127.0.0.1:0"]);
  child.removeAllListeners("close");
  const there = { ...site, address };
  const other = await watchedPage(there);
  await logIn(other.page, there, PASSWORD, "beifen");
  await other.page.waitForURL(`${address}/`);
  const after = await (await other.page.request.get(`${address}/api/bulletins/${made.body.id}/file.docx`)).body();
  assert.equal(createHash("sha256").update(after).digest("hex"), before, "the same bulletin");
  await other.context.close();
  child.kill("SIGTERM");
  await new Promise((ended) => child.once("exit", ended));

  // The separate verifier proves the record; one changed text in one row and it names the row.
  const record = join(folder, "record.txt");
  assert.equal((await cli(again, "record", "-o", record)).code, 0);
  const proved = await run(VERIFIER, record);
  assert.equal(proved.code, 0, proved.text);
  const lines = (await readFile(record, "utf8")).trimEnd().split("\n");
  const row = lines.findIndex((line) => line.includes('"生成通报"'));
  assert.ok(row > 0, "the bulletin is on record");
  // The row in the database itself, as somebody with the disk could change it: another word of the same length.
  const database = join(again, "junxian.db");
  const bytes = await readFile(database);
  const [from, to] = [Buffer.from("生成通报"), Buffer.from("查看通报")];
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
  await writeFile(database, bytes);
  const tampered = join(folder, "tampered.txt");
  await cli(again, "record", "-o", tampered);
  const found = await run(VERIFIER, tampered);
  assert.notEqual(found.code, 0);
  assert.match(found.text, new RegExp(`(^|\\D)${row + 1}(\\D|$)`), found.text);
  const own = await cli(again, "verify");
  assert.notEqual(own.code, 0);
  assert.match(own.text, new RegExp(`${row + 1}`), own.text);
});

test("A12: the public pages list what is 公开, are walked by keyboard, and have the contrast that texts need", async () => {
  const { page, context } = await watch();
  const waiting = ["/public"];
  const walked = new Set();
  while (waiting.length > 0 && walked.size < 10) {
    const path = waiting.shift();
    if (walked.has(path)) continue;
    walked.add(path);
    assert.equal((await page.goto(site.address + path)).status(), 200, path);
    const text = await page.locator("body").innerText();
    for (const inner of ["演示", "示例方案", "内部", "敏感"]) assert.ok(!text.includes(inner), `${path}: ${inner}`);
    const poor = await page.evaluate(contrastFaults);
    assert.deepEqual(poor, [], path);
    // By keyboard: the first stop leads past the menu, and every stop can be seen.
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "跳到正文");
    const links = await page.locator("a[href]").count();
    for (let stop = 0; stop < Math.min(links, 15); stop += 1) {
      const outline = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return { tag: document.activeElement.tagName, seen: style.outlineStyle !== "none" || style.boxShadow !== "none" };
      });
      assert.ok(outline.tag === "BODY" || outline.seen, `${path}: stop ${stop} at ${outline.tag} cannot be seen`);
      await page.keyboard.press("Tab");
    }
    const found = await page.locator("a[href^='/public']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    waiting.push(...found.filter((link) => !/\.(pdf|docx|css|xlsx)$/.test(link)).map((link) => link.replace(/#.*/, "")));
  }
  assert.ok(walked.size >= 4, [...walked].join());
  await context.close();
});

/** Texts whose contrast to what is behind them is below 4.5 (3 for large ones), by WCAG 2.1 1.4.3. Runs in the page. */
function contrastFaults() {
  const parse = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([red, green, blue]) => {
    const part = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faults = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "");
    const box = element.getBoundingClientRect();
    if (!own || element.closest("svg") || box.width === 0 || box.height === 0 || box.right < 0) continue;
    const style = getComputedStyle(element);
    const [one, other] = [light(parse(style.color)), light(behind(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) faults.push(`${element.tagName} ${element.textContent.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return faults;
}

test("nothing of the evidence asks another host or complains", () => {
  for (const { seen } of watchedAll) assert.deepEqual(seen, { foreign: [], faults: [] });
});
