// A6: official statistics are protected. A county cannot change one and nobody gives one to an enterprise, both on record;
// before its release the statistician alone sees a number; the final number stands beside the first one, old documents keep
// the first, and an evaluation that used it says so and offers a run on the new one.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { wordsOf } from "./docx.mjs";
import { SIZES, everyYear, firstEntry, firstLogIn, importFigures, picture, settled, startSite, watchedPage } from "./site.mjs";

const PLAN = "weifang_county_2024_2025";
const FIRM = "示例机械有限公司";
const SOURCE = "市统计局（演练）";

/** 示例 rules with one statistic, so that a change of it alone changes places. */
const PACK = `
pack "经济总量试点" {
  code       = "size_trial"
  version    = "1"
  basis      = "示例"
  valid_from = "2020-01-01"
  certainty  = example
}
observed "地区生产总值" {
  code = "gdp"
  unit = "亿元"
}
evaluation "经济总量排名" {
  code      = "size_rank"
  basis     = "示例"
  subject   = county
  cycle     = year
  weights   = given
  aggregate = weighted_mean
  ties      = competition
  publicity_days = 0
  pool "全部" {
    code  = "all"
    where = true
    indicator "经济总量" {
      code         = "size"
      unit         = "亿元"
      value        = observed.地区生产总值
      direction    = up
      normalise    = min_max
      low          = 60
      high         = 100
      when_missing = not_ranked
      weight       = 100
    }
  }
}
`;

let site;
const pages = {};
before(async () => {
  site = await startSite(async (data) => {
    const folder = join(data, "packs", "size_trial", "1");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "pack.hcl"), PACK);
    return await everyYear(data);
  });
  const users = { planner: [site.user, site.oneTime], statistician: ["tongji"], county: ["shouguang"], leader: ["shizhang"] };
  for (const [role, [name, oneTime]] of Object.entries(users)) {
    const watched = await watchedPage(site);
    await firstLogIn(watched.page, site, oneTime ?? site.oneTimes[name], name);
    pages[role] = watched;
  }
  pages.auditor = await watchedPage(site);
  await firstEntry(pages.auditor.page, site, "shenji");
});
after(async () => {
  await site?.stop();
});

/** Asks the server as the page would; a body that is a string is sent as a file. */
const ask = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const session = await (await fetch("/api/session")).json();
      const headers = { "x-junxian-csrf": session.csrf };
      let sent;
      if (typeof body === "string") {
        sent = new FormData();
        sent.append("file", new Blob([body]), "表.csv");
      } else if (body) {
        headers["content-type"] = "application/json";
        sent = JSON.stringify(body);
      }
      const reply = await fetch(path, { method, headers, body: sent });
      return { status: reply.status, type: reply.headers.get("content-type"), body: await reply.json().catch(() => undefined) };
    },
    [method, path, body],
  );
const line = (place, value, status, period = "2025", indicator = "gdp") => `${indicator},${place},${period},${value},亿元,管理区,P,${status},${SOURCE}`;
const file = (...lines) => `指标代码,地区,报告期,数值,单位,口径,等级,状态,来源\n${lines.join("\n")}\n`;
const isRefused = (reply, message) => {
  assert.equal(reply.status, 403, JSON.stringify(reply.body));
  assert.equal(reply.type, "application/problem+json");
  assert.match(reply.body.type, /^urn:junxian:problem:/);
  assert.match(reply.body.detail, message);
};
/** What the auditor reads of refusals. */
async function recorded(message) {
  const { page } = pages.auditor;
  await page.goto(`${site.address}/log`);
  await settled(page);
  const entry = page.locator(".audit").getByText(message).first();
  await entry.waitFor();
  await page.getByText("操作被拒").first().waitFor();
}

test("A6: the liaison of 寿光 changes its GDP by no way, and the auditor sees the attempt", async () => {
  const { page } = pages.county;
  isRefused(await ask(page, "POST", "/api/observations", file(line("寿光市", "1199", "初步"))), /不能导入数据/);
  await page.goto(`${site.address}/data`);
  await settled(page);
  assert.equal(await page.getByRole("button", { name: "导入", exact: true }).count(), 0);
  await recorded(/导入数据/);
  await picture(pages.auditor.page, "a6-audit");
});

test("A6: nobody gives an enterprise a target, a request or a value of an official statistic; each attempt is on record", async () => {
  const { page } = pages.planner;
  const review = (await ask(page, "GET", "/api/plans/sample_2026")).body;
  const target = review.items.map((item) => item.current?.kind === "target" && item.current.item).find((item) => item);
  for (const [indicator, subject] of [["gdp", "地区生产总值"], [null, "规上产值"]]) {
    const item = { kind: "target", item: { ...target, indicator, subject, places: [FIRM] } };
    const reply = await ask(page, "POST", "/api/plans/sample_2026/decisions", { action: { action: "correct", item }, note: null, seen: review.revision, accept_unknown: true });
    isRefused(reply, /“示例机械有限公司”是企业，“.+”是官方统计指标：统计指标只按地区设目标、采数，不得把目标任务分解、下达到企业/);
  }
  // Nothing of the target has changed.
  const again = (await ask(page, "GET", "/api/plans/sample_2026")).body;
  assert.equal(again.revision, review.revision);
  const { page: statistician } = pages.statistician;
  for (const indicator of ["gdp", "industrial_output"]) {
    isRefused(await ask(statistician, "POST", "/api/observations", file(line(FIRM, "3.2", "初步", "2025", indicator))), /是企业/);
  }
  await recorded(/“示例机械有限公司”是企业，“规模以上工业总产值”是官方统计指标/);
  await recorded(/“示例机械有限公司”是企业，“规模以上工业产值、增加值和效益”是官方统计指标/);
});

test("A6: until its release the statistician alone sees 初步核算 v1, then everybody does", async () => {
  const { page } = pages.statistician;
  const release = new Date(Date.now() + 75_000).toISOString();
  const set = await ask(page, "POST", "/api/releases", { dataset: "real", indicator: "gdp", period: "2025", release, reason: null });
  assert.equal(set.status, 200, JSON.stringify(set.body));
  const told = await importFigures(page, site, line("寿光市", "1101.5", "初步"), line("诸城市", "1102.4", "初步"), line("青州市", "801.2", "初步"));
  assert.match(told, /其中 3 条在发布时间前只有统计部门可见/);
  await page.goto(`${site.address}/releases?dataset=real`);
  await page.getByText("1101.5").waitFor();
  const seen = async (reader) => {
    await reader.goto(`${site.address}/data?dataset=real&indicator=gdp&place=370783&period=2025`);
    await settled(reader);
    return await reader.locator("tr.el-table__row").allInnerTexts();
  };
  const readers = [pages.planner.page, pages.county.page, pages.leader.page];
  for (const reader of readers) assert.ok(!(await seen(reader)).some((row) => row.includes("1101.5")), "not before its time");
  await page.waitForTimeout(Math.max(0, Date.parse(release) - Date.now()) + 1500);
  for (const reader of readers) {
    const rows = (await seen(reader)).filter((row) => row.includes("1101.5"));
    assert.equal(rows.length, 1);
    assert.match(rows[0], /初步核算 v1/);
  }
  await picture(pages.leader.page, "a6-v1");
});

let bulletin;
let run;
test("A6: a bulletin of 2026-Q1 and an evaluation are made of v1", async () => {
  const { page } = pages.planner;
  const made = await ask(page, "POST", `/api/plans/${PLAN}/bulletins`, { dataset: "real", as_of: "2026-03-31" });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  bulletin = { id: made.body.id };
  for (const kind of ["docx", "pdf", "xlsx"]) bulletin[kind] = await (await page.request.get(`${site.address}/api/bulletins/${bulletin.id}/file.${kind}`)).body();
  assert.match(wordsOf(bulletin.docx), /1101\.5/);

  await page.goto(`${site.address}/evaluation?dataset=real&pack=size_trial&period=2025`);
  await page.getByRole("heading", { name: "经济总量排名", level: 1 }).waitFor();
  await page.getByRole("button", { name: "冻结结果" }).click();
  await page.getByRole("dialog", { name: "冻结评价结果" }).getByRole("button", { name: "确认冻结" }).click();
  await page.waitForURL(/run=\d/);
  run = Number(new URL(page.url()).searchParams.get("run"));
  await page.getByText(`第 ${run} 号结果：已冻结`).waitFor();
  await settled(page);
  assert.equal(await page.getByText("所用数据已有新版本").count(), 0, "nothing is newer yet");
  assert.deepEqual(await places(page), ["诸城市", "寿光市", "青州市"]);
});
const places = async (page) => (await page.locator(".el-tab-pane:visible .el-table__body tr.el-table__row button.subject").allInnerTexts()).slice(0, 3);

test("A6: with 最终核实 v2 pages show v2, and the bulletin still rebuilds with v1 byte for byte", async () => {
  await importFigures(pages.statistician.page, site, line("寿光市", "1103.8", "最终"), line("诸城市", "1102.4", "初步"));
  const { page } = pages.planner;
  await page.goto(`${site.address}/data?dataset=real&indicator=gdp&place=370783&period=2025`);
  await settled(page);
  const rows = page.locator("tr.el-table__row").filter({ hasText: SOURCE });
  assert.match((await rows.allInnerTexts()).join(), /1103\.8[\s\S]*最终核实 v2/);
  assert.equal(await rows.count(), 1, "one of them stands");
  await picture(page, "a6-v2");
  await page.getByText("含已被修订的旧值", { exact: true }).click();
  await page.getByRole("button", { name: "查询" }).click();
  await rows.nth(1).waitFor();
  assert.match((await rows.allInnerTexts()).join(), /初步核算 v1/, "the first one stays beside it");
  const target = await ask(page, "GET", `/api/plans/${PLAN}/targets?dataset=real`);
  const row = target.body.rows.find((one) => one.place === "寿光市" && one.indicator?.code === "gdp");
  assert.equal(row.actual.text, "1103.8");

  for (const kind of ["docx", "pdf", "xlsx"]) {
    const now = await (await page.request.get(`${site.address}/api/bulletins/${bulletin.id}/file.${kind}`)).body();
    assert.ok(now.equals(bulletin[kind]), kind);
  }
  await page.goto(`${site.address}/bulletins?dataset=real&open=${bulletin.id}`);
  await settled(page);
  const rebuilt = await ask(page, "GET", `/api/bulletins/${bulletin.id}/rebuild`);
  assert.equal(rebuilt.status, 200, JSON.stringify(rebuilt.body));
  assert.ok(rebuilt.body.files.length === 3 && rebuilt.body.files.every((one) => one.is_same), JSON.stringify(rebuilt.body));
});

test("A6: the evaluation of v1 says what changed, offers a run with its differences, and stays until another is frozen", async () => {
  const { page } = pages.planner;
  await page.goto(`${site.address}/evaluation?dataset=real&run=${run}`);
  const notice = page.getByRole("region", { name: "所用数据已有新版本" });
  await notice.getByText(/此后有 1 处数据更新/).waitFor();
  const changed = (await notice.locator("tbody tr").first().locator("td").allInnerTexts()).map((text) => text.trim());
  assert.deepEqual(changed, ["地区生产总值（亿元）", "寿光市", "2025年", "1101.5", "1103.8", "初步核算 v1 → 最终核实 v2"]);
  assert.deepEqual(await places(page), ["诸城市", "寿光市", "青州市"], "the result stays");
  await picture(page, "a6-newer");

  await notice.getByRole("button", { name: "按新数据试算" }).click();
  await notice.getByText(new RegExp(`第 ${run} 号结果 与 按新数据`)).waitFor();
  const moved = async (name) => (await notice.locator("tr.el-table__row", { hasText: name }).first().innerText()).replaceAll(/\s+/g, " ");
  assert.match(await moved("寿光市"), /2 → 1/);
  assert.match(await moved("诸城市"), /1 → 2/);
  assert.match(await moved("寿光市"), /本身数值变化/);
  await picture(page, "a6-differences");
  assert.deepEqual(await places(page), ["诸城市", "寿光市", "青州市"], "a dry run changes nothing");

  // A county reads the notice and the differences, and freezes nothing.
  const { page: county } = pages.county;
  await county.goto(`${site.address}/evaluation?dataset=real&run=${run}`);
  const theirs = county.getByRole("region", { name: "所用数据已有新版本" });
  await theirs.getByRole("button", { name: "按新数据试算" }).click();
  await theirs.getByText(/按新数据/).first().waitFor();
  assert.equal(await theirs.getByRole("button", { name: "按新数据冻结新结果" }).count(), 0);
  isRefused(await ask(county, "POST", `/api/evaluation-runs/${run}/rerun`, { known_by: new Date().toISOString(), reason: "自改" }), /不能/);

  await notice.getByRole("button", { name: "按新数据冻结新结果" }).click();
  const dialog = page.getByRole("dialog", { name: "按新数据冻结评价结果" });
  assert.ok(await dialog.getByRole("button", { name: "确认冻结" }).isDisabled(), "not without a reason");
  await dialog.getByLabel("替换原因").fill("统计局发布最终核实数");
  await dialog.getByRole("button", { name: "确认冻结" }).click();
  await page.getByText(`第 ${run + 1} 号结果：已冻结`).waitFor();
  await settled(page);
  assert.deepEqual(await places(page), ["寿光市", "诸城市", "青州市"]);
  assert.equal(await page.getByText("所用数据已有新版本").count(), 0);
  await page.goto(`${site.address}/evaluation?dataset=real&run=${run}`);
  await page.getByText("这份结果已被更正结果替换，原样保留。").waitFor();
  assert.deepEqual(await places(page), ["诸城市", "寿光市", "青州市"], "the first result is as it was");
});

test("on a phone the notice fits", async () => {
  await importFigures(pages.statistician.page, site, line("寿光市", "1104.1", "修订"));
  const { page } = pages.planner;
  await page.setViewportSize(SIZES.phone);
  await page.goto(`${site.address}/evaluation?dataset=real&run=${run + 1}`);
  await page.getByText("所用数据已有新版本").waitFor();
  await settled(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await picture(page, "a6-phone");
  await page.setViewportSize(SIZES.small);
});

test("no page of the statistics asks another host or complains", async () => {
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
