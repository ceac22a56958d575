// The year in the browser: the leader's page, silence, a bulletin from draft to withdrawal, a frozen period, a statistic
// before its release, a number far above its target and two numbers for one name.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wordsOf } from "./docx.mjs";
import { SIZES, choose, everyYear, firstLogIn, importFigures, picture, settled, startSite, watchedPage } from "./site.mjs";

let site;
const pages = {};
before(async () => {
  site = await startSite(everyYear);
  const second = await site.addUser("fuhe", "县域科复核");
  const users = { planner: [site.user, site.oneTime], second: ["fuhe", second], leader: ["shizhang"], statistician: ["tongji"], science: ["keji"], industry: ["gongxin"] };
  for (const [role, [name, oneTime]] of Object.entries(users)) {
    const watched = await watchedPage(site);
    await firstLogIn(watched.page, site, oneTime ?? site.oneTimes[name], name);
    pages[role] = watched;
  }
});
after(async () => {
  await site?.stop();
});

const at = (path, dataset = "real") => `${site.address}${path}${path.includes("?") ? "&" : "?"}dataset=${dataset}`;
const open = async (page, path, dataset) => {
  await page.goto(at(path, dataset));
  await settled(page);
};
async function prompt(page, reason, button) {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: button, exact: true }).click();
}

test("the leader reads on one screen which three are behind, why, who, by when, and is at the source in three clicks", async () => {
  const { page } = pages.leader;
  await open(page, "/leader?as_of=2025-10-31", "demo");
  await page.getByText(/欠进度的前三项/).waitFor();
  assert.equal(await page.locator(".three > li").count(), 3);
  for (const line of await page.locator(".three > li").all()) {
    for (const part of ["差多少", "为什么", "谁负责", "何时到期", "数据来源"]) assert.equal(await line.getByText(part, { exact: true }).count(), 1, part);
  }
  await picture(page, "leader");
  const height = await page.evaluate(() => document.querySelector(".leader").getBoundingClientRect().bottom);
  assert.ok(height <= SIZES.small.height, `the page ends at ${height}`);
  // One: the task; two: the figure; the drawer then names the source.
  await page.locator(".three > li").first().getByRole("link").first().click();
  await settled(page);
  await page.locator("button.figure[aria-label^='实际值']").first().click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("数字编号").waitFor();
  await drawer.getByText("来源", { exact: false }).first().waitFor();
});

test("the leader's page prints on one sheet of A4 and is readable on a phone", async () => {
  const { page } = pages.leader;
  await open(page, "/leader?as_of=2025-10-31", "demo");
  const pdf = await page.pdf({ preferCSSPageSize: true, path: process.env.SCREENSHOTS ? join(process.env.SCREENSHOTS, "leader.pdf") : undefined });
  assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, "one page");
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${width} px`);
  await picture(page, "leader-phone");
  await page.setViewportSize(SIZES.small);
});

test("how silent the plan is stands on the home page and beside what others published", async () => {
  const { page } = pages.planner;
  await open(page, "/");
  await page.getByText("没有明确负责单位的任务占").waitFor();
  await page.getByRole("link", { name: "明细" }).click();
  await page.getByText(/对照 52%（ClearPoint Strategy/).waitFor();
  await page.getByText(/对照 75%（ClearPoint Strategy/).waitFor();
  await page.getByText("按牵头单位", { exact: true }).click();
  const all = page.getByRole("button", { name: /展开全部/ });
  if (await all.count()) await all.click();
  await page.getByRole("link", { name: "市发改委", exact: true }).waitFor();
  await picture(page, "silence");
});

test("a bulletin is edited on record, signed by another person, numbered, published and withdrawn", async () => {
  const { page } = pages.planner;
  await open(page, "/bulletins?as_of=2025-10-31", "demo");
  await page.getByRole("button", { name: "生成通报" }).click();
  await page.getByRole("dialog", { name: "生成通报" }).getByRole("button", { name: "生成", exact: true }).click();
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByRole("dialog", { name: "通报详情" }).getByRole("button", { name: "办理签发" }).click({ timeout: 180_000 });
  await page.getByRole("heading", { name: "正文" }).waitFor();
  await page.getByRole("button", { name: "修改第2段" }).click();
  const box = page.getByLabel("第2段", { exact: true });
  const original = await box.inputValue();
  assert.match(original, /\{S\d+ /);
  await box.fill(original.replace(/\{(S\d+) /, "{$1 9"));
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText("不是本文带出的数字").waitFor();
  await box.fill(`经会商，${original}`);
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText("修改第 2 段").waitFor();
  await picture(page, "issue-edited");
  assert.ok(await page.getByRole("radio", { name: "内部发布" }).isChecked(), "the narrower one unless it is widened");
  await page.getByRole("button", { name: "送审" }).click();
  await page.getByText("待审核签发").waitFor();
  assert.equal(await page.getByRole("button", { name: "签发", exact: true }).count(), 0, "four eyes");
  const address = page.url();

  const { page: second } = pages.second;
  await second.goto(address);
  await second.getByText("公开范围：内部", { exact: true }).waitFor();
  await second.getByRole("button", { name: "签发", exact: true }).click();
  await second.getByText("已签发").first().waitFor();
  await page.reload();
  await page.getByRole("button", { name: "编定文号" }).click();
  await page.getByText(/演示〔\d{4}〕2号/).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "公开发布" }).count(), 0, "no wider than it was signed");
  await page.getByRole("button", { name: "内部发布" }).click();
  await page.getByText("发布（内部）").waitFor({ timeout: 180_000 });
  assert.equal(await page.getByRole("button", { name: /修改第/ }).count(), 0, "read-only");

  const { page: reader } = pages.industry;
  await open(reader, "/issues", "demo");
  // Newest first; the demo brings one that stays.
  const files = reader.getByRole("button", { name: /下载 .* Word/ });
  assert.equal(await files.count(), 2);
  const [file] = await Promise.all([reader.waitForEvent("download", { timeout: 60_000 }), files.first().click()]);
  assert.match(file.suggestedFilename(), /\.docx$/);
  await page.getByRole("button", { name: "撤回" }).click();
  await prompt(page, "附表口径有误", "确定");
  await page.getByText("撤回：附表口径有误").waitFor();
  await picture(page, "issue-withdrawn");
  await open(reader, "/issues", "demo");
  await reader.getByText(/演示〔\d{4}〕1号/).first().waitFor();
  assert.equal(await files.count(), 1);
});

test("a period is frozen, later figures are told apart, and a second person opens it again with a reason", async () => {
  const { page } = pages.planner;
  await open(page, "/cuts");
  await page.getByLabel("报告期", { exact: true }).fill("2025");
  await page.getByRole("button", { name: "冻结当前数据" }).click();
  await page.getByText("与摘要一致").waitFor();
  assert.equal(await page.getByRole("button", { name: "解冻", exact: true }).count(), 0, "not by who froze it");
  await importFigures(pages.statistician.page, site, "gdp,寿光市,2025,1101.5,亿元,管理区,P,初步,测试来源");
  await open(page, "/data?indicator=gdp&place=370783&period=2025");
  await page.getByText(/初步核算 v\d+，冻结后修订（2025年已于/).waitFor();
  await picture(page, "after-freeze");
  const { page: second } = pages.second;
  await open(second, "/cuts");
  await second.getByRole("button", { name: "解冻", exact: true }).click();
  await prompt(second, "统计局补充发布", "解冻");
  await second.getByText("统计局补充发布").waitFor();
  await picture(second, "cuts");
});

test("A6: a statistic before its release is seen by the statistician alone; a county cannot enter it", async () => {
  const { page } = pages.statistician;
  await open(page, "/releases");
  await choose(page, "指标", "地区生产总值");
  await page.getByLabel("报告期", { exact: true }).fill("2026-Q3");
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  await page.getByLabel("发布时间", { exact: true }).fill(`${tomorrow} 10:00`);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "编排", exact: true }).click();
  await page.getByText("待发布", { exact: true }).waitFor();
  const told = await importFigures(page, site, "gdp,寿光市,2026-Q3,812.5,亿元,管理区,P,初步,测试来源");
  assert.match(told, /其中 1 条在发布时间前只有统计部门可见/);
  await open(page, "/releases");
  await page.getByText("812.5").waitFor();
  await picture(page, "releases");
  for (const reader of [pages.planner.page, pages.leader.page, pages.industry.page]) {
    await open(reader, "/releases");
    await reader.getByText("待发布", { exact: true }).waitFor();
    assert.equal(await reader.getByText("812.5").count(), 0);
    const answers = await reader.evaluate(async () => {
      const ask = async (path) => await fetch(path).then((reply) => reply.text().then((text) => [reply.status, text]));
      return [await ask("/api/observations?indicator=gdp&place=370783&period=2026-Q3"), await ask("/api/observations.csv?indicator=gdp&period=2026-Q3"), await ask("/api/releases/figures")];
    });
    assert.deepEqual(answers.map(([status]) => status), [200, 200, 403]);
    for (const [, text] of answers) assert.ok(!text.includes("812.5"));
  }
});

test("A5: 5956 against a target of 2500 opens a ticket by itself; what is computed follows the steward, the old bulletin stays", async () => {
  const { page } = pages.planner;
  const plan = "weifang_county_2024_2025";
  const newBulletin = async () => {
    await open(page, "/bulletins");
    await page.getByRole("button", { name: "生成通报" }).click();
    await page.getByRole("dialog", { name: "生成通报" }).getByRole("button", { name: "生成", exact: true }).click();
    await page.getByRole("dialog", { name: "通报详情" }).getByText("文中数字").waitFor({ timeout: 180_000 });
    const made = await (await page.request.get(`${site.address}/api/plans/${plan}/bulletins`)).json();
    const { id } = made.filter((one) => one.dataset === "real").sort((one, other) => other.id - one.id)[0];
    return { id, bytes: await fileOf(id) };
  };
  const fileOf = async (id) => await (await page.request.get(`${site.address}/api/bulletins/${id}/file.docx`)).body();
  const actual = async () => {
    await open(page, "/targets");
    await page.getByRole("textbox", { name: "指标、任务、编号" }).fill("科技型中小企业信息库入库企业");
    await page.getByRole("button", { name: "查询" }).click();
    const row = page.locator("tr.el-table__row", { hasText: "科技型中小企业信息库入库企业" });
    await row.getByText(/2500/).first().waitFor();
    assert.equal(await row.count(), 1);
    return (await row.locator(".figure[aria-label^='实际值'], .figure-plain").first().innerText()).trim();
  };
  const before = await actual();
  assert.ok(!before.startsWith("5956"));
  // Whoever types it is told at once: so many times the target, from another source, for whom to decide.
  const told = await importFigures(page, site, "technology_sme_registered,潍坊市,2025,5956,家,全市,C,最终,新闻报道（演练）");
  assert.match(told, /潍坊市科技型中小企业信息库入库企业（2025年）5956家是方案目标“.*2500家.*”的2\.4倍，来源“新闻报道（演练）”，口径可能不同：已列入口径冲突，由市科技局核定，各数都保留/);
  assert.equal(await actual(), "5956家");

  const own = page.locator("article", { hasText: "新闻报道（演练）" });
  await open(page, "/tickets");
  await own.getByText("待核定", { exact: true }).waitFor();
  await own.getByText("责任单位：市科技局").waitFor();
  assert.match(await own.locator("[data-demand]").innerText(), /方案的目标是“.*2500家.*”，有的数高出很多（约 2\.4 倍）/);
  // Value, source, day and what is counted, of the dictionary and of the plan.
  assert.match(await own.locator("tbody tr").filter({ hasText: "5956" }).innerText(), /新闻报道（演练）[\s\S]*全市[\s\S]*\d{4}/);
  assert.match((await own.locator("[data-definition]").allInnerTexts()).join("\n"), /指标字典：.+\n方案目标：.+/);
  assert.equal(await own.locator("tbody tr").filter({ hasText: "5956" }).count(), 1);
  assert.equal(await own.getByRole("button", { name: "核定" }).count(), 0, "not the steward");
  const forced = await page.evaluate(async () => {
    const session = await (await fetch("/api/session")).json();
    const headers = { "x-junxian-csrf": session.csrf, "content-type": "application/json" };
    const ticket = (await (await fetch("/api/tickets")).json()).find((one) => one.indicator === "technology_sme_registered");
    const body = { dataset: "real", code: ticket.code, observation: ticket.figures[0].observation.id, reason: "县域科代为核定" };
    return (await fetch("/api/tickets", { method: "POST", headers, body: JSON.stringify(body) })).status;
  });
  assert.equal(forced, 403, "nobody decides for the steward");
  await picture(page, "a5-ticket");
  const doubt = /科技型中小企业.*（2025年）的数值（来源：新闻报道（演练））与目标“.*2500家.*”相差悬殊（约2\.4倍），可能口径不同，由市科技局核定/;
  const early = await newBulletin();
  assert.match(wordsOf(early.bytes), doubt);
  assert.match(wordsOf(early.bytes), /5956/);

  const { page: steward } = pages.science;
  const theirs = steward.locator("article", { hasText: "新闻报道（演练）" });
  await open(steward, "/tickets");
  await theirs.getByLabel("都不采用").check();
  assert.ok(await theirs.getByRole("button", { name: "核定" }).isDisabled(), "not without a reason");
  await theirs.getByLabel(/核定理由$/).fill("报道的是历年累计数，与有效入库数口径不同");
  await theirs.getByRole("button", { name: "核定" }).click();
  await theirs.getByText("已核定", { exact: true }).waitFor();
  await theirs.getByText(/核定：报道的是历年累计数，与有效入库数口径不同/).waitFor();
  await theirs.getByText("5956").waitFor();
  await picture(steward, "a5-none");
  assert.equal(await actual(), before, "as if nobody had typed it");
  const later = await newBulletin();
  assert.doesNotMatch(wordsOf(later.bytes), /相差悬殊|5956/);
  assert.ok((await fileOf(early.id)).equals(early.bytes), "the old one is as it was");

  // A number of the register opens it again; the steward then has one to choose.
  await importFigures(page, site, "technology_sme_registered,潍坊市,2025,2510,家,全市,C,最终,入库名录（演练）");
  await open(steward, "/tickets");
  await theirs.getByText("待核定", { exact: true }).waitFor();
  await theirs.getByLabel("选用 2510").check();
  await theirs.getByLabel(/核定理由$/).fill("以科技型中小企业信息库有效入库数为准");
  await theirs.getByRole("button", { name: "核定" }).click();
  await theirs.getByText("已核定", { exact: true }).waitFor();
  await theirs.getByText("5956").waitFor();
  await picture(steward, "tickets");
  assert.equal(await actual(), "2510家");
  const last = await newBulletin();
  assert.match(wordsOf(last.bytes), /2510/);
  assert.doesNotMatch(wordsOf(last.bytes), /5956/);
  assert.ok((await fileOf(early.id)).equals(early.bytes), "both old ones are as they were");
  assert.ok((await fileOf(later.id)).equals(later.bytes));
});

test("two planners change milestones: nobody's work is lost, and what fell due needs the second one", async () => {
  const panelOf = async (page) => {
    await open(page, "/task?id=3.1.7", "real");
    const panel = page.locator(".target-place", { hasText: "新建公共充电桩" }).locator(".milestones");
    await panel.getByRole("heading", { name: "形象进度" }).waitFor();
    return panel;
  };
  const write = async (page, panel, steps, reason) => {
    if (!(await page.getByRole("dialog").isVisible())) await panel.getByRole("button", { name: /排节点|调整节点/ }).click();
    await page.getByLabel("节点依据", { exact: true }).fill("任务分解表（演练）");
    await page.getByLabel("节点", { exact: true }).fill(steps);
    if (reason) await page.getByLabel("调整理由", { exact: true }).fill(reason);
    await page.getByRole("button", { name: "保存节点" }).click();
  };
  const year = new Date().getFullYear();
  const steps = (first, next) => `${year - 1}-06 ${first}\n${year + 1}-06 ${next}\n${year + 1}-12 1138`;
  const { page: one } = pages.planner;
  const { page: two } = pages.second;
  const mine = await panelOf(one);
  await write(one, mine, steps(970, 1000));
  await mine.getByText("还没有排节点").waitFor({ state: "detached" });
  const theirs = await panelOf(two);
  await theirs.getByRole("button", { name: "调整节点" }).click();
  // Meanwhile the first one changes what is to come.
  await write(one, mine, steps(970, 1010), "按设备到货");
  await mine.getByText("历次版本（2）").waitFor();
  await write(two, theirs, steps(970, 1020), "提高要求");
  await two.getByText(/形象进度刚被他人改动，您的操作没有生效/).first().waitFor();
  assert.equal(await two.getByLabel("节点", { exact: true }).inputValue(), steps(970, 1020), "what was typed stays");
  await picture(two, "milestones-overtaken");
  await two.getByRole("button", { name: "取消", exact: true }).click();
  // A milestone that is over is lowered only with the second person.
  await write(one, await panelOf(one), steps(900, 1010), "口径调整");
  await mine.getByText(/提出调整已到期的节点，待另一人核准/).waitFor();
  assert.equal(await mine.getByRole("button", { name: "核准调整" }).count(), 0, "not by who proposed it");
  const again = await panelOf(two);
  await again.getByText(/970 改为 900/).first().waitFor();
  await picture(two, "milestones-proposal");
  await again.getByRole("button", { name: "核准调整" }).click();
  await again.getByText("历次版本（3）").click();
  await again.getByText(/第3版.*提出，.*核准.*970 改为 900/).waitFor();
  await picture(two, "milestones-versions");
});

test("no page of the year asks another host or complains", async () => {
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
