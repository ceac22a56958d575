// A10: the carbon account of a firm, and its consent to a bank. The firm, its energy data and both banks are 演示.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PASSWORD, SIZES, choose, firstEntry, firstLogIn, logIn, picture, settled, startSite, watchedPage } from "./site.mjs";

const FIRM = "演示寿光第十水泥有限公司";
const BANKS = ["演示银行甲", "演示银行乙"];
const BOOK = "dataset=demo&period=2025";
const ACCOUNTS = `/account?pack=carbon_account&subject=account&${BOOK}`;

/** So many days from today in China, whose days count. */
const day = (after) => new Date(Date.now() + 8 * 3_600_000 + after * 86_400_000).toISOString().slice(0, 10);

let site;
const pages = {};
/** The firm's own code: that of a demo row of another year, so that its check digit is right. */
let code;
/** Names of all other firms of the register. */
let others;
before(async () => {
  site = await startSite();
  pages.planner = await watchedPage(site);
  await firstLogIn(pages.planner.page, site);
  const rows = (await asked("planner", "/api/registers/carbon_account/account?dataset=demo&period=2023&limit=100")).body.rows;
  code = rows.find((row) => JSON.stringify(row).includes("水泥")).key;
  others = rows.filter((row) => row.key !== code).map((row) => row.key);
  // Two administrators register the bodies, as they do any other.
  for (const user of ["xitong", "anquan"]) {
    pages[user] = await watchedPage(site);
    await firstEntry(pages[user].page, site, user);
  }
  const bodies = [
    { code: "yanshi_jiancai", names: [{ name: FIRM }], aliases: [code], kind: "enterprise" },
    { code: "yanshi_bank_a", names: [{ name: BANKS[0] }], kind: "bank" },
    { code: "yanshi_bank_b", names: [{ name: BANKS[1] }], kind: "bank" },
  ];
  const proposal = await sent("xitong", "/api/proposals", { changes: bodies.map((agency) => ({ kind: "agency", agency })) });
  await sent("anquan", `/api/proposals/${proposal.id}/decision`, { is_approved: true });
  for (const [role, user, post, agency] of [
    ["firm", "jiancai", "企业", FIRM],
    ["bank", "yinhang", "金融机构", BANKS[0]],
    ["other", "yinhang2", "金融机构", BANKS[1]],
    ["central", "renhang", "部门联络员", "人民银行潍坊市分行"],
  ]) {
    const printed = await site.run("user", "add", user, "--display-name", `${agency}经办`, "--post", post, "--agency", agency);
    pages[role] = await watchedPage(site);
    await logIn(pages[role].page, site, printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1], user);
    await pages[role].page.fill("#next", PASSWORD);
    await pages[role].page.fill("#again", PASSWORD);
    await pages[role].page.getByRole("button", { name: "修改密码" }).click();
    await pages[role].page.locator(".user-menu").waitFor();
  }
});
after(async () => {
  await site?.stop();
});

/** What the server answers to the one who is logged in there. */
async function asked(role, path, body) {
  return await pages[role].page.evaluate(
    async ([address, sent]) => {
      const { csrf } = await (await fetch("/api/session")).json();
      const reply = await fetch(address, sent ? { method: "POST", headers: { "content-type": "application/json", "x-junxian-csrf": csrf }, body: JSON.stringify(sent) } : {});
      const text = await reply.text();
      let parsed = text;
      try {
        parsed = JSON.parse(text);
      } catch {}
      return { status: reply.status, body: parsed, text };
    },
    [path, body],
  );
}
async function sent(role, path, body) {
  const reply = await asked(role, path, body);
  assert.equal(reply.status, 200, `${path}: ${reply.text}`);
  return reply.body;
}
async function open(role, path) {
  const { page } = pages[role];
  await page.goto(site.address + path);
  await settled(page);
  return page;
}

test("A10: emissions of a 建材 firm of 2025 are computed and benchmarked, labelled by the preset, with the versions of the factors", async () => {
  const page = await open("planner", `/registers/carbon_account/account?${BOOK}`);
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const head = "统一社会信用代码,企业名称,所在县,所属行业,因子套,所属电网,电力因子年份,购入电量,购入非化石电量,输出电量,购入热量,输出热量,实测热力排放因子,热力口径,有燃料燃烧,有工业过程排放,有蒸汽热水,回收固碳量,工业增加值,行业平均碳排放强度";
  const text = `${head}\n${code},${FIRM},寿光市,建材,A套,山东,与核算年度一致,5000,0,0,3000,0,,扣减给水焓值,否,否,否,0,10000,0.5\n`;
  const dialog = page.getByRole("dialog", { name: /导入/ });
  await dialog.getByLabel("名录文件").setInputFiles({ name: "演示能耗.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "预览差异" }).click();
  await dialog.getByText("将新增 1 行").waitFor();
  await dialog.getByRole("button", { name: "确认导入" }).click();
  await dialog.getByText("已导入：新增 1 行").waitFor();
  await open("planner", ACCOUNTS);
  // 5000 × 0.6191 + 3000 × 0.11 = 3425.5 t; ÷ 10000 ÷ 0.5 = 0.6851: not above 0.8, the limit of 深绿 (示例).
  const figure = (name) => page.getByRole("button", { name: new RegExp(`^${FIRM}${name}`) }).first();
  assert.equal((await figure("碳排放总量").innerText()).trim(), "3425.5");
  assert.equal((await figure("碳账户颜色").innerText()).trim(), "深绿");
  await figure("碳账户颜色").click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("公告2025年第47号").first().waitFor();
  await drawer.getByText("2023-01-01起有效").first().waitFor();
  await drawer.getByText("衢州碳账户的界限没有公开").first().waitFor();
});

test("A10: without consent a bank sees nothing of firms: no page, list, search, file or derivation", async () => {
  const page = await open("bank", "/consented?dataset=demo");
  await page.getByText("还没有企业向您单位授权").waitFor();
  await picture(page, "consented-none");
  for (const path of ["/registers/carbon_account/account?dataset=demo&period=2025", ACCOUNTS, "/evaluations?dataset=demo", "/consents?dataset=demo", "/consent-aggregates?dataset=demo"]) {
    await open("bank", path);
    const shown = await page.locator("main").innerText();
    for (const word of [FIRM, code, "3425.5", "演示寿光第"]) assert.ok(!shown.includes(word), `${path}: ${word}`);
  }
  const column = (await asked("planner", `/api${ACCOUNTS}`)).body.columns.find((one) => one.code === "emission");
  const search = encodeURIComponent("水泥");
  for (const path of [
    `/api/registers/carbon_account/account?${BOOK}`,
    `/api/registers/carbon_account/account?${BOOK}&search=${search}`,
    `/api/registers/carbon_account/account/row?${BOOK}&key=${code}`,
    `/api/registers/carbon_account/account/counts?${BOOK}`,
    `/api/registers/carbon_account/account/file/csv?${BOOK}`,
    `/api/registers/carbon_account/account/file/xlsx?${BOOK}`,
    `/api${ACCOUNTS}`,
    `/api/account/xlsx?pack=carbon_account&subject=account&${BOOK}`,
    `/api/figures?id=${encodeURIComponent(`${column.figures}emission/${code}`)}`,
    "/api/evaluations",
    "/api/evaluation?dataset=demo&pack=mu_benefit&period=2025",
    "/api/evaluation.xlsx?dataset=demo&pack=mu_benefit&period=2025",
    "/api/consents?dataset=demo",
    `/api/consents/report?firm=yanshi_jiancai&item=carbon_account&${BOOK}`,
    "/api/consent-aggregates?dataset=demo",
    "/api/consented/1",
    "/api/consented/1/report.docx",
    "/api/consented/1/report.pdf",
  ]) {
    const reply = await asked("bank", path);
    assert.equal(reply.status, 403, `${path}: ${reply.text.slice(0, 200)}`);
    for (const word of [FIRM, code, "3425.5"]) assert.ok(!reply.text.includes(word), `${path}: ${word}`);
  }
});

test("A10: the firm grants Bank X 90 days for 贷前; Bank X sees label and report of that firm only, no other bank does", async () => {
  const page = await open("firm", "/consents?dataset=demo");
  await page.getByText("还没有授权。").waitFor();
  await page.getByRole("button", { name: "新增授权" }).click();
  const dialog = page.getByRole("dialog", { name: "新增授权" });
  await dialog.getByText(/碳账户颜色 深绿/).waitFor();
  await dialog.getByText(/授权期（90 天，最长 365 天）/).waitFor();
  assert.equal(await dialog.getByRole("button", { name: "授权", exact: true }).isDisabled(), true, "nothing is agreed by default");
  await choose(page, "授权给", BANKS[0]);
  await dialog.getByText("贷前（贷款调查和审查）").click();
  await dialog.getByText("我代表企业同意上述授权").click();
  await picture(page, "consent-give");
  await dialog.getByRole("button", { name: "授权", exact: true }).click();
  const card = page.getByRole("region", { name: "第 1 号授权" });
  await card.getByText("还剩 90 天").waitFor();
  await card.getByText(`${day(0)} 至 ${day(89)}`).waitFor();
  await card.getByText("还没有人看过。").waitFor();

  const bank = await open("bank", "/consented?dataset=demo");
  const row = bank.locator("tr", { hasText: FIRM });
  await row.getByText("深绿", { exact: true }).waitFor();
  await row.getByText("贷前").waitFor();
  await picture(bank, "consented");
  await row.getByRole("link", { name: "查看报告" }).click();
  await bank.getByRole("heading", { name: `${FIRM}：碳账户标签和核算结果`, level: 1 }).waitFor();
  await bank.getByText("3425.5").waitFor();
  await bank.getByText(/公告2025年第47号/).first().waitFor();
  await picture(bank, "consent-report");
  const shown = await bank.locator("main").innerText();
  for (const word of ["购入电量", "5000", "工业增加值", "10000", "0.34255", ...others]) assert.ok(!shown.includes(word), word);
  for (const [button, form] of [["下载 Word", "docx"], ["下载 PDF", "pdf"]]) {
    const [file] = await Promise.all([bank.waitForEvent("download"), bank.getByRole("button", { name: button }).click()]);
    assert.equal(file.suggestedFilename(), `【演示】碳账户标签和核算结果（${FIRM}，2025年）.${form}`);
    assert.ok((await readFile(await file.path())).length > 1000);
  }
  const other = await open("other", "/consented?dataset=demo");
  await other.getByText("还没有企业向您单位授权").waitFor();
  assert.equal((await asked("other", "/api/consented/1")).status, 403);
  // Consent opens the report and nothing else.
  assert.equal((await asked("bank", `/api/registers/carbon_account/account/row?${BOOK}&key=${code}`)).status, 403);
  assert.equal((await asked("bank", `/api${ACCOUNTS}`)).status, 403);
});

test("A10: each view is logged to the firm, and the record has it too", async () => {
  const page = await open("firm", "/consents?dataset=demo");
  const card = page.getByRole("region", { name: "第 1 号授权" });
  const looks = await card.locator("tbody tr td:nth-child(3)").allInnerTexts();
  assert.deepEqual(looks, ["下载报告（PDF）", "下载报告（Word）", "查看报告", "查看标签"]);
  const who = await card.locator("tbody tr td:nth-child(2)").allInnerTexts();
  assert.ok(who.every((each) => each.includes(`${BANKS[0]}经办`)), who.join());
  await picture(page, "consents");
  const own = (await asked("bank", "/api/audit")).body.entries.filter((entry) => entry.action === "查看授权结果");
  assert.equal(own.length, 4);
});

test("A10: on withdrawal access is refused with a clear message, and the firm sees the attempt", async () => {
  const bank = await open("bank", "/consent-report?id=1&dataset=demo");
  await bank.getByText("3425.5").waitFor();
  const page = await open("firm", "/consents?dataset=demo");
  const card = page.getByRole("region", { name: "第 1 号授权" });
  await card.getByRole("button", { name: "撤回授权" }).click();
  const box = page.getByRole("dialog", { name: "撤回授权" });
  await box.getByRole("textbox").fill("贷款没有办");
  await box.getByRole("button", { name: "撤回", exact: true }).click();
  await card.getByText("已撤回").first().waitFor();
  await bank.reload();
  await settled(bank);
  await bank.getByText(/已于 .* 撤回授权，不能再查看；需要时请联系企业重新授权/).waitFor();
  assert.ok(!(await bank.locator("main").innerText()).includes("3425.5"));
  await picture(bank, "consent-withdrawn");
  const list = await open("bank", "/consented?dataset=demo");
  assert.ok(!(await list.locator("main").innerText()).includes("深绿"));
  await open("firm", "/consents?dataset=demo");
  await card.getByText("查看被拒绝").first().waitFor();
  await card.getByText("原因：贷款没有办").waitFor();
});

test("A10: PBoC sees aggregates only, and no group that would tell one firm", async () => {
  const page = await open("central", "/consent-aggregates?dataset=demo");
  // 2025 has one firm.
  await page.getByText("不足 5 家，不提供").first().waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("3425.5"));
  await choose(page, "报告期", "2023年");
  await page.getByText(/^\d\d 家/).first().waitFor();
  await page.getByRole("heading", { name: "按所属行业" }).waitFor();
  await page.getByRole("heading", { name: "按所在县" }).waitFor();
  await picture(page, "consent-aggregates");
  const counts = await page.locator("tbody tr td:nth-child(2)").allInnerTexts();
  assert.ok(counts.length >= 3 && counts.every((count) => Number(count) >= 5), counts.join());
  const shown = await page.locator("main").innerText();
  for (const word of [FIRM, code, ...others]) assert.ok(!shown.includes(word), word);
  const table = await asked("central", `/api/account?pack=carbon_account&subject=account&dataset=demo&period=2023`);
  assert.ok(table.status !== 200 || table.body.rows.length === 0, table.text.slice(0, 300));
  assert.equal((await asked("central", "/api/consented?dataset=demo")).status, 403);
});

test("the pages of consent fit a telephone and complain of nothing", async () => {
  for (const [role, path] of [["firm", "/consents?dataset=demo"], ["bank", "/consented?dataset=demo"], ["central", "/consent-aggregates?dataset=demo&period=2023"]]) {
    const { page, seen } = pages[role];
    await page.setViewportSize(SIZES.phone);
    await open(role, path);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(excess <= 0, `${path} is ${excess} px too wide`);
    await picture(page, `phone${path.split("?")[0].replaceAll("/", "-")}`);
    assert.deepEqual(seen, { foreign: [], faults: [] });
  }
});
