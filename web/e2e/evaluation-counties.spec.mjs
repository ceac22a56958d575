// A8: twelve counties in three groups are evaluated, see their own row until it is final, object to one value, which holds
// one indicator; the list that the province published opens incentives with owners. Figures of counties are made up.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { choose, everyYear, firstLogIn, picture, SIZES, settled, startSite, watchedPage } from "./site.mjs";

const GROUPS = {
  市辖区: ["奎文区", "潍城区", "坊子区", "寒亭区"],
  省财政直管县: ["临朐县", "安丘市"],
  "其余县（市）": ["昌乐县", "青州市", "诸城市", "寿光市", "高密市", "昌邑市"],
};
const COUNTIES = Object.values(GROUPS).flat();
const FIGURES = [
  ["地区生产总值", "亿元", 400],
  ["户籍人口", "万人", 60],
  ["行政区域面积", "平方公里", 900],
  ["一般公共预算收入", "亿元", 30],
  ["一般公共预算支出", "亿元", 60],
  ["规模以上工业企业数", "个", 150],
  ["住户存款余额", "亿元", 300],
  ["年末金融机构各项贷款余额", "亿元", 280],
];
const FIRMS = "每万人规模以上工业企业数";

let site;
const pages = {};
before(async () => {
  let folder;
  site = await startSite(async (data) => {
    folder = data;
    return await everyYear(data);
  });
  const figures = ["指标,地区,报告期,数值,单位,口径,等级,状态,来源"];
  for (const year of [2023, 2024]) {
    COUNTIES.forEach((county, place) => {
      FIGURES.forEach(([indicator, unit, base], number) => {
        const value = base + (((place * (year === 2023 ? 5 : 7) + number * 5) % 12) * base) / 20;
        figures.push(`${indicator},${county},${year},${value},${unit},管理区,演示,最终,DEMO`);
      });
    });
  }
  const file = join(folder, "演示县.csv");
  await writeFile(file, `${figures.join("\n")}\n`);
  await site.run("data", "import", file, "--dataset", "demo");
  for (const [role, user, oneTime] of [
    ["planner", site.user, site.oneTime],
    ["changle", "changle", await added("changle", "昌乐县联络员", "县市区联络员", "--place", "昌乐县")],
    ["shouguang", "shouguang", site.oneTimes.shouguang],
    ["finance", "caizheng", await added("caizheng", "市财政局联络员", "部门联络员", "--agency", "市财政局")],
  ]) {
    pages[role] = await watchedPage(site);
    await firstLogIn(pages[role].page, site, oneTime, user);
  }
  await site.grant("caizheng", "county_incentive", "owner");
  await site.grant(site.user, "county_incentive", "planning");
});
after(async () => {
  await site?.stop();
});

async function added(user, name, ...post) {
  const printed = await site.run("user", "add", user, "--display-name", name, "--post", ...post);
  return printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
}

const rows = (page) => page.locator(".el-tab-pane:visible .el-table__body tr.el-table__row");
const names = (page) => rows(page).locator("button.subject").allInnerTexts();
/** A number on the page by what it is called. */
const figure = async (page, name) => (await page.getByRole("button", { name: new RegExp(`^${name}`) }).first().innerText()).trim();

async function open(role, path) {
  const { page } = pages[role];
  await page.goto(site.address + path);
  await settled(page);
  return page;
}
async function workbench(role, query) {
  const page = await open(role, `/evaluation?dataset=demo&${query}`);
  await page.getByRole("heading", { name: "县域经济高质量发展评价", level: 1 }).waitFor();
  await rows(page).first().waitFor();
  return page;
}
const DRY = "pack=county_evaluation&period=2024";

async function importRows(page, path, name, text) {
  await page.goto(site.address + path);
  await settled(page);
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /导入/ });
  await dialog.getByLabel("名录文件").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "预览差异" }).click();
  return dialog;
}

test("A8: a county without its group is not ranked and told why; with the twelve in three groups all are", async () => {
  const page = await open("planner", `/evaluation?dataset=demo&${DRY}`);
  await page.getByRole("tab", { name: "未参评（12）" }).click();
  await page.getByText("不属于任何评价池或分组").first().waitFor();
  const lines = Object.entries(GROUPS).flatMap(([kind, counties]) => counties.map((county) => `${county},${kind}`));
  const dialog = await importRows(page, "/registers/county_evaluation/evaluated_county?period=2024&dataset=demo", "参评县.csv", `县,类别\n${lines.join("\n")}\n`);
  await dialog.getByText("将新增 12 行").waitFor();
  await dialog.getByRole("button", { name: "确认导入" }).click();
  await dialog.getByText("已导入：新增 12 行").waitFor();

  // Last year first, so that a change of place can be told.
  await workbench("planner", "pack=county_evaluation&period=2023");
  await freeze(page);
  await workbench("planner", DRY);
  assert.equal((await names(page)).length, 12);
  for (const [group, counties] of Object.entries(GROUPS)) {
    await choose(page, "分组", group);
    assert.deepEqual(new Set(await names(page)), new Set(counties), group);
    const places = await Promise.all(counties.map((county) => figure(page, `${county}组内位次`)));
    assert.deepEqual([...places].sort(), counties.map((_, place) => String(place + 1)), "each place in the group once");
  }
  await workbench("planner", DRY);
  assert.match(await figure(page, "昌乐县上年位次"), /^\d+$/);
  await picture(page, "a8-dry");
  await page.getByRole("tab", { name: "规则与参数" }).click();
  // The first level adds up to 100.
  const weights = await page.locator(".el-tab-pane:visible table").first().locator("tbody tr").evaluateAll((lines) => lines.filter((line) => line.querySelector("td")?.style.paddingLeft === "10px").map((line) => Number(line.querySelectorAll("td")[1]?.textContent)));
  assert.deepEqual(weights, [35, 25, 20, 20]);
});

test("A8: one weight 5 more is a trial: the others give way, places move, nothing can be frozen from it", async () => {
  const page = await workbench("planner", DRY);
  const official = await names(page);
  await page.getByRole("tab", { name: "调整权重" }).click();
  const slider = page.getByRole("slider", { name: "规模实力的权重" });
  await slider.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowRight");
  await page.locator(".trial-mark").waitFor();
  await page.getByText(/与现行位次的相关系数/).waitFor();
  const shares = await page.locator(".weights li").evaluateAll((lines) => lines.filter((line) => line.style.paddingLeft === "0px").map((line) => Number.parseFloat(line.querySelector(".number")?.textContent ?? "")));
  assert.equal(shares[0], 40);
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) < 0.05, shares.join("+"));
  assert.deepEqual([...(await names(page))].sort(), [...official].sort());
  assert.equal(await rows(page).first().locator("button.figure").count(), 0, "a trial has no official figures");
  await picture(page, "a8-weight");
  await page.getByRole("button", { name: "恢复现行权重" }).click();
  await page.locator(".trial-mark").waitFor({ state: "detached" });
});

async function freeze(page) {
  await page.getByRole("button", { name: "冻结结果" }).click();
  await page.getByRole("dialog", { name: "冻结评价结果" }).getByRole("button", { name: "确认冻结" }).click();
  await page.waitForURL(/run=\d/);
  await page.getByText(/第 \d+ 号结果：已冻结/).waitFor();
  return new URL(page.url()).searchParams.get("run");
}
let run;

test("A8: published for comment, 昌乐 sees its own row with places, formula and what becomes of missing data; of others nothing until it is final", async () => {
  const page = await workbench("planner", DRY);
  const all = { rank: await figure(page, "昌乐县位次"), group: await figure(page, "昌乐县组内位次"), total: await figure(page, "昌乐县总分") };
  run = await freeze(page);
  await page.getByRole("button", { name: /^公示/ }).click();
  await page.getByText(/第 \d+ 号结果：公示中/).waitFor();

  const own = await workbench("changle", `run=${run}`);
  assert.deepEqual(await names(own), ["昌乐县"]);
  assert.deepEqual({ rank: await figure(own, "昌乐县位次"), group: await figure(own, "昌乐县组内位次"), total: await figure(own, "昌乐县总分") }, all);
  assert.match(await figure(own, "昌乐县上年位次"), /^\d+$/);
  await own.getByText("定稿以前只列您负责的县（市、区），位次在全部参评对象之间排列").waitFor();
  assert.equal(await own.getByRole("button", { name: "定稿", exact: true }).count(), 0);
  await picture(own, "a8-own-row");
  await own.getByRole("button", { name: "昌乐县", exact: true }).click();
  const drawer = own.getByRole("dialog", { name: "昌乐县" });
  await drawer.getByText("结果怎样得来").waitFor();
  await drawer.getByText(/12 个中/).waitFor();
  await drawer.getByText(/第 \d+ 名；本期总分/).waitFor();
  const told = await drawer.innerText();
  for (const county of COUNTIES.filter((each) => each !== "昌乐县")) assert.ok(!told.includes(county), `${county} is told to 昌乐`);
  await picture(own, "a8-own-drawer");
  await own.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  await own.getByRole("tab", { name: "规则与参数" }).click();
  await own.getByText(`${FIRMS} = 规模以上工业企业数 ÷ 户籍人口`).waitFor();
  await own.getByText(/缺数据/).first().waitFor();
  // The rules of before let counties see each other.
  const before = await workbench("changle", `${DRY}&version=2024.1`);
  assert.equal((await names(before)).length, 12);
});

test("A8: the objection of 昌乐 holds one indicator; what another county objects to is put right meanwhile", async () => {
  const object = async (role, fact, value) => {
    const page = await workbench(role, `run=${run}`);
    await page.getByRole("tab", { name: /^申诉/ }).click();
    const county = role === "changle" ? "昌乐县" : "寿光市";
    await page.getByRole("combobox", { name: "评价对象" }).fill(county);
    await page.getByRole("option", { name: county }).first().click();
    await choose(page, "有异议的数值", new RegExp(`^${fact}`));
    await page.getByRole("textbox", { name: "应为" }).fill(value);
    await page.getByRole("textbox", { name: "申诉理由" }).fill("与统计年报不一致（演示）");
    await page.getByRole("textbox", { name: "证明材料" }).fill("年报第 1 号（演示）");
    await page.getByRole("button", { name: "提交申诉" }).click();
    await page.getByText(/第 \d 号申诉已提交/).waitFor();
    return page;
  };
  const mine = await object("changle", "规模以上工业企业数", "260");
  const why = /第 1 号申诉（昌乐县：规模以上工业企业数）待答复，本项暂不定稿/;
  await mine.locator(".held", { hasText: FIRMS }).getByText(why).waitFor();
  assert.equal(await mine.locator(".held").count(), 1, "one indicator, not all");
  await picture(mine, "a8-held");
  const theirs = await object("shouguang", "贷款余额", "500");
  await theirs.locator(".held", { hasText: FIRMS }).getByText("有申诉待答复，本项暂不定稿").waitFor();

  const page = await workbench("planner", `run=${run}`);
  await page.getByRole("button", { name: "定稿（申诉所涉指标除外）" }).waitFor();
  await page.getByText(/公示至 \d{4}-\d\d-\d\d，期满次日起可定稿/).first().waitFor();
  await page.getByRole("tab", { name: "申诉（2 件待答复）" }).click();
  await page.locator("article.objection", { hasText: "寿光市" }).getByRole("button", { name: "看更正前后并答复" }).click();
  await page.locator(".answer").getByText("本身数值变化", { exact: true }).first().waitFor();
  await page.getByRole("textbox", { name: "答复意见" }).fill("经核对年报，采纳");
  await page.getByRole("button", { name: "采纳并更正" }).click();
  await page.waitForURL((url) => url.searchParams.get("run") !== run && url.searchParams.has("run"));
  await page.locator(".held", { hasText: FIRMS }).getByText(why).waitFor();
  run = new URL(page.url()).searchParams.get("run");
  await page.getByRole("button", { name: /^公示/ }).click();
  await page.getByText(/第 \d+ 号结果：公示中/).waitFor();
  await picture(page, "a8-held-corrected");
});

test("A8: the list of 2024 comes in and opens three incentives for each county, with owners; 2021 stays in the history", async () => {
  const page = await open("planner", "/registers/county_incentive/evaluation_list?dataset=real");
  const list = async () => (await page.locator(".el-tab-pane:visible .el-table__body tr").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "));
  // The site came with the list; here it is taken out, and comes in as the planning section gets it.
  const path = "/registers/county_incentive/evaluation_list?dataset=real&period=2024";
  const session = await (await page.request.get(`${site.address}/api/session`)).json();
  const book = `${site.address}/api${path.replace("/evaluation_list?", "/evaluation_list@?")}`;
  const held = await (await page.request.get(book.replace("@", ""))).json();
  assert.equal(held.rows.length, 3, "the published list is there");
  for (const row of held.rows) {
    const reply = await page.request.post(book.replace("@", "/removals"), { headers: { "x-junxian-csrf": session.csrf }, data: { key: row.key, seen: row.pulse, note: "演练：重新导入" } });
    assert.equal(reply.status(), 204, await reply.text());
  }
  const document = "山东省人民政府关于表扬2024年度县域经济高质量发展成效显著和进步明显的县（市、区）的通报";
  const source = "山东省人民政府网站2025-07-01（网络转载）";
  const of = (county, kind) => `${county},先进县,${kind},${document},2025-07-01,${source}`;
  const file = (...lines) => `县,荣誉,类别,通报,公布日期,来源\n${lines.join("\n")}\n`;
  const dialog = await importRows(page, path, "名单.csv", file(of("奎文区", "市辖区"), of("沂水县", "省财政直管县")));
  await dialog.getByText("文件没有导入：1 处有问题").waitFor();
  await dialog.getByText(/沂水县/).first().waitFor();
  await dialog.getByLabel("名录文件").setInputFiles({ name: "名单.csv", mimeType: "text/csv", buffer: Buffer.from(file(of("奎文区", "市辖区"), of("临朐县", "省财政直管县"), of("诸城市", "其余县（市）"))) });
  await dialog.getByRole("button", { name: "预览差异" }).click();
  await dialog.getByText("将新增 3 行").waitFor();
  await dialog.getByRole("button", { name: "确认导入" }).click();
  await dialog.getByText("已导入：新增 3 行").waitFor();

  const entries = "/registers/county_incentive/incentive?dataset=real&period=2024";
  await open("planner", entries);
  await page.getByRole("button", { name: "取数", exact: true }).click();
  await page.getByText(/已取数：干部考核 3 行，政策 3 行，项目 3 行；新增 9 行，修改 0 行，删去 0 行/).waitFor();
  await settled(page);
  const opened = await list();
  assert.equal(opened.length, 9);
  for (const [county, kind] of [["奎文区", "市辖区"], ["临朐县", "省财政直管县"], ["诸城市", "其余县（市）"]]) {
    const own = opened.filter((text) => text.includes(county) && text.includes(kind));
    assert.equal(own.length, 3, county);
    for (const [side, owner] of [["干部考核", "市委组织部"], ["政策", "市财政局"], ["项目", "市发改委"]]) assert.ok(own.some((text) => text.includes(side) && text.includes(owner)), `${county} ${side}`);
  }
  await picture(page, "a8-incentives");

  // The owner begins, another person confirms; the list taken anew leaves it alone.
  const owner = await open("finance", entries);
  await owner.getByText(/只列出您负责的内容|激励事项/).first().waitFor();
  await owner.locator(".el-table__body tr", { hasText: "奎文区" }).filter({ hasText: "市财政局" }).getByRole("button").first().click();
  const drawer = owner.locator(".el-drawer:visible");
  assert.equal(await drawer.locator("#field-document").isDisabled(), true, "what is taken is nobody's to type");
  await drawer.locator("#field-measure").fill("列入年度预算（演练）");
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await owner.getByText("已保存").waitFor();
  await drawer.getByRole("button", { name: "开始落实" }).click();
  await owner.getByRole("button", { name: "确认办理" }).click();
  await owner.getByText("已办理“开始落实”，现为“落实中”").waitFor();
  await picture(owner, "a8-incentive-row");
  await open("planner", entries);
  await page.getByRole("button", { name: "取数", exact: true }).click();
  await page.getByText(/新增 0 行，修改 0 行，删去 0 行，未变 9 行/).waitFor();
  const row = held.rows.find((each) => each.key.startsWith("370705"));
  const now = (await (await page.request.get(book.replace("@", ""))).json()).rows.find((each) => each.key === row.key);
  await page.request.post(book.replace("@", "/removals"), { headers: { "x-junxian-csrf": session.csrf }, data: { key: now.key, seen: now.pulse, note: "演练：误删" } });
  await page.getByRole("button", { name: "取数", exact: true }).click();
  await page.getByText(/没有改动任何一行：“奎文区 先进县 政策”已处于“落实中”，来源已没有这一行；请先办理“撤回”，或更正来源/).first().waitFor();
  await picture(page, "a8-incentive-refused");
  assert.equal((await list()).length, 9);

  await open("planner", path.replace("2024", "2021"));
  const old = await list();
  assert.equal(old.length, 4);
  for (const [county, honour] of [["寿光市", "先进县"], ["诸城市", "先进县"], ["寒亭区", "进步县"], ["临朐县", "招商引资招才引智"]]) assert.ok(old.some((text) => text.includes(county) && text.includes(honour) && text.includes("2022-05-19") && text.includes("S70")), county);
  await picture(page, "a8-history");
});

test("A8: on a telephone the pages fit, and no page asks another host or complains", async () => {
  const { page, context, seen } = await watchedPage(site, SIZES.phone);
  await context.addCookies(await pages.planner.context.cookies());
  for (const [path, name] of [[`/evaluation?dataset=demo&run=${run}`, "a8-phone-run"], ["/registers/county_incentive/incentive?dataset=real&period=2024", "a8-phone-incentives"]]) {
    await page.goto(site.address + path);
    await settled(page);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(excess <= 0, `${path} is ${excess} px too wide`);
    await picture(page, name);
  }
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
