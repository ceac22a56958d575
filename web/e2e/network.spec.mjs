// 断链风险: the red and amber list of the worked example, and the chain around a firm as drawing and as table. 供需对接: who
// was left out can check why.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { enteredPage, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

const PACK = "supply_matching";
const FIRMS = { 主机厂: 1000, 零件厂: 200, 甲芯: 50, 乙钢: 300, 丙钢: 300, 丁包: 10 };
const SUPPLIES = [
  ["甲芯", "主机厂", "芯片", 100, 900],
  ["乙钢", "主机厂", "钢材", 50, 800],
  ["丙钢", "主机厂", "钢材", 50, 800],
  ["丁包", "主机厂", "包装", 5, 100],
  ["零件厂", "主机厂", "零件", 20, 0],
  ["乙钢", "零件厂", "钢材", 10, 20],
];

let site;
async function save(page, register, values) {
  const session = await (await page.request.get(`${site.address}/api/session`)).json();
  const written = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, String(value)]));
  const reply = await page.request.post(`${site.address}/api/registers/${PACK}/${register}/row?dataset=demo`, { headers: { "x-junxian-csrf": session.csrf }, data: { values: written, accept_warnings: true } });
  const body = await reply.json();
  assert.equal(body.accepted, true, JSON.stringify(body));
}
before(async () => {
  site = await startSite();
  const { page, context } = await watchedPage(site);
  await firstLogIn(page, site);
  for (const [name, output] of Object.entries(FIRMS)) await save(page, "firm", { name, output });
  for (const [supplier, buyer, product, amount, affected] of SUPPLIES) await save(page, "supply", { supplier, buyer, product, amount, affected });
  await context.close();
});
after(async () => {
  await site?.stop();
});

test("the risk list has the figures of the worked example, and the chain of a supplier is drawn", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/pairings?dataset=demo`);
  await page.getByRole("link", { name: "断链风险", exact: true }).click();
  await page.getByRole("heading", { name: "断链风险", level: 1, exact: true }).waitFor();
  await settled(page);
  const row = (product) => page.locator("section", { hasText: "风险清单" }).locator("tbody tr", { hasText: product }).first();
  assert.match(await row("芯片").innerText(), /红色清单\s*单一来源\s*主机厂\s*芯片\s*1\s*甲芯\s*1\s*1\s*0\.9\s*0\.9/);
  assert.match(await row("钢材").innerText(), /黄色清单\s*主机厂\s*钢材\s*2\s*丙钢\s*0\.5\s*0\.5\s*0\.8\s*0\.4/);
  // Beside the rows of the demo.
  const red = page.getByText(/^红色清单 \d+$/);
  const count = Number((await red.innerText()).split(" ")[1]);
  await red.click();
  const listed = await page.locator("section", { hasText: "风险清单" }).locator("tbody tr").allInnerTexts();
  assert.equal(listed.length, count);
  assert.ok(listed.every((line) => line.startsWith("红色清单")) && listed.some((line) => line.includes("芯片")), listed.join("\n"));
  await page.getByText(/^全部 \d+$/).click();
  await page.getByRole("button", { name: "乙钢" }).click();
  await page.getByText("“乙钢”断供，3 步内波及 2 家企业。").waitFor();
  await page.getByRole("img", { name: /供应链图/ }).waitFor();
  await picture(page, "network-chain");
  await page.getByText("供货关系（表）").click();
  const links = await page.locator("details tbody tr").allInnerTexts();
  assert.ok(links.some((line) => /乙钢\s*零件厂\s*钢材\s*10\s*未列入/.test(line)), links.join("\n"));
  assert.ok(links.every((line) => !line.startsWith("丁包")), "what is not on the chain is left out");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

/** The worked example of the pack, beside the rows of the demo: products of its own, so that nothing else meets. */
const DEMANDS = [
  ["甲需", "甲公司", 1000, 10, "否", "370781"],
  ["乙需", "乙公司", 1000, 9, "否", "370782"],
  ["丙需", "丙公司", 1000, 10, "是", "370781"],
];
const OFFERS = [
  ["丙供", "丙供公司", 8, "否", "370781"],
  ["丁供", "丁供公司", 9, "否", "370782"],
];

test("who is not put together sees by which numbers, and can compute them again", async () => {
  const { page, context, seen } = await enteredPage(site);
  for (const [number, buyer, quantity, price_max, needs_certificate, county] of DEMANDS) {
    await save(page, "demand", { number, buyer, product: "浏览器轴承", quantity, price_max, needs_certificate, county });
  }
  for (const [number, supplier, price, has_certificate, county] of OFFERS) {
    await save(page, "offer", { number, supplier, product: "浏览器轴承", capacity: 1000, price, has_certificate, places: 1, county });
  }
  for (const [code, name] of [
    ["stable_match", "稳定对接"],
    ["optimal_match", "总得分最大对接"],
  ]) {
    await page.goto(`${site.address}/pairings?dataset=demo`);
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { name, level: 1, exact: true }).waitFor();
    await settled(page);
    const told = await (await page.request.get(`${site.address}/api/matching?pack=${PACK}&code=${code}&dataset=demo`)).json();
    assert.equal(told.is_proved, true, told.proof);
    const pair = (demand, offer) => told.pairs.find((each) => each.demand === demand && each.offer === offer);
    // Two tenths for the same product, three for what it can deliver, two for the price, two for the same county, and none for
    // specifications that nobody wrote: as the page of the pack says.
    const score = (price, most, isNear) => 50 + (20 * (most - price)) / most + 20 * (isNear ? 1 : 0.4);
    for (const [demand, offer, wanted] of [
      ["甲需", "丙供", score(8, 10, true)],
      ["甲需", "丁供", score(9, 10, false)],
      ["乙需", "丙供", score(8, 9, false)],
      ["乙需", "丁供", score(9, 9, true)],
    ]) {
      const found = pair(demand, offer);
      assert.ok(Math.abs(Number(found.score) - wanted) < 1e-6, `${demand} ${offer}: ${found.score} ${wanted}`);
      assert.equal(found.is_matched, (demand === "甲需") === (offer === "丙供"));
    }
    assert.equal(pair("丙需", "丙供").reason, "不合格：证书齐备；相同的字：浏览器轴承");
    // On the page: the one who lost reads who came before, with how many points, and the points of each part.
    await page.getByLabel("需求或供给").fill("乙需");
    const lost = page.locator("section", { hasText: "逐对结果" }).locator("tbody tr", { hasText: "丙供" });
    assert.match(await lost.innerText(), code === "stable_match" ? /未配成\s*60\.22.*100\s.*需求已配“丁供”，得 70 分/s : /未配成\s*60\.22.*不高于需求所得 70 加名额价格/s);
    await picture(page, `matching-${code}`);
  }
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
