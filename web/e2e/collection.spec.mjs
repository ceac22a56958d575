// The cycle of the month in the browser: a request is proposed and approved, a county fills it, two people meet in one
// cell, the bureau disputes, the planning section decides, an instruction is cleared by somebody else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, choose, day, everyYear, firstLogIn, picture, settled, startSite, watchedPage, openList } from "./site.mjs";

let site;
const pages = {};
before(async () => {
  site = await startSite(everyYear);
  const fagai = (await site.run("user", "add", "fagai", "--display-name", "市发改委联络员", "--post", "部门联络员", "--agency", "市发改委")).match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
  const users = { planner: [site.user, site.oneTime], gaomi: ["gaomi"], shouguang: ["shouguang"], gongxin: ["gongxin"], keji: ["keji"], ducha: ["ducha"], fagai: ["fagai", fagai] };
  for (const [role, [name, oneTime]] of Object.entries(users)) {
    const watched = await watchedPage(site);
    await firstLogIn(watched.page, site, oneTime ?? site.oneTimes[name], name);
    pages[role] = watched;
  }
});
after(async () => {
  await site?.stop();
});

const PLAN = "weifang_county_2024_2025";
/** Posts as the person of a page. */
const send = async (page, path, data) => {
  const session = await page.request.get(`${site.address}/api/session`).then((reply) => reply.json());
  const reply = await page.request.post(`${site.address}${path}`, { headers: { "x-junxian-csrf": session.csrf }, data });
  assert.ok(reply.ok(), `${path}: ${await reply.text()}`);
  return await reply.json();
};
/** A table of one number, proposed and let out by the planning section; its code. */
async function sentRequest(page, { title, respondents, reviewer, field, task = null }) {
  const { agencies, counties } = await page.request.get(`${site.address}/api/collection/choices`).then((reply) => reply.json());
  const code = (name) => [...agencies, ...counties].find((one) => one.name === name).code;
  const draft = {
    dataset: "demo", title, basis: "潍政字〔2024〕12号", purpose: "月度调度", requester: null, reviewer: code(reviewer), task, period: "2026-09",
    respondents: respondents.map(code), due: `${day(10)}T09:30:00Z`, expires: day(40), countersign: null,
    fields: [{ code: `own_${Date.now().toString(36)}`, name: field, unit: "个", definition: "示例", kind: { is: "number", min: "0", max: null, decimals: 0, nature: "flow" }, is_required: true, indicator: null, distinct: null }],
  };
  const found = await send(page, "/api/collection/requests", draft);
  assert.deepEqual(found.faults, []);
  await send(page, `/api/collection/requests/${found.code}/decisions`, { do: "approve" });
  return found.code;
}
async function fillAndSubmit(page, field, value) {
  const cell = page.getByLabel(`${field}本期`, { exact: true });
  await cell.fill(value);
  await cell.press("Tab");
  await page.getByText("已暂存").waitFor();
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await page.getByText("已提交审核").waitFor();
}

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
  // Beside this one the demo has a joint report that was objected to.
  await planner.getByText("分歧待裁定（2）").waitFor();
  await picture(planner, "collection-planner");
  await planner.getByRole("link", { name: "技改投资月调度表" }).first().click();
  await planner.getByRole("button", { name: "裁定" }).click();
  await planner.getByLabel("本年技改投资完成额应为", { exact: true }).fill("225");
  await planner.getByLabel("本年技改投资完成额理由", { exact: true }).fill("以项目台账为准");
  await planner.getByRole("button", { name: "裁定" }).click();
  await planner.getByText("全部审定，成为正式数据").waitFor();
  await picture(planner, "collection-decided");
});

test("a return held for wrong is disputed and ruled on, and an accepted figure may be disputed by who gave it", async () => {
  const { page: planner } = pages.planner;
  const { page: county } = pages.gaomi;
  const { page: bureau } = pages.gongxin;
  const request = await sentRequest(planner, { title: "技改项目进度表", respondents: ["高密市", "寿光市"], reviewer: "市工信局", field: "走访服务企业数" });
  const open = (page, place = "370785") => page.goto(demo(`/filing?request=${request}&respondent=${place}`));
  await open(county);
  await fillAndSubmit(county, "走访服务企业数", "31");
  await open(bureau);
  await bureau.getByRole("button", { name: "退回", exact: true }).click();
  await bureau.getByLabel("理由", { exact: true }).fill("与台账不符");
  await bureau.getByRole("button", { name: "确定", exact: true }).click();
  await bureau.getByText("退回原因：与台账不符").waitFor();
  await open(county);
  await county.getByRole("button", { name: "对退回提出异议" }).click();
  await county.getByLabel("理由", { exact: true }).fill("台账未更新");
  await county.getByRole("button", { name: "确定", exact: true }).click();
  await county.getByText(/填报单位的异议：台账未更新.*待审核单位答复/).waitFor();
  await open(bureau);
  await bureau.getByRole("button", { name: "坚持退回，提请裁定" }).click();
  await bureau.getByLabel("理由", { exact: true }).fill("台账已核");
  await bureau.getByRole("button", { name: "确定", exact: true }).click();
  await bureau.getByText(/待裁定/).first().waitFor();
  await open(planner);
  await planner.getByRole("button", { name: "裁定退回不成立" }).click();
  await planner.getByLabel("理由", { exact: true }).fill("台账确未更新");
  await planner.getByRole("button", { name: "确定", exact: true }).click();
  await planner.getByText("裁定退回不成立，继续审核：台账确未更新").waitFor();
  await picture(planner, "collection-return-ruled");
  await open(bureau);
  await bureau.getByRole("button", { name: "全部通过" }).click();
  await bureau.getByText("全部审定，成为正式数据").waitFor();
  await open(county);
  await county.getByRole("button", { name: "提出异议" }).click();
  await county.getByLabel("走访服务企业数应为", { exact: true }).fill("33");
  await county.getByLabel("走访服务企业数理由", { exact: true }).fill("漏报两个");
  await county.getByRole("button", { name: "提出异议" }).click();
  await county.getByText("填报单位有异议").waitFor();
  await open(bureau);
  await bureau.getByRole("button", { name: "答复异议" }).click();
  await bureau.getByRole("button", { name: "采用填报单位的数" }).click();
  await bureau.getByText(/采用对方对走访服务企业数的意见/).waitFor();
  await bureau.getByText("33", { exact: true }).first().waitFor();
});

test("several answers are returned with one reason", async () => {
  const { page: bureau } = pages.gongxin;
  const { page: county } = pages.gaomi;
  const request = await sentRequest(pages.planner.page, { title: "技改项目开工表", respondents: ["高密市", "寿光市"], reviewer: "市工信局", field: "现场调研次数" });
  for (const [page, place] of [[county, "370785"], [pages.shouguang.page, "370783"]]) {
    await page.goto(demo(`/filing?request=${request}&respondent=${place}`));
    await fillAndSubmit(page, "现场调研次数", "7");
  }
  await bureau.goto(demo(`/request?request=${request}`));
  for (const place of ["高密市", "寿光市"]) await bureau.getByLabel(`选择${place}`, { exact: true }).check();
  await bureau.getByRole("button", { name: "批量退回 2 份" }).click();
  await bureau.getByLabel("批量退回理由", { exact: true }).fill("请附开工清单");
  await picture(bureau, "collection-batch-return");
  await bureau.getByRole("button", { name: "退回", exact: true }).click();
  await bureau.getByText("已退回 2 份").waitFor();
  await county.goto(demo(`/filing?request=${request}&respondent=370785`));
  await county.getByText("退回原因：请附开工清单").waitFor();
});

test("a task with several leads is reported once, signed by the joint lead, and only then accepted", async () => {
  const { page: planner } = pages.planner;
  // 发挥企业创新主体作用, led by 市科技局 and 市发改委: the planning section says which is the main one.
  const review = await planner.request.get(`${site.address}/api/plans/${PLAN}`).then((reply) => reply.json());
  const task = review.items.find((one) => one.kind === "task" && one.id === "3.2.2").current;
  task.item.duties.main_lead = "市科技局";
  await send(planner, `/api/plans/${PLAN}/decisions`, { action: { action: "correct", item: task }, note: null, seen: review.revision, accept_unknown: false });
  const request = await sentRequest(planner, { title: "创新主体培育汇总表", respondents: ["市科技局"], reviewer: "市工信局", field: "新认定创新主体数", task: "3.2.2" });
  const { page: lead } = pages.keji;
  await lead.goto(demo(`/filing?request=${request}&respondent=keji`));
  await fillAndSubmit(lead, "新认定创新主体数", "12");
  await lead.getByText(/还有 市发改委 没有会签同意/).waitFor();
  const { page: reviewer } = pages.gongxin;
  await reviewer.goto(demo(`/filing?request=${request}&respondent=keji`));
  await reviewer.getByText(/还有 市发改委 没有会签同意/).waitFor();
  assert.equal(await reviewer.getByRole("button", { name: "全部通过" }).count(), 0, "acceptance waits");
  const { page: joint } = pages.fagai;
  await joint.goto(demo("/"));
  await joint.getByText(/待会签 1 份/).waitFor();
  await joint.goto(demo("/collection"));
  await joint.getByText("待会签（1）").waitFor();
  await picture(joint, "collection-to-sign");
  await joint.getByRole("link", { name: "创新主体培育汇总表" }).first().click();
  await joint.getByRole("button", { name: "不同意" }).click();
  await joint.getByLabel("会签理由", { exact: true }).fill("漏了一家");
  await joint.getByRole("button", { name: "提出", exact: true }).click();
  await joint.getByText("会签不同意：漏了一家").waitFor();
  await planner.goto(demo("/collection"));
  await planner.getByText(/会签不同意 1 家/).first().waitFor();
  // It thinks better of it.
  await joint.getByRole("button", { name: "会签同意" }).click();
  await joint.getByText("同意", { exact: true }).waitFor();
  await picture(joint, "collection-signed");
  await reviewer.reload();
  await reviewer.getByRole("button", { name: "全部通过" }).click();
  await reviewer.getByText("全部审定，成为正式数据").waitFor();
  await pages.gaomi.page.goto(demo(`/filing?request=${request}&respondent=keji`));
  await pages.gaomi.page.getByText(/其他单位不能查看/).waitFor();
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

test("a county says that a form asks twice, the planning section answers, and whoever asks drops the field; names stay where they belong", async () => {
  const { page: planner } = pages.planner;
  const { page: asking } = pages.gongxin;
  const { page: county } = pages.gaomi;
  const { agencies, counties } = await asking.request.get(`${site.address}/api/collection/choices`).then((reply) => reply.json());
  const code = (name) => [...agencies, ...counties].find((one) => one.name === name).code;
  const field = (key, name) => ({ code: key, name, unit: "个", definition: "示例", kind: { is: "number", min: "0", max: null, decimals: 0, nature: "flow" }, is_required: true, indicator: null, distinct: null });
  const found = await send(asking, "/api/collection/requests", {
    dataset: "demo", title: "企业技改需求摸底表", basis: "潍政字〔2024〕12号", purpose: "摸底", requester: null, reviewer: code("市科技局"), task: null, period: "2026-08",
    respondents: [code("高密市"), code("寿光市")], due: `${day(10)}T09:30:00Z`, expires: day(40), countersign: null,
    fields: [field("wish_count", "技改意向个数"), field("visit_count", "走访企业批次")],
  });
  assert.deepEqual(found.faults, []);
  await send(planner, `/api/collection/requests/${found.code}/decisions`, { do: "approve" });

  // The county types a number, then says of the other field that it is asked twice.
  await county.goto(demo(`/filing?request=${found.code}&respondent=370785`));
  const cell = county.getByLabel("技改意向个数本期", { exact: true });
  await cell.fill("7");
  await cell.press("Tab");
  await county.getByText("已暂存").waitFor();
  await county.getByRole("link", { name: "数据需求和减负意见" }).click();
  await county.getByRole("button", { name: "提减负意见" }).click();
  const form = county.getByRole("dialog", { name: "提减负意见" });
  assert.ok(await form.getByRole("button", { name: "提出", exact: true }).isDisabled(), "not without a reason");
  await openList(form, "涉及字段");
  await county.getByRole("option", { name: "走访企业批次", exact: true }).click();
  await county.keyboard.press("Escape");
  await form.getByLabel("意见理由").fill("与市工信局月报第3项相同");
  await form.getByText("不让提出单位知道是哪个县市区").click();
  await picture(county, "complaint-form");
  await form.getByRole("button", { name: "提出", exact: true }).click();
  await county.getByText("已等 0 天，县域科尚未答复").waitFor();

  // Counted on the home page of the planning section, beside the burden of the month.
  await planner.goto(demo("/"));
  await settled(planner);
  assert.match(await planner.locator("[data-complaints]").innerText(), /待答复\s*1\s*件，最长已等 0 天/);
  await picture(planner, "complaint-home");
  await planner.locator("[data-complaints]").getByRole("link", { name: "减负意见" }).click();
  const box = planner.locator("[data-complaint]", { hasText: "与市工信局月报第3项相同" });
  await box.getByText(/高密市（/).waitFor();
  assert.ok(await box.getByRole("button", { name: "采纳", exact: true }).isDisabled(), "not without a word");
  await box.getByLabel(/的答复意见$/).fill("属实，请市工信局取消该项");
  await box.getByRole("button", { name: "采纳", exact: true }).click();
  await box.getByText("已采纳，待精简或撤销").waitFor();
  await picture(planner, "complaint-answered");

  // Whoever asks sees what was said and what was answered, but not by whom; and drops the field.
  await asking.goto(demo(`/request?request=${found.code}`));
  const theirs = asking.locator("[data-complaint]");
  await theirs.getByText("一个县市区（未公开名称）").waitFor();
  await theirs.getByText(/属实，请市工信局取消该项/).waitFor();
  const { complaints } = await asking.request.get(`${site.address}/api/collection/requests/${found.code}`).then((reply) => reply.json());
  assert.ok(complaints.length === 1 && !JSON.stringify(complaints).includes("高密"), JSON.stringify(complaints));
  await asking.getByRole("button", { name: "精简", exact: true }).click();
  const dialog = asking.getByRole("dialog", { name: "精简数据需求" });
  await openList(dialog, "取消字段");
  await asking.getByRole("option", { name: "走访企业批次", exact: true }).click();
  await asking.keyboard.press("Escape");
  await dialog.getByLabel("精简理由").fill("采纳减负意见");
  await dialog.getByRole("button", { name: "精简", exact: true }).click();
  await asking.getByText(/取消字段“走访企业批次”：采纳减负意见/).waitFor();
  await theirs.getByText("已精简或撤销").waitFor();
  await picture(asking, "complaint-settled");

  // The field is gone for the county, and what it typed is there.
  await county.goto(demo(`/filing?request=${found.code}&respondent=370785`));
  await cell.waitFor();
  assert.equal(await cell.inputValue(), "7");
  assert.equal(await county.getByText("走访企业批次").count(), 0);
  await county.getByRole("button", { name: "提交", exact: true }).click();
  await county.getByText("已提交审核").waitFor();
  await county.setViewportSize(SIZES.phone);
  await county.goto(demo(`/request?request=${found.code}`));
  await settled(county);
  const wide = await county.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await picture(county, "complaint-phone");
  await county.setViewportSize(SIZES.small);
});

test("no page of the cycle asks another host or complains", async () => {
  await settled(pages.planner.page);
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
