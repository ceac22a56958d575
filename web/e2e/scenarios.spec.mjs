// The acceptance scenarios of the users, as far as the product goes: A1 plan to ledger, A2 targets cross-checked, A3 a
// request with its burden, A4 light, reminder and extension, A12 what is refused at the door. A5 and A6 are in
// year.spec, A7 in bulletins.spec, A8 in evaluation-counties.spec.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { choose, day, everyYear, firstLogIn, importFigures, logIn, picture, settled, startSite, watchedPage, openList } from "./site.mjs";

/** The official text is not part of the repository; it lies beside the checkout where somebody has it. */
const SEED = await readFile(new URL("../../../shared/seed/weifang_plan_2024_2025.txt", import.meta.url)).catch(() => undefined);
const needsSeed = { skip: SEED === undefined && "the official text is not beside the checkout" };

let demo;
let bare;
const pages = {};
before(async () => {
  demo = await startSite(everyYear);
  bare = await startSite(async () => {}, false);
  for (const [role, site, [name, oneTime]] of [
    ["planner", demo, [demo.user, demo.oneTime]],
    ["commerce", demo, ["gongxin"]],
    ["gaomi", demo, ["gaomi"]],
    ["science", demo, ["keji"]],
    ["joint", demo, ["fagai", await liaisonOf("fagai", "市发改委")]],
    ["first", bare, [bare.user, bare.oneTime]],
  ]) {
    const watched = await watchedPage(site);
    await firstLogIn(watched.page, site, oneTime ?? site.oneTimes[name], name);
    pages[role] = watched;
  }
});
after(async () => {
  await demo?.stop();
  await bare?.stop();
});

/** A colleague of a body that the demo has no account of; gives the one-time password. */
async function liaisonOf(name, agency) {
  const printed = await demo.run("user", "add", name, "--display-name", `${agency}联络员`, "--post", "部门联络员", "--agency", agency);
  return printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
}

const ask = (page, path) => page.evaluate(async (address) => await fetch(address).then((reply) => reply.json()), path);

/** Saves one cell without the page, as somebody could who has kept an old one open; gives the status of the answer. */
const save = (page, request, cell) =>
  page.evaluate(
    async ([address, body]) => {
      const session = await fetch("/api/session").then((reply) => reply.json());
      const headers = { "x-junxian-csrf": session.csrf, "content-type": "application/json" };
      return (await fetch(address, { method: "POST", headers, body: JSON.stringify(body) })).status;
    },
    [`/api/collection/requests/${request}/answers/370785/commands`, { do: "save", cells: [cell] }],
  );

test("A1: the text as it is becomes a ledger with all who answer for it", needsSeed, async () => {
  const { page } = pages.first;
  await page.goto(`${bare.address}/plans`);
  await settled(page);
  await page.getByLabel("方案文件").setInputFiles({ name: "方案.txt", mimeType: "text/plain", buffer: SEED });
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.getByText("已导入「").waitFor();
  const [{ code }] = await ask(page, "/api/plans");
  const { rows } = await ask(page, `/api/plans/${code}/tasks`);
  const tasks = rows.map((row) => row.task);
  const under = (start) => rows.filter((row) => row.id.startsWith(start)).length;
  assert.deepEqual([under("2."), under("3."), under("4.")], [4, 31, 3], "4 重点任务, 31 举措, 3 保障");
  const carrying = tasks.filter(({ duties }) => duties.lead.length + duties.cooperate.length + duties.undifferentiated.length > 0);
  assert.equal(carrying.length, 35);
  const leads = tasks.flatMap(({ duties }) => duties.lead.map((agency) => agency.name));
  assert.equal(new Set(leads).size, 22);
  assert.equal(leads.filter((name) => name === "市发改委").length, 22);
  assert.equal(tasks.filter(({ duties }) => duties.lead.length > 1).length, 27);
  assert.equal(tasks.filter(({ duties }) => duties.cooperate.length > 0).length, 15);
  const open = tasks.flatMap(({ duties }) => [...duties.lead, ...duties.cooperate, ...duties.undifferentiated]).filter((agency) => agency.is_open);
  assert.deepEqual(open.map((agency) => agency.name), ["市直有关部门", "市直有关部门", "市直有关部门"]);
  for (const spam of ["电话", "邮箱", "伟德"]) assert.ok(!rows.some((row) => row.title.includes(spam)), spam);
  await page.goto(`${bare.address}/task?id=${rows.find((row) => row.id.startsWith("3.")).id}&plan=${code}`);
  await settled(page);
  await page.locator(".marked").waitFor();
  await picture(page, "a1-task");
  const file = await page.evaluate(async (address) => (await fetch(address)).status, `/api/plans/${code}/tasks.xlsx`);
  assert.equal(file, 200);
});

test("A2: targets are typed as their words say and cross-checked", async () => {
  const { page } = pages.planner;
  const plan = "weifang_county_2024_2025";
  const { rows, findings } = await ask(page, `/api/plans/${plan}/targets`);
  const gdp = (place) => rows.find((row) => row.place === place && /地区生产总值|GDP/.test(row.subject)).demand;
  assert.match(gdp("寿光市"), /1100亿元/);
  assert.match(gdp("诸城市"), /近1000亿元/);
  assert.match(gdp("青州市"), /约800亿元|800亿元左右/);
  assert.ok(findings.some((one) => /目标合计约7400亿元，潍坊市目标为高于7000亿元，一致，富余400亿元/.test(JSON.stringify(one))));
  const targets = [...new Map(rows.map((row) => [row.target.id, row.target])).values()];
  assert.equal(targets.filter((one) => ["each-year", "annual-average"].includes(one.period.kind)).length, 11, "11 annual flows");
  assert.ok(targets.some((one) => one.values.length === 2 && one.values.map(Number).join() === "1,2"), "1-2家 is a range");
  const entered = (page) =>
    page.evaluate(async () => {
      const session = await fetch("/api/session").then((reply) => reply.json());
      const form = new FormData();
      form.append("file", new Blob(["指标代码,地区,报告期,数值,单位,口径,等级,来源\ngdp,高密市,2025,900,亿元,管理区,C,自报\n"]), "表.csv");
      const reply = await fetch("/api/observations", { method: "POST", headers: { "x-junxian-csrf": session.csrf }, body: form });
      return [reply.status, (await reply.json()).message];
    });
  assert.deepEqual(await entered(pages.gaomi.page), [403, "您的岗位（县市区联络员）不能导入数据；此项由县域科、部门联络员、统计办理"]);
  assert.deepEqual(await entered(pages.commerce.page), [403, "高密市“地区生产总值”（2025年）：官方统计数据由统计部门录入，其他岗位只能查看"]);
});

test("A3: 12 of 18 fields are filled in by the program; basis and expiry are asked, photographs refused; one wrong unit is refused alone; only 退回 opens it again", async () => {
  const { page } = pages.commerce;
  await page.goto(`${demo.address}/request-new?dataset=demo`);
  await page.getByLabel("表名", { exact: true }).waitFor();
  await page.getByLabel("表名", { exact: true }).fill("临时加报表");
  await page.getByLabel("报告期", { exact: true }).fill("2026-10");
  await choose(page, "审核单位", "市科技局");
  await openList(page, "填报对象");
  await page.getByRole("option", { name: "高密市", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByLabel("截止时间", { exact: true }).fill(`${day(10)} 17:30`);
  await page.keyboard.press("Enter");
  const { indicators } = await ask(page, "/api/collection/choices");
  const official = indicators.filter((one) => one.is_official_statistic).slice(0, 12);
  assert.equal(official.length, 12);
  for (let place = 1; place <= 18; place += 1) {
    if (place > 1) await page.getByRole("button", { name: "增加一项" }).click();
    if (place <= 12) {
      const one = official[place - 1];
      await openList(page, `第${place}项字典指标`);
      const list = page.getByRole("listbox", { name: `第${place}项字典指标`, exact: true });
      await list.getByRole("option", { name: `${one.name}（${one.unit}）·统计`, exact: true }).click();
    } else {
      await page.getByLabel(`第${place}项名称`, { exact: true }).fill(["走访客商批次", "在谈意向个数", "签约仪式场次", "推介材料份数", "境外来访团组", "企业开工现场照片张数"][place - 13]);
      await page.getByLabel(`第${place}项单位`, { exact: true }).fill("次");
    }
  }
  await page.getByText("还没有写：有效期至").waitFor();
  await page.getByLabel("有效期至", { exact: true }).fill(day(40));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "检查", exact: true }).click();
  await page.getByText("共 18 项，自动带出 12 项，占 66.7%").waitFor();
  await page.getByText("没有写依据；没有依据、用途、对象和期限的表不得下发").waitFor();
  await page.getByText("字段“企业开工现场照片张数”要求上传照片；按国办函〔2026〕12号，不得强制要求，请删去").waitFor();
  await picture(page, "a3-burden");
  await page.getByLabel("依据", { exact: true }).fill("潍政字〔2024〕12号 三（五）1");
  await page.getByLabel("用途", { exact: true }).fill("临时调度");
  // What is forbidden holds the table back, whatever else is written.
  await page.getByRole("button", { name: "提出", exact: true }).click();
  await page.getByText("没有写依据").waitFor({ state: "detached" });
  await page.getByText(/要求上传照片；按国办函〔2026〕12号/).first().waitFor();
  assert.match(page.url(), /request-new/);
  await page.getByLabel("第18项名称", { exact: true }).fill("夜间用工车次");
  await page.getByRole("button", { name: "提出", exact: true }).click();
  await page.getByText("待准入").first().waitFor();
  const address = page.url();
  const { page: planner } = pages.planner;
  await planner.goto(address);
  await planner.getByRole("button", { name: "准入并下发" }).click();
  await planner.getByText("已报 0/1，已审定 0").waitFor();

  const { page: county } = pages.gaomi;
  const request = new URL(address).searchParams.get("request");
  // One calendar: what the extra table asks for stands in the list of all that the county owes.
  await county.goto(`${demo.address}/collection?dataset=demo`);
  const owed = county.locator("tr", { hasText: /临时加报表|公共充电桩建设月调度表/ });
  await owed.filter({ hasText: "临时加报表" }).first().waitFor();
  await owed.filter({ hasText: "公共充电桩建设月调度表" }).first().waitFor();
  await county.goto(`${demo.address}/filing?request=${request}&respondent=370785&dataset=demo`);
  await county.getByText("走访客商批次").first().waitFor();
  const filing = await ask(county, `/api/collection/requests/${request}/answers/370785`);
  const own = filing.fields.filter((field) => field.unit === "次");
  assert.equal(own.length, 6);
  const lines = own.map((field, place) => [field.code, field.name, place === 0 ? "千次" : "次", "", String(place + 3), ""].join(","));
  const csv = ["字段代码,指标,计量单位,上期,本期,说明", ...lines].join("\n");
  await county.getByRole("button", { name: /导入/ }).first().click();
  await county.getByLabel("填报表文件").setInputFiles({ name: "填报.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await county.getByRole("dialog").getByRole("button", { name: "导入为草稿", exact: true }).click();
  await county.getByText("“走访客商批次”的计量单位是“千次”，应为“次”").first().waitFor();
  await picture(county, "a3-import");
  const after = await ask(county, `/api/collection/requests/${request}/answers/370785`);
  assert.equal(after.fields.filter((field) => field.unit === "次" && field.value).length, 5, "the others are kept as a draft");

  // What is handed in is not typed any more; only a reviewer who returns it opens it again, with the reason before all.
  await county.keyboard.press("Escape");
  const cell = county.getByLabel("走访客商批次本期", { exact: true });
  await cell.fill("3");
  await cell.press("Tab");
  await county.getByRole("button", { name: "提交", exact: true }).click();
  await county.getByText("已提交审核").waitFor();
  assert.equal(await county.locator(".grid input").count(), 0);
  const late = await save(county, request, { field: own[0].code, value: "30", note: null, base: 1, is_pasted: false });
  assert.ok(late >= 400, `${late}`);
  const { page: bureau } = pages.science;
  await bureau.goto(`${demo.address}/filing?request=${request}&respondent=370785&dataset=demo`);
  await bureau.getByRole("button", { name: "退回", exact: true }).click();
  await bureau.getByRole("dialog").getByRole("textbox").fill("请附走访名单");
  await bureau.getByRole("dialog").getByRole("button", { name: "确定", exact: true }).click();
  await bureau.getByText("退回原因：请附走访名单").waitFor();
  await county.reload();
  await county.getByText("退回原因：请附走访名单").waitFor();
  await cell.fill("4");
  await cell.press("Tab");
  await county.getByText("已暂存").waitFor();
  await picture(county, "a3-returned");
  const again = await ask(county, `/api/collection/requests/${request}/answers/370785`);
  assert.equal(again.fields.find((field) => field.code === own[0].code).value, "4");
});

test("A3: 231.6 in half a year is 48.25 % of 480, 1.75 points behind the calendar, on the page of the task and on the leader's; each share is made of the numbers beside it", async () => {
  const { page } = pages.planner;
  const line = (period, value) => `tech_upgrade_investment,潍坊市,${period},${value},亿元,全市,A,最终,演练来源`;
  await importFigures(page, demo, line("2024", "480"), line("2025-H1", "231.6"));
  const half = /其中2025年上半年231\.6亿元，完成年度目标的48\.25%，同期序时进度50%，未达序时1\.75个百分点，距目标（不低于480亿元）还差248\.4亿元/;
  await page.goto(`${demo.address}/task?id=3.1.2&as_of=2025-06-30&dataset=real`);
  const card = page.locator("article", { hasText: "2024年1月—2025年6月年均474.4亿元" });
  await card.getByText(half).waitFor();
  await picture(page, "a3-half-year");
  await card.locator("button.figure[aria-label^='完成比例']").click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("考核期累计 ÷ 考核期总目标 × 100，四舍五入到两位小数").waitFor();
  const told = await drawer.innerText();
  // 711.6 ÷ 960 = 0.74125, from 480 and 231.6, and from two years of 480.
  for (const number of ["74.13", "711.6", "960", "480", "231.6"]) assert.ok(told.includes(number), `${number}: ${told}`);
  assert.ok(!told.includes("474.4"), told);
  await picture(page, "a3-share");
  await page.keyboard.press("Escape");
  await page.goto(`${demo.address}/leader?as_of=2025-06-30&dataset=real`);
  await page.getByText(half).first().waitFor();
});

test("A4: 921 of 970 is 黄, a reminder goes to those who lead, more time leaves the milestone, and 985 makes up for it", async () => {
  const { page: planner } = pages.planner;
  const piles = (period, value) => `new_public_charging_pile,潍坊市,${period},${value},个,全市,P,初步,演练`;
  await importFigures(planner, demo, piles("2024", 510), piles("2025-Q1", 150), piles("2025-Q2", 150), piles("2025-Q3", 111));
  const task = async (page, day) => {
    await page.goto(`${demo.address}/task?id=3.1.7&as_of=${day}&dataset=real`);
    await settled(page);
    const panel = page.locator(".target-place", { hasText: "新建公共充电桩" }).locator(".milestones");
    await panel.getByRole("heading", { name: "形象进度" }).waitFor();
    return panel;
  };
  let panel = await task(planner, "2025-09-30");
  await panel.getByRole("button", { name: "排节点" }).click();
  await planner.getByLabel("节点依据", { exact: true }).fill("任务分解表（演练）");
  await planner.getByLabel("节点", { exact: true }).fill("2024-12 500\n2025-03 650\n2025-06 800\n2025-09 970\n2025-12 1138");
  await planner.getByRole("button", { name: "保存节点" }).click();
  const september = (where) => where.getByRole("row", { name: /^2025年9月/ });
  await september(panel).waitFor();
  const cells = async (where) => (await september(where).locator("td").allInnerTexts()).slice(0, 5).map((text) => text.trim());
  assert.deepEqual(await cells(panel), ["2025年9月", "970", "921", "94.9%", "80.9%"]);
  await september(panel).getByText("黄", { exact: true }).waitFor();
  assert.equal(await panel.getByRole("row").filter({ hasText: "绿" }).count(), 3);
  await panel.getByText(/催办：市工信局、市发改委、市大数据局（2025年9月未达节点目标，催办只发责任单位，工作日 08:30—17:30 发出）/).waitFor();
  await picture(planner, "a4-yellow");

  const others = await task(pages.gaomi.page, "2025-09-30");
  await september(others).waitFor();
  assert.equal(await others.getByRole("button", { name: /申请延期|批准延期|节点/ }).count(), 0);
  const { page: joint } = pages.joint;
  const theirs = await task(joint, "2025-09-30");
  await theirs.getByRole("button", { name: "2025年9月申请延期" }).click();
  await joint.getByLabel("延到哪一期", { exact: true }).fill("2025-11");
  await joint.getByLabel("延期理由", { exact: true }).fill("电网接入工程滞后");
  await joint.getByRole("button", { name: "确定", exact: true }).click();
  await theirs.getByText(/市发改委申请延期到2025年11月（原定2025年9月）：电网接入工程滞后 — 待答复/).waitFor();
  assert.equal(await theirs.getByRole("button", { name: /批准延期/ }).count(), 0, "not by who asked");

  panel = await task(planner, "2025-09-30");
  await panel.getByRole("button", { name: "2025年9月批准延期" }).click();
  await september(panel).getByText("黄（已批准延期）", { exact: true }).waitFor();
  await september(panel).getByText(/原定2025年9月.*已批准/).waitFor();
  assert.deepEqual(await cells(panel), ["2025年9月", "970", "921", "94.9%", "80.9%"], "the milestone stays as it was set");
  await picture(planner, "a4-extended");

  await importFigures(planner, demo, piles("2025-10", 64));
  panel = await task(planner, "2025-10-31");
  await september(panel).getByText("黄（已补齐）", { exact: true }).waitFor();
  await september(panel).getByText(/达到 985个/).waitFor();
  await picture(planner, "a4-made-up");

  // The clock of the server sends in office hours and is silent outside of them.
  const told = async (page) => (await ask(page, "/api/collection?dataset=real")).notices.filter((one) => one.text.includes("新建公共充电桩") && !one.text.includes("演示"));
  const hour = new Date(Date.now() + 8 * 3_600_000);
  const minutes = hour.getUTCHours() * 60 + hour.getUTCMinutes();
  const isOpen = hour.getUTCDay() % 6 !== 0 && minutes >= 8 * 60 + 30 && minutes < 17 * 60 + 29;
  for (let turn = 0; isOpen && turn < 90 && (await told(joint)).length === 0; turn += 1) await joint.waitForTimeout(1000);
  assert.equal((await told(joint)).length, isOpen ? 1 : 0);
  assert.equal((await told(pages.gaomi.page)).length, 0, "nobody else");
});

test("A12: the sixth log-in is refused although the password is right", async () => {
  const watched = await watchedPage(bare);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await logIn(watched.page, bare, `错误密码-${attempt}`, "shenji");
    await watched.page.locator(".problem, [role=alert]").first().waitFor();
  }
  await logIn(watched.page, bare, bare.oneTimes.shenji ?? "不存在", "shenji");
  await watched.page.getByText(/账户已锁定/).waitFor();
  await watched.context.close();
});

test("no page of the scenarios asks another host or complains", async () => {
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
