// The cycle of the month in the browser: a request is proposed and approved, a county fills it, two people meet in one
// cell, the bureau disputes, the planning section decides, an instruction is cleared by somebody else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, day, everyYear, firstLogIn, picture, settled, startSite, watchedPage, openList } from "./site.mjs";

let site;
const pages = {};
before(async () => {
  site = await startSite(everyYear);
  const users = { planner: [site.user, site.oneTime], gaomi: ["gaomi"], gongxin: ["gongxin"], ducha: ["ducha"] };
  for (const [role, [name, oneTime]] of Object.entries(users)) {
    const watched = await watchedPage(site);
    await firstLogIn(watched.page, site, oneTime ?? site.oneTimes[name], name);
    pages[role] = watched;
  }
});
after(async () => {
  await site?.stop();
});

const demo = (path) => `${site.address}${path}${path.includes("?") ? "&" : "?"}dataset=demo`;

test("a request says its basis, leaves out what is known, and goes out when the planning section lets it", async () => {
  const { page } = pages.planner;
  await page.goto(demo("/request-new"));
  await page.getByLabel("表名", { exact: true }).fill("技改投资月调度表");
  await page.getByLabel("用途", { exact: true }).fill("月度调度");
  await page.getByLabel("报告期", { exact: true }).fill("2026-10");
  await choose(page, "审核单位", "市工信局");
  await openList(page, "填报对象");
  for (const county of ["高密市", "寿光市"]) await page.getByRole("option", { name: county, exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByLabel("截止时间", { exact: true }).fill(`${day(10)} 17:30`);
  await page.keyboard.press("Enter");
  await page.getByLabel("有效期至", { exact: true }).fill(day(40));
  await page.keyboard.press("Enter");
  await page.getByLabel("第1项名称", { exact: true }).fill("本年技改投资完成额");
  await page.getByLabel("第1项单位", { exact: true }).fill("亿元");
  await page.getByRole("button", { name: "增加一项" }).click();
  await openList(page, "第2项字典指标");
  await page.getByRole("option", { name: "地区生产总值（亿元）·统计", exact: true }).click();
  await page.getByRole("button", { name: "检查", exact: true }).click();
  await page.getByText("没有写依据；没有依据、用途、对象和期限的表不得下发").waitFor();
  await page.getByText("共 2 项，自动带出 1 项，占 50.0%").waitFor();
  await picture(page, "collection-request");
  await page.getByLabel("依据", { exact: true }).fill("潍政字〔2024〕12号 三（一）2");
  await page.getByRole("button", { name: "提出", exact: true }).click();
  await page.getByRole("button", { name: "准入并下发" }).click();
  await page.getByText("已报 0/2，已审定 0").waitFor();
  await picture(page, "collection-sent");
});

test("a county fills with last period beside; what two people typed meets and nothing is lost", async () => {
  const { page, context } = pages.gaomi;
  await page.goto(demo("/collection"));
  await page.getByText(/待填报（\d+）/).waitFor();
  await picture(page, "collection-county");
  await page.getByRole("link", { name: "技改投资月调度表" }).first().click();
  await page.getByText("是法定统计数，由统计部门提供，不由各地填报").waitFor();
  const other = await context.newPage();
  await other.goto(page.url());
  const cell = (where) => where.getByLabel("本年技改投资完成额本期", { exact: true });
  await cell(other).waitFor();
  await cell(page).fill("231.6");
  await cell(page).press("Tab");
  await page.getByText("已暂存").waitFor();
  await cell(other).fill("230");
  await cell(other).press("Tab");
  await other.getByText("没有覆盖它").waitFor();
  assert.equal(await cell(other).inputValue(), "230");
  await picture(other, "collection-two-desks");
  await other.getByRole("button", { name: "采用对方的" }).click();
  assert.equal(await cell(other).inputValue(), "231.6");
  await other.close();
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByText("已提交审核").waitFor();
  assert.equal(await cell(page).count(), 0, "what is submitted is not typed any more");
});

test("the bureau disputes, the county keeps to its figure, the planning section decides", async () => {
  const { page: bureau } = pages.gongxin;
  await bureau.goto(demo("/collection"));
  await bureau.getByText("待审核（1）").waitFor();
  await bureau.getByRole("link", { name: "技改投资月调度表" }).first().click();
  await bureau.getByRole("button", { name: "提出异议" }).click();
  await bureau.getByLabel("本年技改投资完成额应为", { exact: true }).fill("220");
  await bureau.getByLabel("本年技改投资完成额理由", { exact: true }).fill("含未开工项目");
  await bureau.getByRole("button", { name: "提出异议" }).click();
  await bureau.getByText("审核单位有异议").waitFor();
  const { page: county } = pages.gaomi;
  await county.reload();
  await county.getByRole("button", { name: "答复异议" }).click();
  await county.getByLabel("本年技改投资完成额理由", { exact: true }).fill("项目均已开工");
  await county.getByRole("button", { name: "坚持原值，提请裁定" }).click();
  await county.getByText("分歧待裁定").waitFor();
  const { page: planner } = pages.planner;
  await planner.goto(demo("/collection"));
  await planner.getByText("分歧待裁定（1）").waitFor();
  await picture(planner, "collection-planner");
  await planner.getByRole("link", { name: "技改投资月调度表" }).first().click();
  await planner.getByRole("button", { name: "裁定" }).click();
  await planner.getByLabel("本年技改投资完成额应为", { exact: true }).fill("225");
  await planner.getByLabel("本年技改投资完成额理由", { exact: true }).fill("以项目台账为准");
  await planner.getByRole("button", { name: "裁定" }).click();
  await planner.getByText("全部审定，成为正式数据").waitFor();
  await picture(planner, "collection-decided");
});

test("an instruction runs by its clocks and is cleared by another body", async () => {
  const { page } = pages.planner;
  await page.goto(demo("/instructions"));
  await page.getByRole("button", { name: "登记批示" }).click();
  await page.getByLabel("批示领导", { exact: true }).fill("分管副市长");
  await choose(page, "承办单位", "市工信局");
  await page.getByLabel("批示内容", { exact: true }).fill("请抓紧补齐技改投资进度");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("待签收").waitFor();
  const { page: bureau } = pages.gongxin;
  await bureau.goto(demo("/instructions"));
  await bureau.getByRole("button", { name: "签收" }).click();
  await bureau.getByText("办理中").waitFor();
  await bureau.getByLabel("请抓紧补齐技改投资进度的反馈或意见", { exact: true }).fill("项目已全部开工");
  await bureau.getByRole("button", { name: "申请销号" }).click();
  await bureau.getByText("待核查").waitFor();
  assert.equal(await bureau.getByRole("button", { name: "核查属实，销号" }).count(), 0);
  const { page: supervisor } = pages.ducha;
  await supervisor.goto(demo("/instructions"));
  await supervisor.getByLabel("请抓紧补齐技改投资进度的反馈或意见", { exact: true }).fill("现场核查属实");
  await supervisor.getByRole("button", { name: "核查属实，销号" }).click();
  await supervisor.getByText("已销号").first().waitFor();
  await picture(supervisor, "instructions");
});

test("no page of the cycle asks another host or complains", async () => {
  await settled(pages.planner.page);
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
