// Ledgers made from a pack alone: posting, four eyes, two browsers at once, double submit, where a balance comes from.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PASSWORD, firstLogIn, logIn, picture, settled, startSite, watchedPage, choose } from "./site.mjs";

const BOOK = "/books/land_quota/quota";
const API = "/api/ledgers/land_quota/quota";

let site;
before(async () => {
  site = await startSite();
  const { page, context } = await watchedPage(site);
  await firstLogIn(page, site);
  await context.close();
  const oneTime = await site.addUser("lisi", "李四");
  const second = await watchedPage(site);
  await firstLogIn(second.page, site, oneTime, "lisi");
  await second.context.close();
  for (const user of [site.user, "lisi"]) {
    for (const role of ["指标管理", "指标复核"]) await site.grant(user, "land_quota", role);
  }
  const clerk = await entered();
  for (const code of ["XM0", "XM1", "XM4", "XM9"]) {
    const values = { project_code: code, name: `${code} 项目`, county: "寒亭区", tier: "市级项目", requested: "100" };
    const saved = await ask(clerk.page, "/api/registers/land_quota/land_project/row?dataset=real", { values, accept_warnings: true });
    assert.equal(saved.body.accepted, true, JSON.stringify(saved.body));
  }
  await clerk.context.close();
});
after(async () => {
  await site?.stop();
});

async function entered(user = site.user) {
  const watched = await watchedPage(site);
  await logIn(watched.page, site, PASSWORD, user);
  await watched.page.waitForURL(`${site.address}/`);
  return watched;
}

/** Types a day. */
async function type(page, label, day) {
  const input = page.getByRole("combobox", { name: label, exact: true });
  await input.click();
  await input.fill(day);
  await input.press("Enter");
}

/** What the page of a user sends, with the token of its session. */
async function ask(page, path, body) {
  return page.evaluate(
    async ([address, sent]) => {
      const session = await (await fetch("/api/session")).json();
      const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json", "x-junxian-csrf": session.csrf }, body: JSON.stringify(sent) });
      return { status: answer.status, body: await answer.json() };
    },
    [path, body],
  );
}

test("a quota is issued by one person and agreed to by another; the same person is refused", async () => {
  const { page, context, seen } = await entered();
  await page.goto(`${site.address}/books`);
  await settled(page);
  await picture(page, "books");
  await page.getByRole("link", { name: "土地指标账本" }).click();
  await page.getByRole("tab", { name: "记账" }).click();
  await choose(page, "业务类型", "下达市级");
  await choose(page, "年度", "2026");
  await page.getByLabel("数量", { exact: true }).fill("100");
  await page.getByText("还差：文号", { exact: true }).waitFor();
  await page.getByLabel("文号", { exact: true }).fill("示例〔2026〕1号");
  await picture(page, "book-post");
  await page.getByRole("button", { name: "提交复核" }).click();
  await page.locator(".el-alert", { hasText: "待复核" }).waitFor();
  await page.getByRole("tab", { name: "待办（1）" }).click();
  await page.getByText("您是提交人，应由另一人复核").waitFor();
  assert.ok(await page.getByRole("button", { name: "复核通过" }).isDisabled());
  await picture(page, "book-pending");
  const view = await page.evaluate(async (path) => (await fetch(path)).json(), API);
  const proposal = view.proposals[0].voucher.seq;
  // The button is not the guard.
  const own = await ask(page, `${API}/decisions`, { key: "own", proposal, decision: "approve" });
  assert.equal(own.status, 409);
  assert.equal(own.body.message, `复核人“${site.user}”就是提交人，应由另一人复核`);

  const other = await entered("lisi");
  await other.page.goto(`${site.address}${BOOK}?tab=pending`);
  await settled(other.page);
  await other.page.getByRole("button", { name: "复核通过" }).click();
  await other.page.getByText(`第 ${proposal} 号凭证已复核`).waitFor();
  await other.page.getByRole("tab", { name: "余额" }).click();
  await other.page.locator(".el-table__body tr", { hasText: "市级指标池" }).getByText("100.00").first().waitFor();
  await picture(other.page, "book-balances");
  await other.context.close();
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("two browsers move more than there is at the same moment: exactly one succeeds", async () => {
  const people = [await entered(), await entered("lisi")];
  for (const [place, { page }] of people.entries()) {
    await page.goto(`${site.address}${BOOK}?tab=post`);
    await settled(page);
    await choose(page, "业务类型", "市级配置");
    await page.getByLabel("转入方", { exact: true }).fill(`XM${place}`);
    await page.getByLabel("开户名称", { exact: true }).fill(`第${place}个项目`);
    await choose(page, "年度", "2026");
    await page.getByLabel("数量", { exact: true }).fill("60");
    await page.getByText("可用 100.00 亩").waitFor();
    await page.getByLabel("文号", { exact: true }).fill(`示例〔2026〕${place + 2}号`);
  }
  const answered = people.map(({ page }) => page.waitForResponse((response) => response.url().includes(`${API}/vouchers`) && response.request().method() === "POST"));
  await Promise.all(people.map(({ page }) => page.getByRole("button", { name: "记账", exact: true }).click()));
  const answers = await Promise.all(answered.map(async (answer) => (await answer).json()));
  assert.deepEqual(answers.map((answer) => answer.state_in_words ?? answer.code).sort(), ["conflict", "已入账"], JSON.stringify(answers));
  const refused = answers.find((answer) => answer.code === "conflict");
  assert.equal(refused.message, "“计划指标（2026）”可用余额不足：“市级指标池”可用 40.00 亩，本次需要 60.00 亩");
  for (const { page, context } of people) {
    await picture(page, "book-refused");
    await page.goto(`${site.address}${BOOK}`);
    await settled(page);
    await page.locator(".el-table__body tr", { hasText: "市级指标池" }).getByText("40.00").first().waitFor();
    await context.close();
  }
});

test("what is sent twice is one entry, also when both arrive together", async () => {
  const { page, context } = await entered();
  await page.goto(`${site.address}${BOOK}`);
  await settled(page);
  const line = { act: "transfer", kind: "city_project", from: {}, to: { holder: "XM9", label: "第九个项目" }, asset: "plan", vintage: "2026", amount: "10" };
  const sent = { key: "twice", document: "示例〔2026〕9号", lines: [line] };
  const answers = await Promise.all([ask(page, `${API}/vouchers`, sent), ask(page, `${API}/vouchers`, sent)]);
  assert.deepEqual(answers.map((answer) => answer.status), [200, 200], JSON.stringify(answers));
  assert.equal(answers[0].body.seq, answers[1].body.seq);
  assert.deepEqual(answers.map((answer) => answer.body.is_repeated).sort(), [false, true]);
  const other = await ask(page, `${API}/vouchers`, { ...sent, lines: [{ ...line, amount: "11" }] });
  assert.equal(other.status, 409);
  assert.ok(other.body.message.startsWith("幂等编号“twice”已用于内容不同的第"), other.body.message);
  await context.close();
});

test("a hold is posted in part and given back, a voucher is corrected, every balance tells its entries", async () => {
  const { page, context, seen } = await entered();
  await page.goto(`${site.address}${BOOK}?tab=post`);
  await settled(page);
  await choose(page, "业务类型", "预留");
  await choose(page, "转出账户类别", "市级指标池");
  await page.getByLabel("转入方", { exact: true }).fill("XM4");
  await page.getByLabel("开户名称", { exact: true }).fill("第四个项目");
  await choose(page, "标的", "计划指标");
  await choose(page, "年度", "2026");
  await page.getByLabel("数量", { exact: true }).fill("20");
  await type(page, "冻结至", "2099-12-31");
  await page.getByRole("button", { name: "记账", exact: true }).click();
  await page.locator(".el-alert", { hasText: "已入账" }).waitFor();
  await page.getByRole("tab", { name: "待办（1）" }).click();
  await page.getByRole("button", { name: "从冻结中划转" }).click();
  await page.getByLabel("划转数量").fill("12.5");
  await page.getByLabel("办理文号").fill("示例〔2026〕10号");
  await page.getByRole("button", { name: "确认" }).click();
  await page.getByText("7.50 亩").waitFor();
  await picture(page, "book-hold");
  await page.getByRole("button", { name: "解冻" }).click();
  await page.getByRole("button", { name: "确认" }).click();
  await page.getByText("没有未办结的冻结").waitFor();

  await page.getByRole("tab", { name: "分录" }).click();
  await page.locator(".voucher", { hasText: "从冻结中划转" }).getByRole("button", { name: "更正（冲销）" }).click();
  // What was posted with the number of a document is corrected with one.
  await page.getByLabel("更正文号").fill("示例〔2026〕11号");
  await page.getByLabel("更正原因").fill("数量填错");
  await page.getByRole("button", { name: "冲销", exact: true }).click();
  await page.locator(".voucher", { hasText: "更正入账" }).waitFor();
  await picture(page, "book-journal");

  await page.getByRole("tab", { name: "余额" }).click();
  const row = page.locator(".el-table__body tr", { hasText: "第四个项目" });
  await row.locator("button.figure").click();
  await page.getByText("转入 12.50 − 转出 12.50").waitFor();
  await page.getByText(/文号 示例〔2026〕10号/).waitFor();
  await picture(page, "book-derivation");
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: "对账单" }).click();
  const drawer = page.getByRole("dialog", { name: /对账单/ });
  await drawer.getByText("冲销第").waitFor();
  await picture(page, "book-statement");
  const [file] = await Promise.all([page.waitForEvent("download"), drawer.getByRole("button", { name: "下载 Excel" }).click()]);
  assert.ok(file.suggestedFilename().endsWith(".xlsx"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "下载", exact: true }).click();
  const [text] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "全部分录（hledger）" }).click()]);
  const journal = await readFile(await text.path(), "utf8");
  assert.ok(journal.includes("账户:项目账户:第四个项目（XM4）    12.50 \"计划指标（2026）\""), journal);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

/** So many days from today in China. */
const day = (after) => new Date(Date.now() + (8 + 24 * after) * 3_600_000).toISOString().slice(0, 10);

test("the balances of a day are those that stand then, and the address keeps the day", async () => {
  const { page, context, seen } = await entered();
  const line = (amount) => ({ act: "transfer", kind: "city_project", from: {}, to: { holder: "XM9", label: "第九个项目" }, asset: "plan", vintage: "2026", amount });
  await page.goto(`${site.address}${BOOK}`);
  await settled(page);
  // Everything so far took effect today; two more entries take effect later.
  for (const [after, amount] of [[2, "3"], [4, "4"]]) {
    const posted = await ask(page, `${API}/vouchers`, { key: `dated-${after}`, effective: day(after), document: `示例〔2026〕后${after}号`, lines: [line(amount)] });
    assert.equal(posted.status, 200, JSON.stringify(posted.body));
  }
  const row = (account) => page.locator(".el-table__body tr", { hasText: account });
  for (const [after, pool, ninth] of [[-1, "0.00", undefined], [0, "30.00", "10.00"], [1, "30.00", "10.00"], [2, "27.00", "13.00"], [3, "27.00", "13.00"], [4, "23.00", "17.00"]]) {
    await type(page, "生效截至", day(after));
    await page.waitForURL((url) => url.searchParams.get("on") === day(after));
    await settled(page);
    if (ninth) await row("第九个项目").locator("button.figure", { hasText: ninth }).waitFor();
    else await page.waitForFunction(() => ![...document.querySelectorAll(".el-table__body tr")].some((each) => /[1-9]\d*\.\d\d/.test(each.textContent ?? "")));
    if (ninth) await row("市级指标池").locator("button.figure", { hasText: pool }).waitFor();
  }
  await type(page, "生效截至", day(3));
  await row("第九个项目").locator("button.figure", { hasText: "13.00" }).waitFor();
  await picture(page, "book-earlier");
  // Opened again by its address, it is the same day; the entries behind the figure are those of then.
  await page.reload();
  await settled(page);
  await row("第九个项目").locator("button.figure", { hasText: "13.00" }).click();
  await page.getByText(/示例〔2026〕后2号/).first().waitFor();
  assert.equal(await page.getByText(/示例〔2026〕后4号/).count(), 0);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a quota goes to a project by its tier: another kind of entry is refused, with the one that is right", async () => {
  const { page, context, seen } = await entered();
  const values = { project_code: "SZ1", name: "省重点项目", county: "寒亭区", tier: "国家和省重点项目", requested: "50" };
  const saved = await ask(page, "/api/registers/land_quota/land_project/row?dataset=real", { values, accept_warnings: true });
  assert.equal(saved.body.accepted, true, JSON.stringify(saved.body));
  await page.goto(`${site.address}${BOOK}?tab=post`);
  await settled(page);
  await choose(page, "业务类型", "市级配置");
  await page.getByText(/只办给名录“用地项目”中符合条件的/).waitFor();
  await page.getByLabel("转入方", { exact: true }).fill("SZ1");
  await page.getByLabel("开户名称", { exact: true }).fill("省重点项目");
  await choose(page, "年度", "2026");
  await page.getByLabel("数量", { exact: true }).fill("1");
  await page.getByLabel("文号", { exact: true }).fill("示例〔2026〕20号");
  await page.getByRole("button", { name: "记账", exact: true }).click();
  await page.getByText(/“SZ1”不符合；应办“省级配置”/).waitFor();
  await picture(page, "book-tier");
  const view = await page.evaluate(async (path) => (await fetch(path)).json(), API);
  assert.ok(view.accounts.every((account) => account.holder !== "SZ1"), "nothing was opened or posted");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a closed period stays closed", async () => {
  const { page, context } = await entered();
  await page.goto(`${site.address}${BOOK}?tab=close`);
  await settled(page);
  await type(page, "结至", "2026-03-31");
  await page.getByRole("button", { name: "结账", exact: true }).click();
  await page.getByText("已结账至 2026-03-31").first().waitFor();
  await picture(page, "book-close");
  const line = { act: "transfer", kind: "city_project", from: {}, to: { holder: "XM9", label: "第九个项目" }, asset: "plan", vintage: "2026", amount: "1" };
  const late = await ask(page, `${API}/vouchers`, { key: "late", effective: "2026-03-31", document: "示例", lines: [line] });
  assert.equal(late.status, 409);
  assert.ok(late.body.message.startsWith("账期已结至 2026-03-31"), late.body.message);
  await context.close();
});
