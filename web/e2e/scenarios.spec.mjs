// The acceptance scenarios of the users, as far as the product goes: A1 plan to ledger, A2 targets cross-checked, A3 a
// request with its burden, A12 what is refused at the door. A5 and A6 are in year.spec, A8 in evaluations.spec.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { choose, day, everyYear, firstLogIn, logIn, picture, settled, startSite, watchedPage, openList } from "./site.mjs";

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

const ask = (page, path) => page.evaluate(async (address) => await fetch(address).then((reply) => reply.json()), path);

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
  const refused = await pages.gaomi.page.evaluate(async () => {
    const session = await fetch("/api/session").then((reply) => reply.json());
    const form = new FormData();
    form.append("file", new Blob(["指标代码,地区,报告期,数值,单位,口径,等级,来源\ngdp,高密市,2025,900,亿元,管理区,C,自报\n"]), "表.csv");
    const reply = await fetch("/api/observations", { method: "POST", headers: { "x-junxian-csrf": session.csrf }, body: form });
    return [reply.status, (await reply.json()).message];
  });
  assert.deepEqual(refused, [403, "高密市“地区生产总值”（2025年）：官方统计数据由统计部门录入，其他岗位只能查看"]);
});

test("A3: 12 of 18 fields are filled in by the program; basis, purpose and expiry are asked; one wrong unit is refused alone", async () => {
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
      await page.getByLabel(`第${place}项名称`, { exact: true }).fill(["走访客商批次", "在谈意向个数", "签约仪式场次", "推介材料份数", "境外来访团组", "夜间用工车次"][place - 13]);
      await page.getByLabel(`第${place}项单位`, { exact: true }).fill("次");
    }
  }
  await page.getByText("还没有写：有效期至").waitFor();
  await page.getByLabel("有效期至", { exact: true }).fill(day(40));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "检查", exact: true }).click();
  await page.getByText("共 18 项，自动带出 12 项，占 66.7%").waitFor();
  await page.getByText("没有写依据；没有依据、用途、对象和期限的表不得下发").waitFor();
  await picture(page, "a3-burden");
  await page.getByLabel("依据", { exact: true }).fill("潍政字〔2024〕12号 三（五）1");
  await page.getByLabel("用途", { exact: true }).fill("临时调度");
  await page.getByRole("button", { name: "提出", exact: true }).click();
  await page.getByText("待准入").first().waitFor();
  const address = page.url();
  const { page: planner } = pages.planner;
  await planner.goto(address);
  await planner.getByRole("button", { name: "准入并下发" }).click();
  await planner.getByText("已报 0/1，已审定 0").waitFor();

  const { page: county } = pages.gaomi;
  const request = new URL(address).searchParams.get("request");
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
