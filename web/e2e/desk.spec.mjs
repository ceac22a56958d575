// The first page of the day and what becomes of a table: what waits for whom, a column pasted from a spreadsheet, several
// answers accepted at once, and a reason in words that reaches the leader.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, day, everyYear, firstLogIn, openList, picture, settled, startSite, watchedPage } from "./site.mjs";

const PLAN = "weifang_county_2024_2025";
const TITLE = "进度与问题月调度表";
const REASON = "用地手续未批，两处未开工；已约自然资源部门下周会商。";

let site;
const pages = {};
before(async () => {
  site = await startSite(everyYear);
  const county = async (name, place) => (await site.run("user", "add", name, "--display-name", `${place}联络员`, "--post", "县市区联络员", "--place", place)).match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
  const users = {
    planner: [site.user, site.oneTime],
    gaomi: ["gaomi"],
    shouguang: ["sglianluo", await county("sglianluo", "寿光市")],
    anqiu: ["aqlianluo", await county("aqlianluo", "安丘市")],
    gongxin: ["gongxin"],
    leader: ["shizhang"],
  };
  for (const [role, [name, oneTime]] of Object.entries(users)) {
    const watched = await watchedPage(site);
    await firstLogIn(watched.page, site, oneTime ?? site.oneTimes[name], name);
    pages[role] = watched;
  }
});
after(async () => {
  await site?.stop();
});

const open = async (page, path) => {
  await page.goto(`${site.address}${path}${path.includes("?") ? "&" : "?"}dataset=demo`);
  await settled(page);
};
const ask = (page, path) => page.evaluate(async (address) => await fetch(address).then((reply) => reply.json()), path);
const desk = (page) => page.getByRole("region", { name: "我的待办" });
/** The words of the desk with single spaces between them. */
const deskText = async (page) => (await desk(page).innerText()).replace(/\s+/g, " ");
/** The target that the leader's page names first, and the task that it belongs to. */
const firstBehind = async (page) => (await ask(page, `/api/plans/${PLAN}/brief?dataset=demo&as_of=2025-10-31`)).behind[0].row;
/** What the desk says of the burden of 高密: the tables that are due in this month, which depends on the day of the test. */
const burden = async () => {
  const { requests } = await ask(pages.gaomi.page, "/api/collection?dataset=demo");
  const month = (moment) => new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
  const due = requests.filter((one) => month(one.due) === month(Date.now()));
  const fields = due.reduce((sum, one) => sum + one.field_count, 0);
  return due.length === 0 ? "本月填报负担 本月没有要填的表" : `本月填报负担 高密市 ${due.length} 张表、${fields} 个字段`;
};
let request;

test("the home page begins with what waits for this person and what the month asks of them", async () => {
  const { page } = pages.gaomi;
  await open(page, "/");
  await desk(page).getByRole("heading", { name: "我的待办" }).waitFor();
  const cards = await page.locator("#screen section").evaluateAll((found) => found.map((one) => one.getAttribute("aria-label")));
  assert.equal(cards[0], "我的待办", "nothing about the city comes before it");
  const before = await desk(page).evaluate((card) => card.getBoundingClientRect().bottom <= document.querySelector(".counts li").getBoundingClientRect().top);
  assert.ok(before, "the counts of the plan stand below");
  // Of the two tables of the demo this county has not begun one and is late with the other.
  const told = await deskText(page);
  assert.match(told, /待填报 2 份 其中逾期 1 份/);
  assert.ok(told.includes(await burden()), told);
  assert.ok(!/待审核|分歧待裁定|待准入/.test(told), "what is none is not told");
  assert.ok(!/寿光市|青州市/.test(told), "nor the burden of others");
  await picture(page, "desk-county");
  await desk(page).getByRole("link", { name: /^科技型中小企业培育月调度表/ }).first().click();
  await page.getByRole("heading", { name: "科技型中小企业培育月调度表", level: 1 }).waitFor();

  const { page: leader } = pages.leader;
  await open(leader, "/");
  await desk(leader).getByText("没有等您办理的表").waitFor();
});

test("a table may name the task that it is about; once it is let out it waits on the home page of each who is asked", async () => {
  const { page } = pages.planner;
  const row = await firstBehind(page);
  const { rows } = await ask(page, `/api/plans/${PLAN}/tasks?dataset=demo`);
  const task = rows.find((one) => one.task.id === row.target.task);
  await open(page, "/request-new");
  await page.getByLabel("表名", { exact: true }).fill(TITLE);
  await page.getByLabel("依据", { exact: true }).fill("潍政字〔2024〕12号");
  await page.getByLabel("用途", { exact: true }).fill("月度调度");
  await choose(page, "对应任务", `${task.clause} ${task.title}`);
  await page.getByLabel("报告期", { exact: true }).fill("2026-10");
  await choose(page, "审核单位", "市工信局");
  await openList(page, "填报对象");
  for (const county of ["高密市", "寿光市", "安丘市"]) await page.getByRole("option", { name: county, exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByLabel("截止时间", { exact: true }).fill(`${day(10)} 17:30`);
  await page.keyboard.press("Enter");
  await page.getByLabel("有效期至", { exact: true }).fill(day(40));
  await page.keyboard.press("Enter");
  const fields = ["走访客商批次", "在谈意向个数", "夜间用工车次", "存在问题"];
  for (const [index, name] of fields.entries()) {
    const place = index + 1;
    if (index > 0) await page.getByRole("button", { name: "增加一项" }).click();
    await page.getByLabel(`第${place}项名称`, { exact: true }).fill(name);
    if (name === "存在问题") await choose(page, `第${place}项类型`, "文字");
    else await page.getByLabel(`第${place}项单位`, { exact: true }).fill("次");
  }
  await page.getByRole("button", { name: "提出", exact: true }).click();
  await page.getByText("待准入").first().waitFor();
  request = new URL(page.url()).searchParams.get("request");
  await open(page, "/");
  assert.match(await deskText(page), /表单待准入 1 份/, "the planning section is told at its desk");
  await open(page, `/request?request=${request}`);
  await page.getByRole("button", { name: "准入并下发" }).click();
  await page.getByText("已报 0/3，已审定 0").waitFor();

  const { page: county } = pages.gaomi;
  await open(county, "/");
  const told = await deskText(county);
  assert.match(told, /待填报 3 份/);
  assert.ok(told.includes(await burden()), told);
});

test("a column of a spreadsheet is pasted into the cells below each other, with its notes, and kept", async () => {
  const { page, context } = pages.gaomi;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.address });
  await desk(page).getByRole("link", { name: new RegExp(`^${TITLE}`) }).click();
  await page.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
  const cell = (name) => page.getByLabel(`${name}本期`, { exact: true });
  await page.evaluate((text) => navigator.clipboard.writeText(text), "12\t含两次外访\r\n7\t\r\n31.5\t夜班加开\r\n");
  await cell("走访客商批次").click();
  await page.keyboard.press("Control+V");
  await page.getByText("已暂存").waitFor();
  const shown = async () => await Promise.all(["走访客商批次", "在谈意向个数", "夜间用工车次", "存在问题"].map((name) => cell(name).inputValue()));
  assert.deepEqual(await shown(), ["12", "7", "31.5", ""]);
  assert.equal(await page.getByLabel("走访客商批次说明", { exact: true }).inputValue(), "含两次外访");
  assert.equal(await page.getByLabel("夜间用工车次说明", { exact: true }).inputValue(), "夜班加开");
  await picture(page, "desk-pasted");
  // What is no number is told below its own cell alone; the others are kept.
  await page.evaluate((text) => navigator.clipboard.writeText(text), "12\n七次\n31.5\n");
  await cell("走访客商批次").click();
  await page.keyboard.press("Control+V");
  const row = (name) => page.getByRole("row").filter({ has: cell(name) });
  await row("在谈意向个数").locator(".error").first().waitFor();
  assert.equal(await page.locator(".grid .error").count(), 1);
  await cell("在谈意向个数").fill("8");
  await cell("在谈意向个数").press("Tab");
  await row("在谈意向个数").locator(".error").waitFor({ state: "detached" });
  await cell("存在问题").fill(REASON);
  await cell("存在问题").press("Tab");
  await page.getByText("已暂存").waitFor();
  await page.reload();
  await cell("走访客商批次").waitFor();
  assert.deepEqual(await shown(), ["12", "8", "31.5", REASON], "what was pasted is kept on the server");
  const { page: leader } = pages.leader;
  await open(leader, "/leader?as_of=2025-10-31");
  assert.equal(await leader.getByText(REASON).count(), 0, "a draft is nobody else's");
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByText("已提交审核").waitFor();
});

test("the reason that a county wrote stands on the leader's page under 为什么, with who wrote it", async () => {
  const { page } = pages.leader;
  const row = await firstBehind(page);
  await open(page, "/leader?as_of=2025-10-31");
  const item = page.locator(".three > li").first();
  await item.getByRole("link", { name: `${row.place} ${row.subject}`, exact: true }).waitFor();
  const why = item.locator("dt", { hasText: "为什么" }).locator("xpath=following-sibling::dd[1]");
  await why.getByText(REASON).waitFor();
  assert.equal(await why.getByText("责任单位还没有就该任务书面说明原因").count(), 0);
  await picture(page, "desk-leader-reason");
  await why.getByRole("link", { name: "高密市存在问题", exact: true }).click();
  await page.getByRole("heading", { name: TITLE, level: 1 }).waitFor();
  await page.getByText(REASON).first().waitFor();
});

test("several answers are accepted at once; one that is disputed stays with its own way", async () => {
  for (const [role, values] of [["shouguang", ["9", "4", "12", "无"]], ["anqiu", ["3", "2", "5", "无"]]]) {
    const { page } = pages[role];
    await open(page, "/");
    await desk(page).getByRole("link", { name: new RegExp(`^${TITLE}`) }).click();
    for (const [index, name] of ["走访客商批次", "在谈意向个数", "夜间用工车次", "存在问题"].entries()) await page.getByLabel(`${name}本期`, { exact: true }).fill(values[index]);
    await page.getByRole("button", { name: "提交", exact: true }).click();
    await page.getByText("已提交审核").waitFor();
  }
  const { page } = pages.gongxin;
  await open(page, "/");
  assert.match(await deskText(page), /待审核 3 份/);
  await open(page, `/filing?request=${request}&respondent=370784`);
  await page.getByRole("button", { name: "提出异议" }).first().click();
  await page.getByLabel("走访客商批次应为", { exact: true }).fill("2");
  await page.getByLabel("走访客商批次理由", { exact: true }).fill("一批为上月走访");
  await page.getByRole("button", { name: "提出异议" }).first().click();
  await page.getByText("审核单位有异议").waitFor();
  await open(page, `/request?request=${request}`);
  await page.getByText("已报 3/3，已审定 0").waitFor();
  await page.getByRole("button", { name: "批量通过 2 份待审" }).click();
  await page.getByText("已通过 2 份").waitFor();
  await page.getByText("已报 3/3，已审定 2").waitFor();
  const state = async (county) => await page.getByRole("row").filter({ hasText: county }).locator("td").last().innerText();
  assert.match(await state("高密市"), /审定/);
  assert.match(await state("寿光市"), /审定/);
  assert.match(await state("安丘市"), /异议 1 项/);
  assert.equal(await page.getByRole("button", { name: /批量通过/ }).count(), 0, "nothing is left that could be accepted so");
  await picture(page, "desk-accepted");
});

test("消息 counts what is new for this person, and what was read is no longer new", async () => {
  const { page } = pages.gaomi;
  await open(page, "/");
  const bell = page.getByRole("button", { name: /^消息，未读 \d+ 条$/ });
  await bell.waitFor();
  const { unread, rows } = await ask(page, "/api/notices?dataset=demo");
  assert.ok(unread > 0 && unread === rows.filter((one) => !one.is_read).length);
  await page.getByRole("button", { name: `消息，未读 ${unread} 条` }).click();
  const drawer = page.getByRole("dialog", { name: "消息" });
  await drawer.getByRole("link", { name: /科技型中小企业培育月调度表/ }).first().waitFor();
  assert.equal(await drawer.getByRole("listitem").count(), rows.length);
  await picture(page, "notices");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "消息，未读 0 条" }).waitFor();
  assert.equal((await ask(page, "/api/notices?dataset=demo")).unread, 0);
  // Operations have an entry of their own.
  const { page: planner } = pages.planner;
  await open(planner, "/");
  await planner.getByRole("button", { name: /^用户 / }).click();
  await planner.getByRole("menuitem", { name: "最近的操作" }).click();
  await planner.getByRole("dialog", { name: "最近的操作" }).waitFor();
});

test("no page of the desk asks another host or complains", async () => {
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
