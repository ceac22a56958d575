// A11: an investment project is counted once. Reported by two counties it is recognised, the first report is protected, it
// passes by an agreement of three, and more capital raises the amount and not the number. All of it 演示.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, day, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

const PACK = "project_sharing";
const LIST = `/registers/${PACK}/project?dataset=demo`;
const PEOPLE = {
  anqiu: { user: "zs_anqiu", name: "安丘经办", post: ["县市区联络员", "--place", "安丘市"], roles: ["out_county", "in_county"] },
  zhucheng: { user: "zs_zhucheng", name: "诸城经办", post: ["县市区联络员", "--place", "诸城市"], roles: ["in_county"] },
  city: { user: "zs_shi", name: "市投促", post: ["县域科"], roles: ["city_bureau"] },
};
/** A published code; the investor under it is made up. */
const INVESTOR = { investor: "91330100799655058B", investor_name: "甲集团", is_foreign: "是" };
const FIRST = { ...INVESTOR, number: "WZ-1", title: "海港高端装备制造项目", investment: "12", first_county: "安丘市", county: "安丘市" };
const SECOND = { ...INVESTOR, number: "WZ-2", title: "海港高端装备制造基地项目", investment: "12.5", first_county: "诸城市", county: "诸城市" };

let site;
const pages = {};
let start;
before(async () => {
  site = await startSite();
  for (const [side, { user, name, post, roles }] of Object.entries(PEOPLE)) {
    const printed = await site.run("user", "add", user, "--display-name", name, "--post", ...post);
    for (const role of roles) await site.grant(user, PACK, role);
    pages[side] = await watchedPage(site);
    await firstLogIn(pages[side].page, site, printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1], user);
  }
  start = await counts();
});
after(async () => {
  await site?.stop();
});

async function open(side, path) {
  const { page } = pages[side];
  await page.goto(site.address + path);
  await settled(page);
  return page;
}

/** Counts of all counties together, by their names. */
async function counts() {
  const answer = await (await pages.city.page.request.get(`${site.address}/api/registers/${PACK}/project/counts?dataset=demo`)).json();
  return Object.fromEntries(answer.measures.map((measure, place) => [measure.name, Number(answer.total[place].text)]));
}
async function moved() {
  const now = await counts();
  return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, value - start[name]]).filter(([, value]) => value !== 0));
}

/** Fills in the form of a new row; the page is left with whatever it says. */
async function report(side, project) {
  const page = await open(side, LIST);
  await page.getByRole("button", { name: "新增", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: /新增/ });
  for (const field of ["number", "title", "investor", "investor_name", "investment"]) await drawer.locator(`#field-${field}`).fill(project[field]);
  for (const field of ["is_foreign", "first_county", "county"]) {
    await drawer.locator(`#field-${field}`).click();
    await page.getByRole("option", { name: project[field], exact: true }).locator("visible=true").click();
    // The list goes away slowly, and the next one holds the same names.
    await page.waitForFunction(() => [...document.querySelectorAll(".el-select-dropdown")].every((list) => !list.checkVisibility()));
  }
  await drawer.locator("#field-reported_on").fill(day(0));
  await drawer.locator("#field-reported_on").press("Enter");
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  return { page, drawer };
}
async function row(side, key) {
  const page = await open(side, LIST);
  await page.getByLabel("名称或代码").fill(key);
  await page.getByRole("button", { name: "查询" }).click();
  await settled(page);
  await page.getByRole("button", { name: key, exact: true }).click();
  const drawer = page.locator(".el-drawer:visible");
  await drawer.getByRole("region", { name: "办理" }).or(drawer.locator(".steps")).first().waitFor();
  return { page, drawer };
}

test("A11: what 诸城 reports after 安丘 is recognised by code, name and amount; the first report is protected", async () => {
  const first = await report("anqiu", FIRST);
  await first.page.getByText("已保存").waitFor();
  const { page, drawer } = await report("zhucheng", SECOND);
  await drawer.getByText("与已有的 1 行疑似重复，请先核对：").waitFor();
  await drawer.getByText("同一投资方的相近项目").first().waitFor();
  await picture(page, "a11-duplicate");
  await drawer.getByRole("button", { name: "已核对，仍然保存" }).click();
  await page.getByText("已保存").waitFor();
  const second = await row("zhucheng", "WZ-2");
  assert.ok(await second.drawer.getByRole("button", { name: "签约", exact: true }).isDisabled());
  await second.drawer.getByText(/与安丘市于 \d{4}-\d\d-\d\d 先登记的一行疑似重复，先登记的受保护，一个项目只计一次/).waitFor();
  await picture(second.page, "a11-protected");
  assert.deepEqual(await moved(), {}, "what is only talked about is not counted");
});

test("A11: it passes to 诸城 with three signatures, is signed there, and counts once, for one stage", async () => {
  const { page: anqiu } = pages.anqiu;
  await open("anqiu", "/agreements?dataset=demo");
  await anqiu.getByRole("button", { name: "草拟协议" }).click();
  const dialog = anqiu.getByRole("dialog", { name: "草拟流转协议" });
  await choose(anqiu, "分享规则", /宁德五五分成/);
  await choose(anqiu, "流转的项目", /WZ-1/);
  await choose(anqiu, "承接的县", "诸城市");
  await dialog.getByRole("button", { name: "草拟", exact: true }).click();
  await anqiu.waitForURL(/\/agreements\/XY/);
  const number = decodeURIComponent(new URL(anqiu.url()).pathname.split("/").at(-1));
  for (const side of ["anqiu", "zhucheng", "city"]) {
    assert.deepEqual(await moved(), {}, `not before ${side} has signed`);
    const page = await open(side, `/agreements/${number}?dataset=demo`);
    const signed = page.waitForResponse((reply) => reply.request().method() === "POST" && reply.url().includes("/api/agreements/"));
    await page.getByRole("button", { name: "签署", exact: true }).click();
    assert.ok((await signed).ok());
  }
  const { page, drawer } = await row("zhucheng", "WZ-1");
  await drawer.getByText("已流转").first().waitFor();
  await drawer.getByRole("button", { name: "签约", exact: true }).click();
  await page.getByRole("button", { name: "确认办理" }).click();
  await page.getByText("已办理“签约”，现为“新签约”").waitFor();
  assert.deepEqual(await moved(), { 新签约项目: 1, 外资项目数: 1, 签约投资额: 12 });
  const city = await open("city", `${LIST}&tab=counts`);
  const cell = city.getByRole("button", { name: /^诸城市外资项目数/ });
  await cell.click();
  await city.getByRole("dialog", { name: "从哪来" }).getByText(/WZ-1|海港高端装备制造项目/).first().waitFor();
  await picture(city, "a11-counted-once");
  await city.keyboard.press("Escape");
});

test("A11: more capital raises the amount, not the number; the next stage takes the place of the one before", async () => {
  const page = await open("city", `/registers/${PACK}/capital_increase?dataset=demo`);
  await page.getByRole("button", { name: "新增", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: /新增/ });
  for (const [field, text] of [["project", "WZ-1"], ["batch", "第一次"], ["amount", "3"], ["basis", "增资协议（演示）"]]) await drawer.locator(`#field-${field}`).fill(text);
  await drawer.locator("#field-increased_on").fill(day(0));
  await drawer.locator("#field-increased_on").press("Enter");
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存").waitFor();
  assert.deepEqual(await moved(), { 新签约项目: 1, 外资项目数: 1, 签约投资额: 15 });
  await picture(page, "a11-increase");
  const project = await row("zhucheng", "WZ-1");
  await project.drawer.getByRole("button", { name: "开工", exact: true }).click();
  await project.page.getByRole("button", { name: "确认办理" }).click();
  await project.page.getByText("已办理“开工”，现为“落地开工”").waitFor();
  assert.deepEqual(await moved(), { 落地开工项目: 1, 外资项目数: 1, 签约投资额: 15 }, "one stage at a time");
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});

test("A11: 180 days without progress put a project on the list of those that stand still, and only those", async () => {
  for (const [number, title, ago] of [["WZ-8", "久无进展的冷链项目", -200], ["WZ-9", "刚有进展的冷链项目", -20]]) {
    const page = await open("zhucheng", LIST);
    await page.getByRole("button", { name: "新增", exact: true }).click();
    const drawer = page.getByRole("dialog", { name: /新增/ });
    for (const [field, text] of [["number", number], ["title", title], ["investor_name", title], ["investment", "1"]]) await drawer.locator(`#field-${field}`).fill(text);
    for (const field of ["first_county", "county"]) {
      await drawer.locator(`#field-${field}`).click();
      await page.getByRole("option", { name: "诸城市", exact: true }).locator("visible=true").click();
      await page.waitForFunction(() => [...document.querySelectorAll(".el-select-dropdown")].every((list) => !list.checkVisibility()));
    }
    for (const field of ["reported_on", "moved_on"]) {
      await drawer.locator(`#field-${field}`).fill(day(field === "moved_on" ? ago : -200));
      await drawer.locator(`#field-${field}`).press("Enter");
    }
    await drawer.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("已保存").or(drawer.getByRole("button", { name: "已核对，仍然保存" })).first().waitFor();
    const sure = drawer.getByRole("button", { name: "已核对，仍然保存" });
    if (await sure.isVisible()) await sure.click();
    await page.getByText("已保存").waitFor();
  }
  const page = await open("city", `${LIST}&tab=counts`);
  await page.getByRole("button", { name: "列出停滞项目" }).click();
  await page.getByRole("button", { name: "WZ-8", exact: true }).waitFor();
  assert.match(page.url(), /measure=stalled_count/);
  await settled(page);
  assert.equal(await page.getByRole("button", { name: "WZ-9", exact: true }).count(), 0);
  await picture(page, "a11-standing-still");
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  await picture(page, "a11-standing-still-390");
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
