// Trades: three people bid at once in browsers of their own, the end moves, the server restarts, and nothing is lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { firstLogIn, picture, settled, startSite, watchedPage, openList } from "./site.mjs";
import { ask, reviewedLot, shortPack } from "./trade.mjs";

const PACK = "browser_trade";
const ROLES = ["county_centre", "township_station"];
const PEOPLE = { centre: "交易中心", jia: "甲农场", yi: "乙合作社", bing: "丙公司" };
const BIDDERS = ["jia", "yi", "bing"].flatMap((user) => ["--bidder", `${user}=${PEOPLE[user]}`]);

let site;
const pages = {};

/** The shipped rules under another name, with a window of two minutes instead of five: a test does not wait for long. */
const prepare = (data) =>
  shortPack(data, "rural_property", PACK, [
    ["window  = parameter.延时窗口分钟", "window  = 2"],
    ["minutes = parameter.每次延时分钟", "minutes = 2"],
  ]);
let keys = 0;
const act = (user, number, what) => ask(site, pages[user].page, `/api/cases/${number}/act`, { key: `browser-${++keys}-test`, ...what });

async function rehearse(row, stage, minutes, bidders = BIDDERS) {
  await reviewedLot(site, pages.centre.page, PACK, { number: row, title: `东村机动地经营权${row}` });
  const printed = await site.run("case", "rehearse", PACK, "rural_auction", "--row", row, "--stage", stage, "--minutes", String(minutes), ...bidders);
  return printed.match(/JY\d{4}-\d{4}/)[0];
}
async function open(user, number) {
  const { page } = pages[user];
  await page.goto(`${site.address}/cases/${number}?dataset=demo`);
  await settled(page);
  await page.locator("[data-server-time]").waitFor();
  return page;
}

before(async () => {
  site = await startSite(prepare);
  for (const [user, name] of Object.entries(PEOPLE)) {
    const oneTime = await site.addUser(user, name);
    pages[user] = await watchedPage(site);
    await firstLogIn(pages[user].page, site, oneTime, user);
  }
  for (const role of ROLES) await site.grant("centre", PACK, role);
});
after(async () => {
  await site?.stop();
});

test("three browsers bid, the end moves, the server restarts, and the highest bid wins", async () => {
  const number = await rehearse("DC-9", "bidding", 2);
  const [jia, yi, bing] = [await open("jia", number), await open("yi", number), await open("bing", number)];
  const bid = async (page, price) => {
    await page.getByLabel("我的出价").fill(price);
    await page.getByRole("button", { name: "出价", exact: true }).click();
  };
  await bid(jia, "500");
  for (const page of [jia, yi, bing]) await page.locator("[data-leading]", { hasText: "500" }).waitFor({ timeout: 15_000 });
  await yi.locator("[data-extensions]", { hasText: "已延时 1 次" }).waitFor();
  await yi.getByLabel("我的出价").fill("505");
  await yi.getByText("至少出 510").waitFor();
  assert.ok(await yi.getByRole("button", { name: "出价", exact: true }).isDisabled());
  await bid(yi, "510");
  await jia.locator("[data-leading]", { hasText: "510" }).waitFor({ timeout: 15_000 });
  assert.equal(await jia.locator("[data-rank]").innerText(), "2");
  assert.ok(!(await jia.locator("#screen").innerText()).includes(PEOPLE.yi), "who bids is not told before the end");
  // Two people, one price, one instant: one of them.
  const both = await Promise.all([act("jia", number, { act: "bid", price: "520" }), act("bing", number, { act: "bid", price: "520" })]);
  assert.deepEqual(both.map((reply) => reply.status).toSorted(), [200, 409]);
  assert.match(both.find((reply) => reply.status === 409).body.message, /至少出 530/);
  await picture(jia, "case-bidding");
  await site.restart();
  await bing.locator("[data-leading]", { hasText: "520" }).waitFor();
  await bid(bing, "600");
  for (const page of [jia, yi, bing]) await page.locator("[data-leading]", { hasText: "600" }).waitFor({ timeout: 30_000 });
  const left = await yi.locator("[data-left]").innerText();
  assert.match(left, /^00:0[01]:[0-5]\d$|^00:02:00$/);
  // The timer of the server ends it, nobody touches anything.
  for (const page of [jia, yi, bing]) await page.locator("[data-winner]", { hasText: PEOPLE.bing }).waitFor({ timeout: 200_000 });
  const late = await act("jia", number, { act: "bid", price: "700" });
  assert.equal(late.status, 409);
  assert.match(late.body.message, /截止，这次出价晚到 \d+ 毫秒，不予接受/);
  await picture(bing, "case-result");
  await jia.getByLabel("事实和理由").fill("面积与公告不符");
  await jia.getByRole("button", { name: "提交异议" }).click();
  await yi.getByText("第 1 号，甲农场：面积与公告不符").waitFor({ timeout: 15_000 });
  const centre = await open("centre", number);
  await centre.getByRole("button", { name: "结算" }).click();
  await centre.getByText(/公示到 \d{4}-\d\d-\d\d 才结束，不能提前结算/).waitFor();
  await picture(centre, "case-objection");
});

test("a suspended trade takes no bid and goes on where it stopped", async () => {
  const number = await rehearse("DC-10", "bidding", 30);
  const jia = await open("jia", number);
  const centre = await open("centre", number);
  await centre.getByRole("button", { name: "中止" }).click();
  await centre.getByRole("dialog", { name: "中止的理由" }).locator("textarea").fill("权属争议");
  await centre.getByRole("button", { name: "确认" }).click();
  await jia.getByText("本项目已中止：权属争议").waitFor({ timeout: 15_000 });
  const refused = await act("jia", number, { act: "bid", price: "500" });
  assert.match(refused.body.message, /中止.*恢复后再办/);
  await picture(jia, "case-suspended");
  await centre.getByRole("button", { name: "恢复" }).click();
  await jia.getByLabel("我的出价").fill("500");
  await jia.getByRole("button", { name: "出价", exact: true }).click();
  await jia.locator("[data-leading]", { hasText: "500" }).waitFor();
});

test("too few bidders: the second notice is published by the rule of working days", async () => {
  const number = await rehearse("DC-11", "few", 10, BIDDERS.slice(0, 2));
  const centre = await open("centre", number);
  await centre.getByText("人数不够，待第二次公告").waitFor();
  const fill = async (label, text) => {
    await centre.getByLabel(label, { exact: true }).fill(text);
    await centre.keyboard.press("Enter");
  };
  const day = (ahead) => new Date(Date.now() + ahead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  await fill("公告和报名截止日", day(1));
  await fill("竞价开始", `${day(20)} 09:00:00`);
  await fill("竞价截止", `${day(20)} 10:00:00`);
  await centre.getByRole("button", { name: "发布第二次公告" }).click();
  const told = await centre.getByText(/公告期自次日起应不少于 5 个工作日.*最早写到/).innerText();
  await picture(centre, "case-second-notice");
  await fill("公告和报名截止日", told.match(/最早写到 (\d{4}-\d\d-\d\d)/)[1]);
  await centre.getByRole("button", { name: "发布第二次公告" }).click();
  await centre.getByText("第二次公告，至").waitFor();
});

test("a settled trade has a certificate, and what is listed stands in the list", async () => {
  const number = await rehearse("DC-12", "settled", 10);
  const centre = await open("centre", number);
  for (const kind of ["Word", "PDF"]) {
    const [file] = await Promise.all([centre.waitForEvent("download", { timeout: 120_000 }), centre.getByRole("button", { name: `鉴证书 ${kind}` }).click()]);
    assert.ok(file.suggestedFilename().startsWith(`交易鉴证书（${number}）`));
    await centre.getByText(`已下载 ${file.suggestedFilename()}`).waitFor();
  }
  await picture(centre, "case-settled");
  await centre.goto(`${site.address}/cases?dataset=demo`);
  await settled(centre);
  await centre.getByRole("link", { name: number }).waitFor();
  await picture(centre, "cases");
  await centre.getByRole("button", { name: "挂牌" }).click();
  const dialog = centre.getByRole("dialog", { name: /挂牌/ });
  await openList(dialog, "交易种类");
  await centre.getByRole("option", { name: "农村产权竞价（网络竞价）" }).last().click();
  await picture(centre, "case-open");
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
