// Checking a plan: the queue by keyboard, corrections on the text, split, merge, undo and redo, two people at once,
// nothing lost on a closed tab, the downloads, and two versions side by side.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { docx } from "./docx.mjs";
import { enteredPage, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

/** Made up for this test; no real place. */
const HEAD = `关于印发东岭市镇村提升行动方案（2026-2027年）的通知
东政字〔2026〕3号

各县人民政府，市政府各部门：
现将《东岭市镇村提升行动方案（2026-2027年）》印发给你们，请认真组织实施。
东岭市人民政府
2026年1月8日

东岭市镇村提升行动方案（2026-2027年）

一、重点任务
`;
const ROADS = "（一）改善道路。到2027年，新建农村公路120公里以上，完成危桥改造9座。（市交通局牵头，市财政局配合）\n";
const PARKS = "（二）扩大绿地。到2027年，新增公园16个，城区绿化覆盖率达到43%以上。推广屋顶种植。（市园林局牵头，市自然资源局配合）\n";
const GUARDS = "二、保障措施\n（一）强化协同。每年开展联合检查2次以上，市直有关部门要通力协作。（市发改委牵头，市直有关部门配合）\n";
const PLAN = HEAD + ROADS + PARKS + GUARDS;
const AMENDED = HEAD + ROADS.replace("120公里", "150公里") + PARKS.replace("推广屋顶种植", "推广立体种植") + "（三）提升供水。到2027年，新建水厂3座。（市水利局牵头）\n" + GUARDS;

let site;
let code;
before(async () => {
  site = await startSite();
  const { page, context } = await watchedPage(site);
  await firstLogIn(page, site);
  await context.close();
});
after(async () => {
  await site?.stop();
});

const items = (page) => page.locator("ol.items > li");
const progress = (page, checked) => page.getByText(`校对进度 ${checked} /`).waitFor();

async function openCheck(page) {
  await page.goto(`${site.address}/plans/${code}`);
  await settled(page);
  await page.getByText("校对进度").waitFor();
}

/** Selects words of the text as a person does with the mouse. */
async function selectWords(page, words) {
  await page.evaluate((wanted) => {
    const pane = document.querySelector(".marked");
    const nodes = [];
    const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const whole = nodes.map((node) => node.data).join("");
    const start = whole.indexOf(wanted);
    if (start < 0) throw new Error(`${wanted} is not in the text`);
    const range = document.createRange();
    let passed = 0;
    for (const node of nodes) {
      if (passed <= start && start < passed + node.length) range.setStart(node, start - passed);
      if (passed < start + wanted.length && start + wanted.length <= passed + node.length) range.setEnd(node, start + wanted.length - passed);
      passed += node.length;
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    pane.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
  }, words);
  return page.getByRole("toolbar", { name: "对所选文字" });
}

test("a Word file becomes a draft in the browser", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/plans`);
  await settled(page);
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  await page.getByLabel("方案文件").setInputFiles({ name: "东岭方案.docx", mimeType: type, buffer: docx(PLAN) });
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.getByText("已导入「").waitFor();
  await page.getByRole("link", { name: "开始校对" }).click();
  await page.waitForURL(/\/plans\/plan_/);
  code = page.url().match(/\/plans\/([a-z0-9_]+)/)[1];
  await progress(page, 0);
  await settled(page);
  assert.equal(await page.locator(".frame-bar").count(), 0, "no frame bar offers another plan here");
  assert.match(page.url(), new RegExp(`plan=${code}`), "the pages that follow are about this plan");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("what is in doubt comes first; one key confirms and moves on; undo and redo", async () => {
  const { page, context, seen } = await enteredPage(site);
  await openCheck(page);
  const doubtful = await items(page).evaluateAll((rows) => rows.map((row) => row.classList.contains("doubtful")));
  assert.ok(doubtful[0], "the first item is in doubt");
  assert.ok(doubtful.indexOf(false) > 0 && !doubtful.slice(doubtful.indexOf(false)).includes(true), `doubts first: ${doubtful}`);
  await picture(page, "check-queue");

  const road = items(page).filter({ hasText: "120公里" });
  await road.locator(".summary").click();
  await page.locator("mark.selected").filter({ hasText: "120公里" }).first().waitFor();
  await picture(page, "check-selected");
  await page.keyboard.press("Enter");
  await progress(page, 1);
  assert.equal(await items(page).locator("xpath=self::*[@aria-current='true']").count(), 1, "the next one is chosen");
  // Keys pressed while the server is slow to answer wait for their turn.
  await page.route("**/decisions", async (route) => {
    await new Promise((later) => setTimeout(later, 400));
    await route.continue();
  });
  for (const key of ["d", "Enter", "j", "Enter"]) await page.keyboard.press(key);
  await progress(page, 3);
  await items(page).locator(".el-tag").filter({ hasText: "待定" }).first().waitFor();
  for (const key of ["u", "u"]) await page.keyboard.press(key);
  await progress(page, 1);
  await page.unroute("**/decisions");
  await page.keyboard.press("u");
  await page.getByText("已撤销：把").waitFor();
  await page.keyboard.press("u");
  await progress(page, 0);
  await page.keyboard.press("Shift+U");
  await progress(page, 1);
  await page.getByRole("tab", { name: /^记录/ }).click();
  await page.getByText("撤销第").first().waitFor();
  await picture(page, "check-record");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("values are edited in the list, with the reading beside them; an impossible value is refused in words", async () => {
  const { page, context, seen } = await enteredPage(site);
  await openCheck(page);
  const park = items(page).filter({ hasText: "公园" });
  await park.locator(".summary").click();
  await page.keyboard.press("e");
  const editor = page.getByRole("group", { name: "更正目标" });
  await editor.getByLabel("数值").fill("十八");
  await editor.getByText("请填写数值").waitFor();
  assert.equal(await editor.getByRole("button", { name: "保存" }).isDisabled(), true);
  await editor.getByLabel("数值").fill("18");
  await picture(page, "check-edit");
  await editor.getByLabel("数值").press("Enter");
  await park.getByText("已更正").waitFor();
  assert.match(await park.locator(".summary").innerText(), /18个/);
  assert.match(await park.locator(".was").innerText(), /机器读取[\s\S]*16个/, "the reading stays in view beside the correction");

  await page.keyboard.press("e");
  await editor.getByLabel("计量单位").fill("坨");
  await editor.getByLabel("计量单位").press("Enter");
  const refused = page.getByRole("dialog", { name: "用了新的写法" });
  await refused.getByText("“坨”在方案和词表中都没有").waitFor();
  await picture(page, "check-unknown");
  await refused.getByRole("button", { name: "回去修改" }).click();
  await editor.getByLabel("计量单位").fill("处");
  await editor.getByLabel("计量单位").press("Enter");
  await editor.waitFor({ state: "detached" });
  assert.match(await park.locator(".summary").innerText(), /18处/);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("words selected in the text become a number, an agency, a new soft target", async () => {
  const { page, context, seen } = await enteredPage(site);
  await openCheck(page);
  await items(page).filter({ hasText: "覆盖率" }).locator(".summary").click();
  let panel = await selectWords(page, "43%");
  await picture(page, "check-selection");
  await panel.getByRole("button", { name: "设为数值" }).click();
  const editor = page.getByRole("group", { name: "更正目标" });
  await editor.getByText("「43%」").waitFor();
  await editor.getByRole("button", { name: "保存" }).click();
  await editor.waitFor({ state: "detached" });

  panel = await selectWords(page, "推广屋顶种植");
  await panel.getByRole("button", { name: "软目标" }).click();
  await page.getByRole("group", { name: "新增软目标" }).getByRole("button", { name: "保存" }).click();
  await items(page).filter({ hasText: "推广屋顶种植" }).getByText("人工新增").waitFor();

  await items(page).filter({ hasText: "推广屋顶种植" }).locator(".summary").click();
  panel = await selectWords(page, "屋顶种植");
  await panel.getByRole("button", { name: "设为软目标内容" }).click();
  await page.getByRole("group", { name: "更正软目标" }).getByRole("button", { name: "保存" }).click();
  await page.locator("mark.selected", { hasText: /^屋顶种植$/ }).waitFor();

  const task = items(page).filter({ hasText: "扩大绿地" }).first();
  await task.locator(".summary").click();
  panel = await selectWords(page, "市财政局");
  await panel.getByRole("button", { name: "配合", exact: true }).click();
  await page.getByRole("group", { name: "更正任务" }).getByRole("button", { name: "保存" }).click();
  await task.getByText("市财政局").first().waitFor();
  panel = await selectWords(page, "（二）扩大绿地。到2027年，新增公园16个，城区绿化覆盖率达到43%以上。");
  await panel.getByRole("button", { name: "设为任务范围" }).click();
  await page.getByRole("group", { name: "更正任务" }).getByRole("button", { name: "保存" }).click();
  await page.getByRole("group", { name: "更正任务" }).waitFor({ state: "detached" });
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a task is split in the text, in its place; equal parts are refused; two targets are merged; both undone", async () => {
  const { page, context, seen } = await enteredPage(site);
  await openCheck(page);
  await page.getByRole("tab", { name: /^任务/ }).click();
  await page.getByRole("tabpanel", { name: "任务" }).getByText("把握低的在前").click();
  const road = items(page).filter({ hasText: "改善道路" }).first();
  await road.locator(".summary").click();
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: /拆分/ });
  await dialog.getByText("完全相同").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "拆分", exact: true }).isDisabled(), true);
  await picture(page, "check-split-same");
  await dialog.getByRole("button", { name: "取消" }).click();

  const panel = await selectWords(page, "完成危桥改造9座");
  await panel.getByRole("button", { name: "从这里拆成两项" }).click();
  await dialog.getByRole("button", { name: "拆分", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  const rows = await items(page).locator(".line").allInnerTexts();
  const whole = rows.findIndex((row) => row.includes("已拆分"));
  assert.ok(rows[whole + 1].includes("拆出") && rows[whole + 2].includes("拆出"), `parts stand after the whole: ${rows}`);
  await picture(page, "check-split");
  await page.keyboard.press("u");
  await page.getByText("已撤销：拆分").waitFor();
  assert.equal(await items(page).filter({ hasText: "拆出" }).count(), 0);

  await page.getByRole("tab", { name: /^目标/ }).click();
  for (const words of ["120公里", "危桥"]) {
    await items(page).filter({ hasText: words }).locator(".summary").click();
    await page.keyboard.press("m");
  }
  await page.keyboard.press("Shift+M");
  const merge = page.getByRole("group", { name: "合并为一条目标" });
  await merge.getByLabel("指标").first().fill("道路和桥梁");
  await merge.getByRole("button", { name: "保存" }).click();
  const merged = items(page).filter({ hasText: "道路和桥梁" });
  await merged.getByText(/由 .*、.* 合并/).waitFor();
  await picture(page, "check-merge");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("u");
  await merged.waitFor({ state: "detached" });
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a closed tab loses nothing that was typed", async () => {
  const { page, context, seen } = await enteredPage(site);
  await openCheck(page);
  const bridge = items(page).filter({ hasText: "危桥" });
  await bridge.locator(".summary").click();
  await page.keyboard.press("e");
  await page.getByRole("group", { name: "更正目标" }).getByLabel("指标").first().fill("农村危桥改造");
  await page.close();
  const again = await context.newPage();
  await openCheck(again);
  await again.getByText("填了一半没有保存").waitFor();
  await picture(again, "check-unsent");
  await again.getByRole("button", { name: "继续填写" }).click();
  const editor = again.getByRole("group", { name: "更正目标" });
  assert.equal(await editor.getByLabel("指标").first().inputValue(), "农村危桥改造");
  await editor.getByRole("button", { name: "保存" }).click();
  await items(again).filter({ hasText: "农村危桥改造" }).getByText("已更正").waitFor();
  await again.reload();
  await again.getByText("校对进度").waitFor();
  assert.equal(await again.getByText("填了一半没有保存").count(), 0);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("two people share the chapters, see each other's work, and never overwrite it", async () => {
  const oneTime = await site.addUser("lisi", "李四");
  const mine = await enteredPage(site);
  const theirs = await watchedPage(site);
  await firstLogIn(theirs.page, site, oneTime, "lisi");
  await openCheck(mine.page);
  await openCheck(theirs.page);

  await theirs.page.locator(".chapters").click();
  await theirs.page.getByRole("option", { name: /^二/ }).first().click();
  await theirs.page.getByRole("button", { name: "我来校对" }).click();
  await mine.page.getByText(/李四 \d+\/\d+/).waitFor({ timeout: 10_000 });
  await picture(mine.page, "check-shared");

  // Both open the same item; the second to save has not seen what the first saved, whatever came in meanwhile.
  const check = (page) => items(page).filter({ hasText: "联合检查" }).first();
  const editor = (page) => page.getByRole("group", { name: "更正目标" });
  await check(mine.page).locator(".summary").click();
  await mine.page.keyboard.press("e");
  await editor(mine.page).getByLabel("数值").fill("6");
  await check(theirs.page).locator(".summary").click();
  await theirs.page.keyboard.press("e");
  await editor(theirs.page).getByLabel("数值").fill("4");
  await editor(theirs.page).getByLabel("数值").press("Enter");
  await check(theirs.page).getByText("已更正").waitFor();
  await check(mine.page).getByText("已更正").waitFor({ timeout: 10_000 });
  await editor(mine.page).getByLabel("数值").press("Enter");
  const refused = mine.page.getByRole("dialog", { name: "同事先改了这一条" });
  await refused.getByText(/“李四”已于.*先一步/).waitFor();
  await refused.getByText("6次").waitFor();
  await picture(mine.page, "check-stale");
  await refused.getByRole("button", { name: "保留现在的内容" }).click();
  assert.equal(await editor(mine.page).getByLabel("数值").inputValue(), "6", "what was typed is still there");
  await editor(mine.page).getByRole("button", { name: "取消" }).click();
  await check(mine.page).getByText(/4次/).first().waitFor({ timeout: 10_000 });
  await mine.context.close();
  await theirs.context.close();
});

test("the checked plan comes down as workbook, JSON, Akoma Ntoso and StratML", async () => {
  const { page, context, seen } = await enteredPage(site);
  await openCheck(page);
  for (const [name, kind, start] of [
    ["任务分解表", "xlsx", "PK"],
    ["全部内容", "json", "{"],
    ["正文", "xml", "<?xml"],
    ["目标体系", "xml", "<?xml"],
  ]) {
    await page.getByRole("button", { name: "导出" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name }).click()]);
    assert.match(file.suggestedFilename(), new RegExp(`\\.${kind}$`));
    const bytes = await readFile(await file.path());
    assert.ok(bytes.toString("utf8").startsWith(start), `${name} is not what it says`);
    if (kind === "json") {
      const plan = JSON.parse(bytes.toString("utf8"));
      assert.ok(plan.decisions.length > 5 && plan.draft.targets.length > 0 && plan.plan.targets.length > 0);
    }
  }
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("two versions are compared task by task and target by target, down to the words", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/plans`);
  await settled(page);
  await page.locator(`a[href*="/compare?old=${code}"]`).first().click();
  await page.getByRole("heading", { name: "方案比较" }).waitFor();
  await page.getByText("修改", { exact: false }).first().waitFor();
  await page.locator(".sides label").nth(1).locator(".el-select").click();
  await page.getByRole("option", { name: "另选文件" }).click();
  await page.getByLabel("比较的文件").setInputFiles({ name: "修订稿.txt", mimeType: "text/plain", buffer: Buffer.from(AMENDED) });
  const changes = page.locator(".changes > li");
  await changes.filter({ hasText: "提升供水" }).first().waitFor();
  assert.equal(await changes.filter({ hasText: "提升供水" }).first().getByText("新增").count(), 1);
  await changes.filter({ hasText: /由120.*上调为150/ }).first().waitFor();
  await changes.locator("ins", { hasText: "立体" }).first().waitFor();
  await picture(page, "compare");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出" }).click()]);
  assert.equal(file.suggestedFilename(), "方案比较.xlsx");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
