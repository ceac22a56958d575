// A7 as far as the demo goes: a bulletin from a frozen quarter. The paper is the one of the standard, the shares of the
// sentence are those of the counts beside it under either way of rounding, and the same freeze gives the same text again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { partOf, wordsOf } from "./docx.mjs";
import { everyYear, firstLogIn, openList, picture, settled, startSite, watchedPage } from "./site.mjs";

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

test("no page of the bulletins asks another host or complains", () => {
  assert.deepEqual(watched.seen, { foreign: [], faults: [] });
});
