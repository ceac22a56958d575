// An allocation through all of its states on the demo counties: dry run, derivation, map, what if, freeze, hand down,
// adjustment beside the plan, contradiction. Nothing of it leaves the machine.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, enteredPage, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

let site;
before(async () => {
  site = await startSite();
  const { page, context } = await watchedPage(site);
  await firstLogIn(page, site);
  await context.close();
});
after(async () => {
  await site?.stop();
});

const rows = (page) => page.locator(".el-tab-pane:visible .el-table__body tr.el-table__row");

/** A click on a number tells where it came from, and says the same number. */
async function explained(page, figure) {
  const shown = (await figure.innerText()).trim();
  await figure.click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("数字编号").waitFor();
  assert.ok((await drawer.innerText()).includes(shown), shown);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
}

async function workbench(page, pack, name, more = "") {
  await page.goto(`${site.address}/allocation?dataset=demo&pack=${pack}&period=2025${more}`);
  await page.getByRole("heading", { name, level: 1 }).waitFor();
  await settled(page);
}

test("the list leads to a dry run: budget, proof, reasons, map, and every number says where it came from", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/allocations?dataset=demo`);
  await page.getByRole("heading", { name: "新增债务限额分配" }).waitFor();
  await picture(page, "allocations-list");
  await page.locator("section", { hasText: "新增债务限额分配" }).getByRole("link", { name: "2025年" }).click();
  await page.getByRole("heading", { name: "新增债务限额分配", level: 1 }).waitFor();
  await rows(page).first().waitFor();
  await page.locator(".demo-banner").waitFor();
  assert.equal(await rows(page).count(), 12);
  await page.getByText(/复核 6 项全部成立/).click();
  await page.getByText("合计等于总额").last().waitFor();
  await picture(page, "allocation-dry");

  const amount = rows(page).first().locator("button.figure").first();
  const shown = (await amount.innerText()).trim();
  await amount.click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText(/份额占/).first().waitFor();
  assert.ok((await drawer.innerText()).includes(shown));
  await picture(page, "allocation-derivation");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });

  await page.getByRole("tab", { name: "地图" }).click();
  await page.getByText("审图号").waitFor();
  await settled(page);
  await picture(page, "allocation-map");
  await page.getByRole("tab", { name: "规则与参数" }).click();
  await page.getByText("结余").first().waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 Excel" }).click()]);
  assert.equal(file.suggestedFilename(), "【演示】2025年新增债务限额分配（测算）.xlsx");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("what if: another budget and another weight stand beside the plan; a contradiction is named", async () => {
  const { page, context, seen } = await enteredPage(site);
  await workbench(page, "bond_quota", "新增债务限额分配");
  await page.getByRole("tab", { name: "假如" }).click();
  await page.getByRole("textbox", { name: "假如总额" }).fill("120000");
  await page.getByRole("textbox", { name: "假如财力权重" }).fill("90");
  const panel = page.locator(".el-tab-pane:visible");
  await panel.getByRole("button", { name: "测算" }).click();
  await panel.getByText("总额由 100000 变为 120000 万元").waitFor();
  assert.equal(await rows(page).count(), 12);
  await picture(page, "allocation-what-if");
  await page.getByRole("textbox", { name: "假如总额" }).fill("99999999");
  await panel.getByRole("button", { name: "测算" }).click();
  await panel.getByText(/“上限”与“总额”冲突/).waitFor();
  assert.deepEqual(seen.foreign, []);
  await context.close();
});

test("freeze with the document of the budget, hand down, adjust: the plan stays beside the new one", async () => {
  const { page, context, seen } = await enteredPage(site);
  await workbench(page, "bond_quota", "新增债务限额分配");
  const head = page.locator("form.budget");
  await head.getByRole("textbox", { name: "总额" }).fill("90000");
  await head.getByRole("button", { name: "测算" }).click();
  await page.waitForURL(/budget=90000/);
  await page.getByText("录入，冻结时须注明下达文件").waitFor();
  await page.getByRole("button", { name: "冻结方案" }).click();
  let dialog = page.getByRole("dialog", { name: "冻结分配方案" });
  await dialog.getByText("演示数据").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "确认冻结" }).isDisabled(), true);
  await dialog.getByRole("textbox", { name: "总额的下达文件" }).fill("演示文件 1 号");
  await dialog.getByRole("button", { name: "确认冻结" }).click();
  await page.waitForURL(/run=1/);
  await page.getByText(/第 1 号方案：已冻结/).waitFor();
  await page.getByRole("button", { name: "下达", exact: true }).click();
  dialog = page.getByRole("dialog", { name: "下达分配方案" });
  await dialog.getByRole("textbox", { name: "下达文件" }).fill("演示文件 2 号");
  await dialog.getByRole("button", { name: "确认下达" }).click();
  await page.getByText(/第 1 号方案：已下达/).waitFor();
  await picture(page, "allocation-issued");

  await workbench(page, "bond_quota", "新增债务限额分配");
  await page.getByText(/现行方案/).waitFor();
  await page.getByRole("button", { name: "冻结方案" }).click();
  dialog = page.getByRole("dialog", { name: "冻结分配方案" });
  await dialog.getByRole("textbox", { name: "替换原因" }).fill("总额按参数");
  await dialog.getByRole("button", { name: "确认冻结" }).click();
  await page.waitForURL(/run=2/);
  await page.goto(`${site.address}/allocation?run=1`);
  await page.getByText("这份方案已被调整方案替换，原样保留。").waitFor();
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a county without a gap is outside, told on the page; the page is usable on a phone", async () => {
  const { page, context, seen } = await enteredPage(site);
  await workbench(page, "equalisation_transfer", "均衡性转移支付分配");
  await picture(page, "allocation-transfer");
  await page.setViewportSize(SIZES.phone);
  await settled(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= SIZES.phone.width, `the page is ${width} wide`);
  await picture(page, "allocation-phone");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("projects are placed at counties: reasons, what a quota is worth, proof, what if, and rules that contradict each other", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/allocations?dataset=demo`);
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
  await page.locator("section", { hasText: "项目要素配置" }).getByRole("link", { name: `${year}年` }).click();
  await page.getByRole("heading", { name: "项目要素配置", level: 1 }).waitFor();
  await settled(page);
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), 6, "each project once, wherever it asked");
  const value = Number(await page.locator("[data-value]").innerText());
  assert.ok(value > 0);
  const proof = await page.locator("[data-proof] li").allInnerTexts();
  assert.ok(proof.length >= 6 && proof.every((line) => line.includes("：成立（")), proof.join("\n"));
  await picture(page, "placement");
  await explained(page, page.locator("[data-value] button.figure"));
  await explained(page, rows(page).first().locator("button.figure"));
  await page.getByRole("tab", { name: "指标和影子价格" }).click();
  await page.getByText(/再多 \d+ 亩，总值可多/).first().waitFor();
  await picture(page, "placement-limits");
  await explained(page, page.getByRole("button", { name: /寿光市用地已用/ }));
  await explained(page, page.getByRole("button", { name: /寿光市用地限额/ }));
  await page.getByRole("tab", { name: "假如" }).click();
  await page.getByLabel("假如寿光市用地", { exact: true }).fill("600");
  await page.getByRole("button", { name: "测算" }).click();
  await page.getByText(/总值由 \d+ 变为 \d+ 万元，多 \d+/).waitFor();
  await picture(page, "placement-suppose");
  await page.getByLabel("假如高密市投资", { exact: true }).fill("900000");
  await page.getByRole("button", { name: "测算" }).click();
  await page.getByText("按假设不能安排").waitFor();
  await page.locator("li", { hasText: "高密市投资不少于 900000 万元" }).waitFor();
  await page.getByRole("tab", { name: "地图" }).click();
  await page.getByText("审图号").waitFor();
  await settled(page);
  await picture(page, "placement-map");
  await explained(page, page.getByRole("button", { name: /寿光市落地项目的价值/ }));
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 Excel" }).click()]);
  assert.equal(file.suggestedFilename(), `【演示】${year}年项目要素配置（测算）.xlsx`);

  await page.getByRole("button", { name: "冻结方案" }).click();
  let dialog = page.getByRole("dialog", { name: "冻结落地安排方案" });
  await dialog.getByText("演示数据").waitFor();
  await dialog.getByRole("button", { name: "确认冻结" }).click();
  await page.waitForURL(/run=\d+/);
  await page.getByText(/号方案：已冻结/).waitFor();
  await settled(page);
  assert.equal(Number(await page.locator("[data-value]").innerText()), value, "what was frozen is what was shown");
  await page.getByRole("button", { name: "下达", exact: true }).click();
  dialog = page.getByRole("dialog", { name: "下达落地安排方案" });
  await dialog.getByRole("textbox", { name: "下达文件" }).fill("演示文件 3 号");
  await dialog.getByRole("button", { name: "确认下达" }).click();
  await page.getByText(/号方案：已下达/).waitFor();
  await picture(page, "placement-issued");
  await page.goto(`${site.address}/allocations?dataset=demo`);
  await page.locator("section", { hasText: "项目要素配置" }).getByRole("cell", { name: "已下达" }).waitFor();
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
