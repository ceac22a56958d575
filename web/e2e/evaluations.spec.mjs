// An evaluation through all of its states on the demo firms: dry run, derivation, weights, freeze, publish, objection,
// correction beside the disputed result. Nothing of it leaves the machine.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, enteredPage, firstLogIn, picture, settled, startSite, watchedPage, choose } from "./site.mjs";

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

async function workbench(page, period) {
  await page.goto(`${site.address}/evaluation?dataset=demo&pack=mu_benefit&period=${period}`);
  await page.getByRole("heading", { name: "亩产效益综合评价", level: 1 }).waitFor();
  await rows(page).first().waitFor();
  await settled(page);
}

test("the list leads to a dry run whose every number says where it came from", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/evaluations?dataset=demo`);
  await page.getByRole("heading", { name: "亩产效益综合评价" }).first().waitFor();
  await picture(page, "evaluations-list");
  await page.getByRole("link", { name: "2025年" }).first().click();
  await page.getByRole("heading", { name: "亩产效益综合评价", level: 1 }).waitFor();
  await rows(page).first().waitFor();
  await page.locator(".demo-banner").waitFor();
  await picture(page, "evaluation-dry");

  const total = rows(page).first().locator("td").nth(2).locator("button.figure");
  const shown = (await total.innerText()).trim();
  await total.click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("各指标得分 × 权重").first().waitFor();
  const text = await drawer.innerText();
  assert.ok(text.includes(shown), `${shown} is not in the drawer`);
  assert.match(text, /实缴税金 ÷ 用地面积 = [\d.]+ ÷ [\d.]+/);
  assert.match(text, /依据/);
  await picture(page, "evaluation-derivation");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });

  const name = await rows(page).first().locator("button.subject").innerText();
  await rows(page).nth(3).locator("button.subject").click();
  const subject = page.locator(".el-drawer:visible");
  await subject.getByText("结果怎样得来").waitFor();
  await subject.getByText("距前一名差").waitFor();
  await subject.locator("svg").first().waitFor();
  await picture(page, "evaluation-subject");
  await page.keyboard.press("Escape");
  await subject.waitFor({ state: "hidden" });
  assert.ok(name.length > 1);

  await page.getByRole("tab", { name: /^未参评/ }).click();
  await page.getByText("投产不满两年").first().waitFor();
  await page.getByRole("tab", { name: "规则与参数" }).click();
  await page.getByText("A类比例上限").first().waitFor();
  await page.getByRole("tab", { name: "稳不稳" }).click();
  await page.getByText("随机种子").waitFor();
  await page.getByText("等权，加权平均").waitFor();
  await picture(page, "evaluation-certainty");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 Excel" }).click()]);
  assert.equal(file.suggestedFilename(), "【演示】2025年亩产效益综合评价（试算）.xlsx");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("moving a weight moves the places at once, is marked as a trial, and comes back", async () => {
  const { page, context, seen } = await enteredPage(site);
  await workbench(page, "2025");
  const official = await rows(page).locator("button.subject").allInnerTexts();
  await page.getByRole("tab", { name: "调整权重" }).click();
  const slider = page.getByRole("slider", { name: "单位用地税收的权重" });
  await slider.focus();
  await page.keyboard.press("Home");
  await page.locator(".trial-mark").waitFor();
  await page.getByText(/与现行位次的相关系数 0\.\d+/).waitFor();
  const tried = await rows(page).locator("button.subject").allInnerTexts();
  assert.notDeepEqual(tried, official, "places follow the weights");
  assert.equal(await rows(page).first().locator("button.figure").count(), 0, "a trial has no official figures");
  await picture(page, "evaluation-weights");
  await page.getByRole("button", { name: "恢复现行权重" }).click();
  await page.locator(".trial-mark").waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "排名" }).click();
  await rows(page).first().waitFor();
  assert.deepEqual(await rows(page).locator("button.subject").allInnerTexts(), official);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("freeze, publish, object, see before and after, correct: the disputed result stays beside the new one", async () => {
  const { page, context, seen } = await enteredPage(site);
  for (const period of ["2024", "2025"]) {
    await workbench(page, period);
    await page.getByRole("button", { name: "冻结结果" }).click();
    const dialog = page.getByRole("dialog", { name: "冻结评价结果" });
    await dialog.getByText("演示数据").waitFor();
    await dialog.getByRole("button", { name: "确认冻结" }).click();
    await page.waitForURL(/run=\d/);
    await page.getByText(/第 \d 号结果：已冻结/).waitFor();
  }
  // The year before is frozen now, so that places can be held against it.
  await page.getByRole("tab", { name: "比较" }).click();
  await choose(page, "与谁比较", "上年结果");
  await page.getByText(/2024年 与 2025年：两边都参加排名的 \d+ 个/).waitFor();
  await picture(page, "evaluation-years");

  await page.getByRole("button", { name: /^公示/ }).click();
  await page.getByText(/第 2 号结果：公示中/).waitFor();
  assert.equal(await page.getByRole("button", { name: "定稿", exact: true }).isDisabled(), true);
  await page.getByText(/公示至 \d{4}-\d\d-\d\d，期满次日起可定稿/).first().waitFor();

  await page.getByRole("tab", { name: "排名" }).click();
  const name = await rows(page).nth(9).locator("button.subject").innerText();
  await page.getByRole("tab", { name: /^申诉/ }).click();
  await page.getByRole("combobox", { name: "评价对象" }).fill(name);
  await page.getByRole("option", { name }).first().click();
  await choose(page, "有异议的数值", /^用地面积/);
  await page.getByRole("textbox", { name: "应为" }).fill("5");
  await page.getByRole("textbox", { name: "申诉理由" }).fill("登记面积含已退还的地块");
  await page.getByRole("textbox", { name: "证明材料" }).fill("不动产权证第 1 号");
  await page.getByRole("button", { name: "提交申诉" }).click();
  await page.getByText("第 1 号申诉已提交").waitFor();
  await page.getByRole("tab", { name: "申诉（1 件待答复）" }).waitFor();
  await page.getByRole("button", { name: "看更正前后并答复" }).click();
  const answer = page.locator(".answer");
  await answer.getByText("本身数值变化", { exact: true }).first().waitFor();
  await answer.getByText(/规上：单位用地税收的参照值 [\d.]+ → [\d.]+/).first().waitFor();
  await picture(page, "evaluation-objection");
  await page.getByRole("textbox", { name: "答复意见" }).fill("经核对证件，采纳");
  await page.getByRole("button", { name: "采纳并更正" }).click();
  await page.waitForURL(/run=3/);
  await page.getByText(/第 3 号结果：已冻结/).waitFor();
  await page.getByText(/第 3 号结果：已冻结/).click();
  await page.getByText("采纳第 1 号申诉").waitFor();
  await picture(page, "evaluation-corrected");
  await page.getByRole("link", { name: "第 2 号结果" }).click();
  await page.getByText("这份结果已被更正结果替换，原样保留。").waitFor();
  await page.goto(`${site.address}/evaluation?dataset=demo&run=3`);
  await page.getByRole("button", { name: /^公示/ }).click();
  await page.getByText(/第 3 号结果：公示中/).waitFor();
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("on a phone the workbench and the rules fit", async () => {
  const { page, context, seen } = await enteredPage(site, SIZES.phone);
  for (const path of ["/evaluations?dataset=demo", "/evaluation?dataset=demo&pack=mu_benefit&period=2025", "/packs", "/pack?code=mu_benefit&version=2024.1"]) {
    await page.goto(site.address + path);
    await settled(page);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(excess <= 0, `${path} is ${excess} px too wide`);
    await picture(page, `phone${path.split("?")[0].replaceAll("/", "-")}`);
  }
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("an analysis of published figures shows its chart, its conventions and where a result came from", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/evaluations?dataset=real`);
  await page.getByRole("link", { name: "经济总量空间关联" }).click();
  await page.getByRole("heading", { name: "经济总量空间关联", level: 1 }).waitFor();
  await settled(page);
  await page.getByText("随机置换 9999 次，种子 2024").first().waitFor();
  const chart = page.locator("svg").first();
  await chart.waitFor();
  await page.getByText("昌乐县、青州市、安丘市", { exact: true }).first().waitFor();
  const result = page.getByRole("button", { name: /^临朐县局部莫兰指数/ });
  await picture(page, "analysis-moran");
  const shown = (await result.innerText()).trim();
  await result.click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("389.4").first().waitFor();
  assert.ok((await drawer.innerText()).includes(shown));
  await picture(page, "analysis-derivation");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });

  await choose(page, "看什么", "人均水平差距");
  await page.getByText("泰尔指数").first().waitFor();
  await page.getByText("未列入（4）").waitFor();
  await picture(page, "analysis-theil");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 Excel" }).click()]);
  assert.match(file.suggestedFilename(), /2020年人均水平差距\.xlsx$/);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("the accounting table adds rows up by place and says what it leaves out", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/account?dataset=demo&pack=mu_benefit`);
  await page.getByText("按地区合计").click();
  await page.locator("tr.el-table__row", { hasText: "临朐县" }).first().waitFor();
  await settled(page);
  // 演示 firms have no taxable land: their places have no total, and nothing is taken as nought.
  await page.getByText(/临朐县：\d+ 行没有标准城镇土地使用税（2025年），未计入合计/).first().waitFor();
  await picture(page, "account-by-place");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
