// A9: 275 演示 firms scored by the bases and weights of 黄岩 and cut into classes by the quotas of 济宁高新区; publicity, an
// objection that corrects one area, the list for the land tax. Names and figures of firms are made up.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { choose, everyYear, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";
import { rowsOf } from "./docx.mjs";

const PACK = "mu_benefit_huangyan";
const QUERY = `dataset=demo&pack=${PACK}&period=2025`;
const BASES = [24.097, 136.16, 2.694, 4929.81, 18.14, 0.0302];
const WEIGHTS = [30, 20, 20, 10, 10, 10];

const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** A code with its check digit (GB 32100), of nobody. */
function creditCode(number) {
  const first = `91370724MA${String(number).padStart(7, "0")}`;
  let [sum, weight] = [0, 1];
  for (const letter of first) {
    sum += CHARACTERS.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return first + CHARACTERS[(31 - (sum % 31)) % 31];
}

/** Land, tax, value added, energy, emission, staff, research, revenue. */
const firms = [{ name: "演示基准厂", figures: ["1000", "24097", "136160", "50541.945063103192", "27.61972570951", "7506.06394707828", "302", "10000"] }];
for (let number = 2; number <= 265; number += 1) {
  firms.push({ name: `演示第${number}厂`, figures: ["100", String(3000 - number), "9000", "4000", number % 2 ? "2" : "3", "500", "150", "5000"] });
}
/** Among the first, so that it stands on the first page. */
const LACKING = firms[9];
LACKING.figures[1] = "4000";
LACKING.figures[4] = "";
/** Holds 80 mu; the 20 it leases out to another are in its row. */
const LEASED = firms[99];
for (let number = 1; number <= 10; number += 1) firms.push({ name: `演示新办第${number}厂`, isWaiting: true, figures: firms[5].figures });
for (const [place, firm] of firms.entries()) firm.code = creditCode(place + 1);

/** The score of one item by the published bases. */
function items({ figures }) {
  const [land, tax, added, energy, emission, staff, research, revenue] = figures.map(Number);
  const values = [tax / land, added / land, added / energy, emission ? added / emission : undefined, added / staff, research / revenue];
  return values.map((value, item) => (value === undefined ? undefined : (value / BASES[item]) * WEIGHTS[item]));
}
const scored = firms.filter((firm) => !firm.isWaiting);
const emissions = scored.map((firm) => items(firm)[3]).filter((item) => item !== undefined);
const mean = emissions.reduce((sum, item) => sum + item, 0) / emissions.length;
const total = (firm) => items(firm).reduce((sum, item) => sum + (item ?? mean), 0);

let site;
let page;
let seen;
before(async () => {
  site = await startSite(everyYear);
  ({ page, seen } = await watchedPage(site));
  await firstLogIn(page, site);
  const head = "统一社会信用代码,企业名称,所在县,规上,评价情形,用地面积,评价税收,工业增加值,综合能耗,主要污染物排放量,年平均职工人数,研发费用,主营业务收入,用电量";
  const lines = firms.map((firm) => `${firm.code},${firm.name},临朐县,是,${firm.isWaiting ? "注册不满两年" : "参加评价"},${firm.figures.join(",")},`);
  await page.goto(`${site.address}/registers/${PACK}/industrial_enterprise?period=2025&dataset=demo`);
  await settled(page);
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /导入/ });
  await dialog.getByLabel("名录文件").setInputFiles({ name: "演示企业.csv", mimeType: "text/csv", buffer: Buffer.from(`${head}\n${lines.join("\n")}\n`) });
  await dialog.getByRole("button", { name: "预览差异" }).click();
  await dialog.getByText("将新增 275 行").waitFor();
  await dialog.getByRole("button", { name: "确认导入" }).click();
  await dialog.getByText("已导入：新增 275 行").waitFor();
});
after(async () => {
  await site?.stop();
});

const get = async (path) => await page.evaluate(async (address) => await (await fetch(address)).json(), path);
const workbench = async (query) => {
  await page.goto(`${site.address}/evaluation?${query}`);
  await page.getByRole("heading", { name: "亩均效益综合评价", level: 1 }).waitFor();
  await settled(page);
};
const near = (text, number, what) => assert.ok(Math.abs(Number(text) - number) < 0.0001, `${what}: ${text}, not ${number}`);

test("A9: a firm exactly at all bases scores 100.00; a missing emission gets the mean item score of its group", async () => {
  await workbench(QUERY);
  const view = await get(`/api/evaluation?${QUERY}`);
  assert.equal(view.version, "2022.2");
  const subjects = view.pools.find((pool) => pool.name === "规上").subjects;
  const of = (firm) => subjects.find((subject) => subject.key === firm.code);
  assert.equal(Number(of(firms[0]).total).toFixed(2), "100.00");
  const columns = view.pools[0].nodes.filter((node) => node.is_indicator);
  assert.deepEqual(of(firms[0]).cells.map((cell) => Number(cell.points).toFixed(2)), ["30.00", "20.00", "20.00", "10.00", "10.00", "10.00"]);
  assert.deepEqual(columns.map((node) => node.name), ["亩均税收", "亩均增加值", "单位能耗增加值", "单位排放增加值", "全员劳动生产率", "研发费用占比"]);
  near(of(LACKING).cells[3].points, mean, "the item without emission");
  for (const firm of scored) near(of(firm).total, total(firm), firm.name);
  // On the page: the number and where it came from.
  await page.getByRole("button", { name: `${LACKING.name}总分` }).first().click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("各指标得分 × 权重").or(drawer.getByText(/平均/)).first().waitFor();
  await picture(page, "a9-missing");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
});

test("A9: classes by the quotas of 济宁高新区 are A55, B97, C99, D14 and T10, in all 275", async () => {
  const view = await get(`/api/evaluation?${QUERY}`);
  const counts = Object.fromEntries(view.pools.find((pool) => pool.name === "规上").grades.map((grade) => [grade.name, grade.count]));
  assert.deepEqual(counts, { A: 55, B: 97, C: 99, D: 14 });
  assert.deepEqual(new Set(view.not_evaluated.map((one) => one.kind)), new Set(["暂不评价"]));
  assert.equal(view.not_evaluated.length, 10);
  assert.equal(Object.values(counts).reduce((sum, count) => sum + count, 0) + view.not_evaluated.length, 275);
  await workbench(QUERY);
  await page.getByRole("tab", { name: "未参评（10）" }).click();
  await page.getByText("演示新办第1厂").waitFor();
  await picture(page, "a9-classes");
});

test("A9: the result is publicised for 5 working days; it cannot be final before they are over", async () => {
  await workbench(QUERY);
  await page.getByRole("button", { name: "冻结结果" }).click();
  await page.getByRole("dialog", { name: "冻结评价结果" }).getByRole("button", { name: "确认冻结" }).click();
  await page.waitForURL(/run=1/);
  await page.getByRole("button", { name: /^公示/ }).click();
  await page.getByText(/第 1 号结果：公示中/).waitFor();
  const last = new Date(Date.now() + 8 * 3_600_000);
  for (let left = 5; left > 0; ) {
    last.setUTCDate(last.getUTCDate() + 1);
    if (![0, 6].includes(last.getUTCDay())) left -= 1;
  }
  await page.getByText(`公示至 ${last.toISOString().slice(0, 10)}，期满次日起可定稿`).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "定稿", exact: true }).isDisabled(), true);
});

test("A9: a firm with leased land objects with a stamped proof; its area is corrected, only its score and the changed ranks recompute, before and after shown", async () => {
  await workbench("dataset=demo&run=1");
  const before = await get("/api/evaluation?run=1");
  await page.getByRole("tab", { name: /^申诉/ }).click();
  await page.getByRole("combobox", { name: "评价对象" }).fill(LEASED.name);
  await page.getByRole("option", { name: LEASED.name, exact: false }).first().click();
  await choose(page, "有异议的数值", /^用地面积/);
  await page.getByRole("textbox", { name: "应为" }).fill("80");
  await page.getByRole("textbox", { name: "申诉理由" }).fill("20 亩已出租给其他企业使用");
  await page.getByRole("textbox", { name: "证明材料" }).fill("盖章的租赁合同和承租方证明");
  await page.getByRole("button", { name: "提交申诉" }).click();
  await page.getByText("第 1 号申诉已提交").waitFor();
  await page.getByRole("button", { name: "看更正前后并答复" }).click();
  const answer = page.locator(".answer");
  await answer.getByText(/两边都参加排名的 265 个；本身数值变化：1 个；得分未变，他人变化：\d+ 个/).waitFor();
  // Whose own value changed is on top, with score and area before and after.
  const own = answer.locator(".el-table__body tr.el-table__row").first();
  await own.getByText("本身数值变化", { exact: true }).waitFor();
  const told = await own.innerText();
  assert.ok(told.includes(LEASED.name) && /[\d.]+ → [\d.]+/.test(told), told);
  await picture(page, "a9-before-after");
  await page.getByRole("textbox", { name: "答复意见" }).fill("经核对盖章证明，采纳");
  await page.getByRole("button", { name: "采纳并更正" }).click();
  await page.waitForURL(/run=2/);
  const corrected = await get("/api/evaluation?run=2");
  const subjects = (view) => view.pools.find((pool) => pool.name === "规上").subjects;
  const old = new Map(subjects(before).map((subject) => [subject.key, subject]));
  const now = subjects(corrected).find((subject) => subject.key === LEASED.code);
  const was = old.get(LEASED.code);
  near(was.total, total(LEASED), "before");
  near(now.total, total({ figures: ["80", ...LEASED.figures.slice(1)] }), "after");
  const [high, low] = [Number(now.rank), Number(was.rank)];
  assert.ok(high < low, `${low} → ${high}`);
  for (const subject of subjects(corrected)) {
    if (subject.key === LEASED.code) continue;
    const { total: score, rank } = old.get(subject.key);
    assert.equal(subject.total, score, `the score of ${subject.name} stays`);
    const isBetween = Number(rank) >= high && Number(rank) < low;
    assert.equal(Number(subject.rank), Number(rank) + (isBetween ? 1 : 0), `the place of ${subject.name}`);
  }
  // The disputed result stays as it was.
  assert.deepEqual(subjects(await get("/api/evaluation?run=1")), subjects(before));
});

test("A9: the list for the land tax exports with the digests of its run; names of firms in D are on no public page", async () => {
  await workbench("dataset=demo&run=2");
  const { run } = await get("/api/evaluation?run=2");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 Excel" }).click()]);
  const text = rowsOf(await readFile(await file.path()), 1).flat().join("\n");
  assert.match(run.cut, /^[0-9a-f]{64}$/);
  for (const word of [run.cut, run.outcome, "D 档 14 个", LEASED.name]) assert.ok(text.includes(word), word);
  const grade = (await get("/api/evaluation?run=2")).pools.find((pool) => pool.name === "规上").subjects.filter((subject) => subject.grade === "D");
  assert.equal(grade.length, 14);
  const stranger = await watchedPage(site);
  const [walked, waiting] = [new Set(), ["/public"]];
  while (waiting.length > 0 && walked.size < 20) {
    const path = waiting.shift();
    if (walked.has(path)) continue;
    walked.add(path);
    await stranger.page.goto(site.address + path);
    const shown = await stranger.page.content();
    for (const subject of grade) assert.ok(!shown.includes(subject.name) && !shown.includes(subject.key), `${path}: ${subject.name}`);
    const links = await stranger.page.locator("a[href^='/public']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    waiting.push(...links.filter((link) => !/\.(pdf|docx|css|xlsx)$/.test(link)).map((link) => link.replace(/#.*/, "")));
  }
  assert.ok(walked.size >= 3, [...walked].join());
  assert.deepEqual(seen, { foreign: [], faults: [] });
});
