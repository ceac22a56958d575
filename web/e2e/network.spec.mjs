// 断链风险: the red and amber list of the worked example, and the chain around a firm as drawing and as table.

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
