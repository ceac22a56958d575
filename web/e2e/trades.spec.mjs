// Trades that end in other ways than an open auction: sealed bids, one uniform price, priority rights by lot, two notices
// and nobody. Each person acts in a browser of their own; whoever loses can check the result on the page.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { SIZES, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";
import { ask, reviewedLot, save, shortPack } from "./trade.mjs";

const RURAL = "browser_rural";
const POLLUTANT = "browser_rights";
const PEOPLE = { centre: "交易中心", jia: "甲农场", yi: "乙合作社", bing: "丙公司", ding: "丁农户" };

let site;
const pages = {};

let keys = 0;
const act = (user, number, what) => ask(site, pages[user].page, `/api/cases/${number}/act`, { key: `trades-${++keys}-test`, ...what });
const view = async (user, number) => (await pages[user].page.request.get(`${site.address}/api/cases/${number}`)).json();

const row = (pack, register, values) => save(site, pages.centre.page, pack, register, values);
/** Rehearsed up to a stage by the rules themselves; gives the number of the case. */
async function rehearse(pack, exchange, key, stage, minutes, bidders, terms = []) {
  const printed = await site.run("case", "rehearse", pack, exchange, "--row", key, "--stage", stage, "--minutes", String(minutes), ...terms, ...bidders.flatMap((each) => ["--bidder", each]));
  return printed.match(/JY\d{4}-\d{4}/)[0];
}
async function open(user, number) {
  const { page } = pages[user];
  await page.goto(`${site.address}/cases/${number}?dataset=demo`);
  await settled(page);
  await page.locator("[data-server-time]").waitFor();
  return page;
}
const named = (user) => `${user}=${PEOPLE[user]}`;
const words = (page) => page.locator("#screen").innerText();

before(async () => {
  site = await startSite(async (data) => {
    await shortPack(data, "rural_property", RURAL, [["parameter.开标等待分钟", "1"], ["window  = parameter.延时窗口分钟", "window  = 1"], ["minutes = parameter.每次延时分钟", "minutes = 1"]]);
    await shortPack(data, "pollutant_right", POLLUTANT, []);
  });
  for (const [user, name] of Object.entries(PEOPLE)) {
    const oneTime = await site.addUser(user, name);
    pages[user] = await watchedPage(site);
    await firstLogIn(pages[user].page, site, oneTime, user);
  }
  for (const role of ["county_centre", "township_station"]) await site.grant("centre", RURAL, role);
  for (const role of ["rights_clerk", "rights_checker"]) await site.grant("centre", POLLUTANT, role);
  await site.grant("jia", POLLUTANT, "rights_checker");
});
after(async () => {
  await site?.stop();
});

const lot = (number) => reviewedLot(site, pages.centre.page, RURAL, { number, title: `东村机动地经营权${number}` });

test("sealed bids are seen by nobody before they are opened, and one after the closing is refused", async () => {
  await lot("DC-20");
  const number = await rehearse(RURAL, "rural_sealed", "DC-20", "bidding", 1, ["jia", "yi", "bing"].map(named));
  const [jia, yi, centre] = [await open("jia", number), await open("yi", number), await open("centre", number)];
  const hand = async (page, price, password) => {
    await page.getByLabel("报价", { exact: true }).fill(price);
    await page.getByLabel("口令", { exact: true }).fill(password);
    await page.getByRole("button", { name: "投递密封报价" }).click();
    await page.getByText("您已投递；最后一次投递的有效。").waitFor();
  };
  await hand(jia, "731.5", "jia-secret");
  await hand(yi, "702", "yi-secret");
  for (const page of [jia, yi, centre]) await page.getByText("已投递密封报价 2 份，已开标 0 份").waitFor({ timeout: 15_000 });
  await picture(yi, "case-sealed");
  // Neither the other bidder, nor who conducts the trade, nor the data behind their pages know a price.
  for (const [user, page] of [["yi", yi], ["centre", centre], ["bing", await open("bing", number)]]) {
    const told = JSON.stringify(await view(user, number));
    assert.ok(!told.includes("731.5") && !(await words(page)).includes("731.5"), `${user} knows the bid of 甲农场`);
    assert.deepEqual((await view(user, number)).bids, []);
  }
  const early = await act("jia", number, { act: "open", price: "731.5", salt: "jia-secret" });
  assert.equal(early.status, 409);
  assert.match(early.body.message, /截止前不开标/);
  await jia.getByRole("button", { name: "开标", exact: true }).waitFor({ timeout: 90_000 });
  const digest = createHash("sha256").update(`${number}\n${PEOPLE.bing}\n900\nbing-secret`).digest("hex");
  const late = await act("bing", number, { act: "commit", digest });
  assert.equal(late.status, 409);
  assert.match(late.body.message, /截止，这次出价晚到 \d+ 毫秒，不予接受/);
  const reveal = async (page, price, password) => {
    await page.getByLabel("报价", { exact: true }).fill(price);
    await page.getByLabel("口令", { exact: true }).fill(password);
    await page.getByRole("button", { name: "开标", exact: true }).click();
  };
  await reveal(yi, "702", "yi-secret");
  await yi.getByText("您已开标。").waitFor();
  // Others still choose whether to open theirs: what was opened is not told yet.
  assert.ok(!JSON.stringify(await view("jia", number)).includes("702"));
  await reveal(jia, "731.50", "jia-secret");
  for (const page of [jia, yi]) await page.locator("[data-winner]", { hasText: PEOPLE.jia }).waitFor({ timeout: 90_000 });
  // The loser sees both prices and who bid them.
  const table = yi.getByRole("table", { name: "已开标的报价" });
  await table.getByRole("row", { name: /甲农场.*731\.5/ }).waitFor();
  await table.getByRole("row", { name: /乙合作社（我）.*702/ }).waitFor();
  await picture(yi, "case-sealed-result");
});

test("holders of a priority right draw for their turns, and a default passes the lot on", async () => {
  await lot("DC-21");
  const holders = ["jia", "yi", "ding"].map((user) => `${named(user)}=原承租人`);
  const number = await rehearse(RURAL, "rural_auction", "DC-21", "bidding", 1, [...holders, named("bing")]);
  const bing = await open("bing", number);
  await bing.getByLabel("我的出价").fill("620");
  await bing.getByRole("button", { name: "出价", exact: true }).click();
  const centre = await open("centre", number);
  await centre.getByRole("button", { name: "抽签" }).click({ timeout: 150_000 });
  await centre.getByText("抽签种子").waitFor();
  const turns = (await view("centre", number)).turns.map((turn) => turn.bidder);
  assert.deepEqual(turns.toSorted(), ["jia", "yi", "ding"].map((user) => PEOPLE[user]).toSorted());
  const [first, second, third] = turns.map((name) => Object.keys(PEOPLE).find((user) => PEOPLE[user] === name));
  await picture(centre, "case-draw");
  const early = await act(second, number, { act: "answer_priority", is_exercised: true });
  assert.equal(early.status, 409);
  assert.ok(early.body.message.includes(`现在轮到“${PEOPLE[first]}”答复优先权`), early.body.message);
  const asked = await open(first, number);
  await asked.getByRole("button", { name: "行使优先权" }).click();
  await asked.locator("[data-winner]", { hasText: PEOPLE[first] }).waitFor();
  // The first one does not pay: the deposit is forfeited, the second one is asked, waives, and the third one takes it.
  const desk = await open("centre", number);
  await desk.getByRole("button", { name: "登记违约" }).click();
  await desk.getByRole("dialog").locator("textarea").fill("逾期未签合同");
  await desk.getByRole("button", { name: "确认" }).click();
  const next = await open(second, number);
  await next.getByRole("button", { name: "放弃", exact: true }).click();
  const last = await open(third, number);
  await last.getByRole("button", { name: "行使优先权" }).click();
  await last.locator("[data-winner]", { hasText: PEOPLE[third] }).waitFor();
  const loser = await open("bing", number);
  const order = await loser.locator("h3", { hasText: "优先权顺序" }).locator("xpath=following-sibling::ol[1]").locator("li").allInnerTexts();
  assert.deepEqual(order, [`${turns[0]}：行使优先权，后来违约`, `${turns[1]}：放弃优先权`, `${turns[2]}：行使优先权`]);
  assert.match(await words(loser), /620 元\/亩，总价 62000 元/);
  await loser.getByRole("table", { name: "出价记录" }).getByRole("row", { name: /丙公司（我）.*620/ }).waitFor();
  await picture(loser, "case-priority");
});

test("one uniform price for everybody, with the reason, and a loser can compute it again", async () => {
  const firm = (user, code) => ({ holder: code, label: PEOPLE[user] });
  const codes = { jia: "YS-LJ-1", yi: "YS-LJ-2", bing: "YS-LJ-3", ding: "YS-LJ-4" };
  const book = `/api/ledgers/${POLLUTANT}/rights`;
  const post = async (key, lines) => {
    const sent = await ask(site, pages.centre.page, `${book}/vouchers?dataset=demo`, { key, document: "示例1号", lines });
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    return sent.body.seq;
  };
  const line = (kind, user, asset, vintage, amount) => ({ act: "transfer", kind, from: {}, to: { kind: "own", ...firm(user, codes[user]) }, asset, vintage, amount });
  const created = await post("create", [line("create", "jia", "nox", "A1", "8"), line("create", "yi", "nox", "A1", "6")]);
  const agreed = await ask(site, pages.jia.page, `${book}/decisions?dataset=demo`, { key: "agree", proposal: created, decision: "approve", document: "示例2号" });
  assert.equal(agreed.status, 200, JSON.stringify(agreed.body));
  await post("pay", [line("pay_in", "bing", "money", "", "60000"), line("pay_in", "ding", "money", "", "60000")]);
  await row(POLLUTANT, "nox_lot", { number: "PC-1", pollutant: "氮氧化物", vintage: "A1" });
  const bidders = Object.entries(codes).map(([user, code]) => `${named(user)}==${code}`);
  const terms = ["--title", "氮氧化物第一批", "--seller", "市生态环境部门", "--floor", "5000", "--quantity", "1"];
  const number = await rehearse(POLLUTANT, "nox_call", "PC-1", "bidding", 1, bidders, terms);
  const order = async (user, side, price, quantity) => {
    const page = await open(user, number);
    if (side === "卖出") await page.getByText("卖出", { exact: true }).click();
    await page.getByLabel("报价", { exact: true }).fill(price);
    await page.getByLabel("数量", { exact: true }).fill(String(quantity));
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "申报", exact: true }).click();
    await page.getByRole("table", { name: "申报" }).getByRole("row", { name: new RegExp(`${side}.*${price}.*${quantity}`) }).waitFor();
    return page;
  };
  await order("jia", "卖出", "4800", 8);
  await order("yi", "卖出", "5400", 6);
  await order("bing", "买入", "5600", 7);
  const ding = await order("ding", "买入", "5200", 5);
  // More than the account holds is refused by the ledger, and neither side moves.
  const over = await act("ding", number, { act: "order", is_buying: true, price: "5200", quantity: 50 });
  assert.equal(over.status, 409);
  assert.match(over.body.message, /可用余额不足/);
  assert.ok(!(await words(ding)).includes("5600"), "orders of others are not told before the end");
  await picture(ding, "case-call");
  await ding.getByText(/^成交价 /).waitFor({ timeout: 120_000 });
  // At 4800 and 5200 eight are sold and twelve wanted, at 5400 and 5600 fourteen offered and seven wanted.
  const told = await view("ding", number);
  const best = told.call_prices.toSorted((one, other) => other.volume - one.volume || one.imbalance - other.imbalance || Math.abs(one.price - 5000) - Math.abs(other.price - 5000) || one.price - other.price)[0];
  assert.deepEqual([best.price, best.volume, best.imbalance, best.is_chosen], ["4800", 8, 4, true]);
  await ding.locator("strong", { hasText: "成交价 4800（以上都相同，取较低的价格），成交 8 手" }).waitFor();
  const rows = await ding.locator("table", { hasText: "说明" }).locator("tbody tr").allInnerTexts();
  const cells = rows.map((text) => text.split(/\s+/));
  assert.deepEqual(
    cells.map((cell) => [cell[0], cell[1], cell[4]]),
    [["甲农场", "卖出", "8"], ["乙合作社", "卖出", "0"], ["丙公司", "买入", "7"], ["丁农户", "买入", "1"]],
    rows.join("\n"),
  );
  await picture(ding, "case-call-result");
});

test("two notices without enough bidders: the lot is passed in, and both notices are on record", async () => {
  await lot("DC-23");
  const number = await rehearse(RURAL, "rural_auction", "DC-23", "failed", 10, []);
  const page = await open("centre", number);
  await page.getByText("流标：合格的竞买人不够").first().waitFor();
  const log = await page.locator("ol.log li").allInnerTexts();
  const place = (wanted) => log.findIndex((line) => line.includes(wanted));
  assert.ok(place("第一次公告") > place("第二次公告") && place("第二次公告") >= 0, log.join("\n"));
  const listed = await (await page.request.get(`${site.address}/api/registers/${RURAL}/rural_lot/row?key=DC-23&dataset=demo`)).json();
  assert.equal(listed.row.state_name ?? listed.row.state, "流标", JSON.stringify(listed.row));
  await picture(page, "case-failed");
  const phone = await watchedPage(site, SIZES.phone);
  await phone.context.addCookies(await pages.centre.context.cookies());
  await phone.page.goto(`${site.address}/cases/${number}?dataset=demo`);
  await settled(phone.page);
  const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= SIZES.phone.width, `${width} wide`);
  await picture(phone.page, "case-failed-phone");
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
