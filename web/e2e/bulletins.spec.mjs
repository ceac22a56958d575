// A7: a bulletin from a frozen quarter. The paper is the one of the standard; 35 items print the shares that the scenario
// gives under either way of rounding, 222 those that a county published; each figure says where it came from, the annex
// holds the list, edits are on record, and the same freeze gives the same again.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { partOf, rowsOf, wordsOf } from "./docx.mjs";
import { everyYear, firstLogIn, importFigures, openList, picture, settled, startSite, watchedPage } from "./site.mjs";

const PLAN = "weifang_county_2024_2025";
const TWIPS_IN_MM = 1440 / 25.4;

let site;
let watched;
before(async () => {
  site = await startSite(everyYear);
  watched = await watchedPage(site);
  await firstLogIn(watched.page, site);
});
after(async () => {
  await site?.stop();
});

/** Writes one from the frozen quarter of the demo; gives its number and its Word file. */
async function written(rounding) {
  const { page } = watched;
  await page.goto(`${site.address}/bulletins?dataset=demo&as_of=2025-09-30`);
  await settled(page);
  await page.getByRole("button", { name: "生成通报" }).click();
  const dialog = page.getByRole("dialog", { name: "生成通报" });
  await openList(page, "冻结数据");
  await page.getByRole("option", { name: /^2025年第?(3|三)季度/ }).click();
  await dialog.getByText(rounding).click();
  await dialog.getByRole("button", { name: "生成", exact: true }).click();
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByRole("dialog", { name: "通报详情" }).getByText("文中数字").waitFor({ timeout: 180_000 });
  const made = await (await page.request.get(`${site.address}/api/plans/${PLAN}/bulletins`)).json();
  const id = Math.max(...made.map((one) => one.id));
  return { id, bytes: await (await page.request.get(`${site.address}/api/bulletins/${id}/file.docx`)).body() };
}
/** Counts with the share printed behind each, in the order of the text. */
const shares = (words) => [...words.matchAll(/(\d+)项，占(\d+\.\d)%/g)].map((found) => [Number(found[1]), found[2]]);
const tenths = (share) => Math.round(Number(share) * 10);
let first;

test("A7: the paper is A4 with margins of 37 and 28 mm around 156 × 225, 3号仿宋 below a title of 2号小标宋", async () => {
  first = await written("倒挤：");
  const xml = partOf(first.bytes, "word/document.xml");
  const number = (name, attribute) => Number(xml.match(new RegExp(`<w:${name} [^>]*w:${attribute}="(\\d+)"`))[1]) / TWIPS_IN_MM;
  const near = (found, wanted, what) => assert.ok(Math.abs(found - wanted) < 1, `${what}: ${found} mm instead of ${wanted}`);
  near(number("pgSz", "w"), 210, "width");
  near(number("pgSz", "h"), 297, "height");
  near(number("pgMar", "top"), 37, "top");
  near(number("pgMar", "left"), 28, "left");
  near(number("pgSz", "w") - number("pgMar", "left") - number("pgMar", "right"), 156, "版心 width");
  near(number("pgSz", "h") - number("pgMar", "top") - number("pgMar", "bottom"), 225, "版心 height");
  const styles = partOf(first.bytes, "word/styles.xml");
  const style = (font) => styles.split("</w:style>").filter((one) => one.includes(font)).join("");
  assert.match(styles, /w:eastAsia="仿宋_GB2312"/);
  assert.match(styles, /<w:sz w:val="32"\/>/, "3号 is 16 pt");
  assert.match(style("方正小标宋简体"), /<w:sz w:val="44"\/>/, "2号 is 22 pt");
  await picture(watched.page, "a7-bulletin");
});

test("A7: shares add up to 100.0 with 倒挤 on the largest; each is rounded for itself, and said so, in the way of statistics", async () => {
  const found = shares(wordsOf(first.bytes));
  assert.ok(found.length >= 4, wordsOf(first.bytes));
  const total = found.reduce((sum, [count]) => sum + count, 0);
  const rounded = found.map(([count]) => Math.round((count / total) * 1000));
  const largest = found.findIndex(([count]) => count === Math.max(...found.map(([each]) => each)));
  const rest = 1000 - rounded.reduce((sum, each) => sum + each, 0);
  assert.deepEqual(found.map(([, share]) => tenths(share)), rounded.map((each, place) => (place === largest ? each + rest : each)));
  const plain = await written("统计：");
  assert.deepEqual(shares(wordsOf(plain.bytes)).map(([count, share]) => [count, tenths(share)]), found.map(([count], place) => [count, rounded[place]]));
  assert.match(wordsOf(plain.bytes), /四舍五入/);
  assert.doesNotMatch(wordsOf(first.bytes), /四舍五入/);
});

test("A7: the same freeze gives the same text again, and the same bytes from the same cut", async () => {
  const again = await written("倒挤：");
  assert.notEqual(again.id, first.id);
  assert.equal(wordsOf(again.bytes), wordsOf(first.bytes));
  const detail = watched.page.getByRole("dialog", { name: "通报详情" });
  await detail.getByRole("button", { name: "用当前程序重新排版并比对" }).click();
  await detail.getByText("重新排版：逐字节一致").nth(2).waitFor({ timeout: 180_000 });
  assert.equal(await detail.getByText("重新排版：逐字节一致").count(), 3, "Word, PDF and Excel");
});

/** A 示例 plan with one sentence for each indicator, and targets of it at `count` places in all. Returns its rows in order. */
async function planOf(code, indicators, places, count) {
  const { page } = watched;
  const name = `示例县域任务调度方案之${code.endsWith("35") ? "一" : "二"}`;
  const sentences = indicators.map((one, place) => `${place + 1}.示例任务${place + 1}。到2025年，新建示例设施100${one.unit}。（市发改委牵头）`);
  const text = [
    `示例市人民政府关于印发《${name}（2024—2025年）》的通知`,
    "示政字〔2024〕1号",
    "",
    `${name}（2024—2025年）`,
    "本方案为检验通报而编写，文中数字不反映任何地方的实际情况。",
    "一、重点任务",
    "（一）示例任务",
    ...sentences,
  ].join("\n");
  const ask = (method, path, body, isFile) =>
    page.evaluate(
      async ([method, path, body, isFile]) => {
        const session = await (await fetch("/api/session")).json();
        const headers = { "x-junxian-csrf": session.csrf };
        let sent = body && JSON.stringify(body);
        if (isFile) {
          sent = new FormData();
          sent.append("file", new Blob([body.text], { type: "text/plain" }), "方案.txt");
          sent.append("code", body.code);
        } else if (body) headers["content-type"] = "application/json";
        const reply = await fetch(path, { method, headers, body: sent });
        const answer = await reply.json();
        if (!reply.ok) throw new Error(`${path}: ${reply.status} ${answer.detail}`);
        return answer;
      },
      [method, path, body, isFile],
    );
  await ask("POST", "/api/plans", { text, code }, true);
  let review = await ask("GET", `/api/plans/${code}`);
  const targets = review.items.filter((item) => item.kind === "target").map((item) => item.current.item);
  assert.equal(targets.length, indicators.length, "one target a sentence");
  const rows = [];
  for (const [place, target] of targets.entries()) {
    const held = places.slice(0, Math.min(places.length, count - rows.length));
    rows.push(...held.map((name) => ({ indicator: indicators[place], place: name })));
    const item = { ...target, indicator: indicators[place].code, places: held, distribute_each: true, nature: "flow" };
    const action = { action: "correct", item: { kind: "target", item } };
    review = await ask("POST", `/api/plans/${code}/decisions`, { action, note: "检验用", seen: review.revision, accept_unknown: true });
  }
  assert.equal(rows.length, count);
  return rows;
}

/** A bulletin of a plan in the way that a person makes one. */
async function bulletinOf(plan, frozen, rounding, preset) {
  const { page } = watched;
  await page.goto(`${site.address}/bulletins?dataset=real&as_of=2025-09-30&plan=${plan}${preset ? `&preset=${preset}` : ""}`);
  await settled(page);
  await page.getByRole("button", { name: "生成通报" }).click();
  const dialog = page.getByRole("dialog", { name: "生成通报" });
  await openList(page, "冻结数据");
  await page.getByRole("option", { name: frozen }).first().click();
  await dialog.getByText(rounding).click();
  // Without it no number is given.
  await dialog.getByLabel("发文机关").fill("示例市发展和改革委员会");
  await dialog.getByRole("button", { name: "生成", exact: true }).click();
  const detail = page.getByRole("dialog", { name: "通报详情" });
  await detail.getByText("文中数字").waitFor({ timeout: 180_000 });
  const made = await (await page.request.get(`${site.address}/api/plans/${plan}/bulletins`)).json();
  const id = Math.max(...made.map((one) => one.id));
  const file = async (kind) => await (await page.request.get(`${site.address}/api/bulletins/${id}/file.${kind}`)).body();
  return { id, detail, docx: await file("docx"), xlsx: await file("xlsx") };
}

/** Values of 2024 and of three quarters of 2025 that are so many of 100 in all: the calendar stands at 87.5 %. */
const AMOUNTS = { done: [60, 14], ahead: [50, 15], onTrack: [52, 12], behind: [30, 10] };
const figuresOf = (rows, states) =>
  rows.flatMap((row, place) => {
    const amounts = AMOUNTS[states[place]];
    if (!amounts) return [];
    const line = (period, value) => `${row.indicator.code},${row.place},${period},${value},${row.indicator.unit},管理区,P,最终,检验用数据（示例）`;
    return [line("2024", amounts[0]), ...["2025-Q1", "2025-Q2", "2025-Q3"].map((quarter) => line(quarter, amounts[1]))];
  });
const repeated = (counts) => Object.entries(counts).flatMap(([state, count]) => Array(count).fill(state));

async function freezeQuarter() {
  const { page } = watched;
  await page.goto(`${site.address}/cuts?dataset=real`);
  await settled(page);
  await page.getByLabel("报告期", { exact: true }).fill("2025-Q3");
  await page.getByRole("button", { name: "冻结当前数据" }).click();
  await page.getByText("与摘要一致").first().waitFor();
}
/** Flows that are counted and are no official statistics, with what 示例 places have of them. */
async function dictionary() {
  const { indicators, places } = await (await watched.page.request.get(`${site.address}/api/dictionary`)).json();
  const countable = indicators.filter((one) => one.nature === "flow" && !one.is_official_statistic && /^[个家项次场所]$/.test(one.unit));
  // Those of which nothing was published for a part of the city in the term, so that the rows have no other values than these.
  const flows = [];
  for (const one of countable) {
    const { rows } = await (await watched.page.request.get(`${site.address}/api/observations?dataset=real&indicator=${one.code}&limit=500`)).json();
    if (rows.every((row) => row.observation.place === "370700" || row.observation.period < "2024")) flows.push(one);
  }
  return { flows, counties: places.filter((one) => one.kind === "county").map((one) => one.name), zones: places.filter((one) => one.kind === "zone").map((one) => one.name) };
}

let ofThirtyFive;
test("A7: 35 items, 9 完成 18 达序时 6 未达 2 其他, are 25.7, 51.5, 17.1 and 5.7 in all 100.0; the figures have a trace and the annex is the list", async () => {
  const { page } = watched;
  const { flows, counties, zones } = await dictionary();
  const rows = await planOf("shares_35", flows.slice(0, 3), counties, 35);
  await importFigures(page, site, ...figuresOf(rows, repeated({ done: 9, onTrack: 18, behind: 6, none: 2 })));
  const places = [...counties, ...zones];
  const needed = 3 + Math.ceil(222 / places.length);
  assert.ok(flows.length >= needed, `${flows.length} indicators without such values, ${needed} are needed`);
  const more = await planOf("shares_222", flows.slice(3, needed), places, 222);
  await importFigures(page, site, ...figuresOf(more, repeated({ done: 24, onTrack: 162, ahead: 17, behind: 10, none: 9 })));
  await freezeQuarter();
  ofThirtyFive = await bulletinOf("shares_35", /^2025年第?(3|三)季度/, "倒挤：");
  assert.deepEqual(
    shares(wordsOf(ofThirtyFive.docx)).filter(([count]) => count > 0),
    [[9, "25.7"], [18, "51.5"], [6, "17.1"], [2, "5.7"]],
  );
  assert.match(wordsOf(ofThirtyFive.docx), /共35项/);
  await picture(page, "a7-35");

  // One figure of the text: what it was divided by what, and the rows under the count.
  await ofThirtyFive.detail.locator(".figures button", { hasText: "51.5" }).first().click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText(/部分 ÷ 总计 × 100，倒挤/).waitFor();
  const told = await drawer.innerText();
  for (const number of ["51.5", "18", "35"]) assert.ok(told.includes(number), `${number}: ${told}`);
  await picture(page, "a7-trace");
  await page.keyboard.press("Escape");

  // The annex: every row of the list with its value and its state, and no other.
  const list = await (await page.request.get(`${site.address}/api/plans/shares_35/targets?dataset=real&as_of=2025-09-30`)).json();
  assert.equal(list.rows.length, 35);
  const annex = rowsOf(ofThirtyFive.xlsx, 1);
  const head = annex.findIndex((row) => row[0] === "序号");
  const lines = annex.slice(head + 1).filter((row) => /^\d+$/.test(row[0]));
  assert.equal(lines.length, 35);
  for (const [place, row] of list.rows.entries()) {
    const cells = lines[place];
    assert.ok(cells.includes(row.place), `${row.place} is not in ${cells.join("|")}`);
    if (row.actual.text !== "—") assert.ok(cells.includes(row.actual.text), `${row.actual.text} is not in ${cells.join("|")}`);
    assert.ok(cells.includes(row.status_label), `${row.status_label} is not in ${cells.join("|")}`);
  }
});

test("A7: in the way of statistics the same 35 are 25.7, 51.4, 17.1 and 5.7 with the note", async () => {
  const plain = await bulletinOf("shares_35", /^2025年第?(3|三)季度/, "统计：");
  assert.deepEqual(
    shares(wordsOf(plain.docx)).filter(([count]) => count > 0),
    [[9, "25.7"], [18, "51.4"], [6, "17.1"], [2, "5.7"]],
  );
  assert.match(wordsOf(plain.docx), /部分数据因四舍五入，总计与分项合计不等/);
});

test("A7: 222 items of five classes are 10.8, 72.9, 7.7, 4.5 and 4.1", async () => {
  const made = await bulletinOf("shares_222", /^2025年第?(3|三)季度/, "倒挤：", "five_states");
  const found = new Map(shares(wordsOf(made.docx)));
  assert.deepEqual([24, 162, 17, 10, 9].map((count) => found.get(count)), ["10.8", "72.9", "7.7", "4.5", "4.1"], wordsOf(made.docx));
  assert.match(wordsOf(made.docx), /共222项/);
});

test("A7: the text is edited on record, approved by another, numbered and published; the draft and its freeze stay the same", async () => {
  const { page } = watched;
  const oneTime = await site.addUser("fuhe", "县域科复核");
  const second = await watchedPage(site);
  await firstLogIn(second.page, site, oneTime, "fuhe");
  await page.goto(`${site.address}/bulletins?dataset=real&as_of=2025-09-30&plan=shares_35&open=${ofThirtyFive.id}`);
  await settled(page);
  await page.getByRole("dialog", { name: "通报详情" }).getByRole("button", { name: "办理签发" }).click({ timeout: 180_000 });
  await page.getByRole("heading", { name: "正文" }).waitFor();
  await page.getByRole("button", { name: "修改第1段" }).click();
  const box = page.getByLabel("第1段", { exact: true });
  const original = await box.inputValue();
  await box.fill(`经会商，${original}`);
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText("修改第 1 段").waitFor();
  // What was taken out and what was put in, with who and when.
  const record = page.locator("section", { hasText: "办理记录" }).last();
  assert.match(await record.innerText(), /经会商/);
  await picture(page, "a7-edited");
  await page.getByRole("button", { name: "送审" }).click();
  await page.getByText("待审核签发").waitFor();
  await second.page.goto(page.url());
  // Whoever approves reads in Word who changed what.
  const [saved] = await Promise.all([second.page.waitForEvent("download", { timeout: 180_000 }), second.page.getByRole("button", { name: "下载修改痕迹稿（Word）" }).click()]);
  assert.match(saved.suggestedFilename(), /（修改痕迹稿）\.docx$/);
  const marked = partOf(await readFile(await saved.path()), "word/document.xml");
  assert.match(marked, /<w:ins w:id="\d+" w:author="[^"]*（[^"]+）" w:date="\d{4}-\d\d-\d\dT[\d:]{8}Z"><w:r>.*?经会商，<\/w:t><\/w:r><\/w:ins>/);
  assert.doesNotMatch(marked, /<w:del /, "nothing was struck out");
  await second.page.getByRole("button", { name: "签发", exact: true }).click();
  await second.page.getByText("已签发").first().waitFor();
  await page.reload();
  await page.getByRole("button", { name: "编定文号" }).click();
  await page.getByText(/示县域〔\d{4}〕\d+号/).first().waitFor();
  await page.getByRole("button", { name: "内部发布" }).click();
  await page.getByText("发布（内部）").waitFor({ timeout: 180_000 });
  const issues = await (await page.request.get(`${site.address}/api/issues?dataset=real`)).json();
  const issue = issues.find((one) => one.draft === ofThirtyFive.id);
  const published = await (await page.request.get(`${site.address}/api/bulletins/${issue.document}/file.docx`)).body();
  assert.match(wordsOf(published), /经会商，/);
  assert.ok(wordsOf(published).includes(issue.number), issue.number);
  const draft = await (await page.request.get(`${site.address}/api/bulletins/${ofThirtyFive.id}/file.docx`)).body();
  assert.ok(draft.equals(ofThirtyFive.docx), "the draft is as it was");
  const again = await bulletinOf("shares_35", /^2025年第?(3|三)季度/, "倒挤：");
  assert.equal(wordsOf(again.docx), wordsOf(ofThirtyFive.docx), "the same freeze gives the same text");
  assert.deepEqual(second.seen, { foreign: [], faults: [] });
  await second.context.close();
});

test("no page of the bulletins asks another host or complains", () => {
  assert.deepEqual(watched.seen, { foreign: [], faults: [] });
});
