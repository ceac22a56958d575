// The work of the planning section in the browser: import, data in and out, a bulletin. Checking has a file of its own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PASSWORD, enteredPage, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

/** Made up for this test; no real place. */
const PLAN = `关于印发东岭市镇村提升行动方案（2026-2027年）的通知
东政字〔2026〕3号

各县人民政府，市政府各部门：
现将《东岭市镇村提升行动方案（2026-2027年）》印发给你们，请认真组织实施。
东岭市人民政府
2026年1月8日

东岭市镇村提升行动方案（2026-2027年）

一、重点任务
（一）改善道路。到2027年，新建农村公路120公里以上，完成危桥改造9座。（市交通局牵头，市财政局配合）
（二）扩大绿地。到2027年，新增公园16个，城区绿化覆盖率达到43%以上。（市园林局牵头，市自然资源局配合）
`;

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

test("a plan is imported by hand as a text", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/plans`);
  await settled(page);
  await page.getByLabel("方案文件").setInputFiles({ name: "东岭方案.txt", mimeType: "text/plain", buffer: Buffer.from(PLAN) });
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await page.getByText("已导入「").waitFor();
  await picture(page, "plan-imported");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("the same text cannot be imported twice, and a file that is no plan is refused with the reason", async () => {
  const { page, context } = await enteredPage(site);
  await page.goto(`${site.address}/plans`);
  await settled(page);
  for (const file of [
    { name: "东岭方案.txt", mimeType: "text/plain", buffer: Buffer.from(PLAN), reason: /已/ },
    { name: "空.txt", mimeType: "text/plain", buffer: Buffer.alloc(0), reason: /空/ },
    { name: "假.docx", mimeType: "application/octet-stream", buffer: Buffer.from("no archive"), reason: /Word/ },
  ]) {
    const { reason, ...input } = file;
    await page.getByLabel("方案文件").setInputFiles(input);
    await page.getByRole("button", { name: "导入", exact: true }).click();
    await page.locator(".problem", { hasText: reason }).waitFor();
    assert.ok((await page.locator(".pick").innerText()).includes(file.name), "the chosen file stays chosen");
  }
  await picture(page, "plan-refused");
  await context.close();
});

test("a faulty data file is refused line by line, and nothing of it is kept", async () => {
  const { page, context } = await enteredPage(site);
  await page.goto(`${site.address}/data`);
  await settled(page);
  const before = await page.getByText(/^共 \d+ 条$/).innerText();
  const [template] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载模板" }).click()]);
  assert.match(template.suggestedFilename(), /\.xlsx$/);
  const header = (await (await page.request.get(`${site.address}/api/observations.csv?template=true`)).text()).split(/\r?\n/)[0];
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "导入数据" });
  await dialog.getByLabel("数据文件").setInputFiles({ name: "坏.csv", mimeType: "text/csv", buffer: Buffer.from(`${header}\n${["没有的指标", "370702", "2025", "十二", "亿元"].join(",")}\n`) });
  await dialog.getByRole("button", { name: "导入", exact: true }).click();
  await dialog.getByText("文件没有导入").waitFor();
  assert.ok((await dialog.locator(".line-errors tbody tr").count()) > 0);
  await picture(page, "data-refused");
  await dialog.getByRole("button", { name: "取消" }).click();
  await page.reload();
  await settled(page);
  assert.equal(await page.getByText(/^共 \d+ 条$/).innerText(), before);
  await context.close();
});

test("a bulletin is written and its three files come down whole; its figures can be asked", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/bulletins`);
  await settled(page);
  await page.getByRole("button", { name: "生成通报" }).click();
  const dialog = page.getByRole("dialog", { name: "生成通报" });
  await picture(page, "bulletin-create");
  await dialog.getByLabel("文号").fill("示例〔2026〕1号");
  await dialog.getByRole("button", { name: "生成", exact: true }).click();
  const detail = page.getByRole("dialog", { name: "通报详情" });
  await detail.getByText("文中数字").waitFor({ timeout: 60_000 });
  await picture(page, "bulletin-detail");
  for (const [label, kind, magic] of [
    ["下载 Word", "docx", "PK"],
    ["下载 PDF", "pdf", "%PDF"],
    ["下载 Excel 附表", "xlsx", "PK"],
  ]) {
    const [file] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), detail.getByRole("button", { name: label }).click()]);
    assert.match(file.suggestedFilename(), new RegExp(`\\.${kind}$`));
    assert.ok((await readFile(await file.path())).subarray(0, 8).toString("latin1").startsWith(magic), `${kind} is not what it says`);
  }
  await detail.getByText("待填：发文机关").waitFor();
  await detail.getByRole("button", { name: "用当前程序重新排版并比对" }).click();
  await detail.getByText("重新排版：逐字节一致").nth(2).waitFor({ timeout: 60_000 });
  await detail.locator(".figures button").first().click();
  await page.getByRole("dialog", { name: "从哪来" }).getByText("数字编号").waitFor();
  await picture(page, "bulletin-figure");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("when the session has run out the user logs in over the page and loses nothing", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/bulletins`);
  await settled(page);
  await page.getByRole("button", { name: "生成通报" }).click();
  const dialog = page.getByRole("dialog", { name: "生成通报" });
  await dialog.getByLabel("文号").fill("示例〔2026〕2号");
  await context.clearCookies();
  await dialog.getByRole("button", { name: "生成", exact: true }).click();
  const again = page.getByRole("dialog", { name: "登录已过期" });
  await again.locator("#password").fill(PASSWORD);
  await picture(page, "session-expired");
  await again.getByRole("button", { name: "登录" }).click();
  await again.waitFor({ state: "hidden" });
  assert.equal(await dialog.getByLabel("文号").inputValue(), "示例〔2026〕2号");
  await dialog.getByRole("button", { name: "生成", exact: true }).click();
  await page.getByRole("dialog", { name: "通报详情" }).getByText("示例〔2026〕2号").waitFor({ timeout: 60_000 });
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("the ledgers come down as workbooks", async () => {
  const { page, context } = await enteredPage(site);
  for (const [path, button] of [
    ["/tasks", "导出任务分解表"],
    ["/targets", "导出"],
  ]) {
    await page.goto(site.address + path);
    await settled(page);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button, exact: true }).click()]);
    assert.match(file.suggestedFilename(), /[\u4e00-\u9fff].*\.xlsx$/);
    assert.equal((await readFile(await file.path())).subarray(0, 2).toString(), "PK");
  }
  await context.close();
});
