// Registers made from a pack alone: list, form with faults, steps, history, Excel out and in, probable duplicates.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { enteredPage, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

const LIST = "/registers/mu_benefit/industrial_enterprise?period=2025";
/** A published code; the firm under it is made up for this test. */
const CODE = "913700007456765902";

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

test("registers are listed by pack, and 演示 rows are paged, filtered and marked", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/registers?dataset=demo`);
  await settled(page);
  await page.getByRole("heading", { name: "亩产效益综合评价 版本" }).waitFor();
  await picture(page, "registers");
  await page.goto(`${site.address}${LIST}&dataset=demo`);
  await settled(page);
  assert.ok((await page.locator(".demo-banner").innerText()).includes("演示"));
  await page.locator(".ledger-count", { hasText: "304" }).waitFor();
  await picture(page, "register-list");
  await page.getByLabel("名称或代码").fill("机械");
  await page.getByRole("button", { name: "查询" }).click();
  await settled(page);
  const shown = await page.locator(".el-table__body tr").allInnerTexts();
  assert.ok(shown.length > 0 && shown.every((text) => text.includes("机械")));
  await page.locator(".ledger-count button.figure").click();
  await page.getByText("名录中符合条件的行数").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "状态看板" }).click();
  await page.locator(".board .column").first().waitFor();
  await picture(page, "register-board");
  await page.getByRole("tab", { name: "疑似重复" }).click();
  await page.getByText("待核对 4 对").waitFor();
  await picture(page, "register-duplicates");
  await page.getByRole("tab", { name: "计数" }).click();
  await page.locator("table.counts .figure").first().click();
  await page.getByText(/逐行计数/).waitFor();
  await picture(page, "register-count-derivation");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a row is filled in by hand: faults stand beside their fields, and steps follow the rules", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}${LIST}`);
  await settled(page);
  await page.getByRole("button", { name: "新增", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: /新增/ });
  await drawer.locator("#field-credit_code").fill("913700007456765903");
  await drawer.locator("#field-name").fill("浏览器试验厂");
  await drawer.locator("#field-land_area").fill("-3");
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await drawer.getByText("统一社会信用代码校验不通过").waitFor();
  await drawer.getByText("-3 小于最小值 0 亩").waitFor();
  await picture(page, "register-form-faults");
  await drawer.locator("#field-credit_code").fill(CODE);
  await drawer.locator("#field-land_area").fill("12公顷");
  for (const [field, option] of [
    ["county", "奎文区"],
    ["above_scale", "是"],
  ]) {
    await drawer.locator(`#field-${field}`).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  }
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存").waitFor();
  const row = page.getByRole("dialog", { name: "浏览器试验厂" });
  await row.getByRole("button", { name: "填报", exact: true }).click();
  await page.getByRole("button", { name: "确认办理" }).click();
  await page.getByText("已办理“填报”，现为“待审核”").waitFor();
  await row.getByText("您办理过本行的“填报”，按不相容岗位规定不能再办此环节").waitFor();
  await row.getByText("该行处于“待审核”，数据不能修改").waitFor();
  await picture(page, "register-row");
  await row.getByRole("tab", { name: /历史/ }).click();
  await row.locator(".el-timeline").getByText("用地面积（亩）").first().waitFor();
  await picture(page, "register-history");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("Excel goes out, comes in with a preview, and a faulty file is refused line by line", async () => {
  const { page, context } = await enteredPage(site);
  await page.goto(`${site.address}${LIST}`);
  await settled(page);
  const [template] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载模板" }).click()]);
  assert.equal(template.suggestedFilename(), "工业企业（2025年）模板.xlsx");
  const [out] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 csv" }).click()]);
  const csv = (await readFile(await out.path())).toString("utf8");
  const head = csv.split(/\r?\n/)[0];
  assert.ok(head.includes("用地面积（亩）"));
  const other = "91330100799655058B";
  const filled = { 统一社会信用代码: other, 企业名称: "表格厂", 所在县: "寿光", 规上: "否", 投产日期: "2020/3/1" };
  const line = (land) => {
    const cells = { ...filled, "用地面积（亩）": land };
    return head.replace("\ufeff", "").split(",").map((column) => cells[column] ?? "").join(",");
  };
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /导入/ });
  const give = (text) => dialog.getByLabel("名录文件").setInputFiles({ name: "名录.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await give(`${head}\n${line("0123")}\n`);
  await dialog.getByRole("button", { name: "预览差异" }).click();
  await dialog.getByText("文件没有导入：1 处有问题").waitFor();
  await picture(page, "register-import-faults");
  await give(`${head}\n${line("33.5")}\n`);
  await dialog.getByRole("button", { name: "预览差异" }).click();
  await dialog.getByText("将新增 1 行").waitFor();
  await picture(page, "register-import-preview");
  await dialog.getByRole("button", { name: "确认导入" }).click();
  await dialog.getByText("已导入：新增 1 行").waitFor();
  await context.close();
});

test("when two people change one row, the later one is told and keeps what was typed", async () => {
  const { page, context } = await enteredPage(site);
  await page.goto(`${site.address}${LIST}`);
  await settled(page);
  await page.getByRole("button", { name: "91330100799655058B" }).click();
  const row = page.getByRole("dialog", { name: "表格厂" });
  await row.locator("#field-sales").fill("100");
  // Somebody else, in another window, saves first.
  const address = `${site.address}/api/registers/mu_benefit/industrial_enterprise/row?period=2025`;
  const session = await (await page.request.get(`${site.address}/api/session`)).json();
  const held = await (await page.request.get(`${address}&key=91330100799655058B`)).json();
  const saved = await page.request.post(address, {
    headers: { "x-junxian-csrf": session.csrf },
    data: { values: { ...held.values, tax_paid: "7" }, key: held.row.key, seen: held.row.pulse, accept_warnings: true },
  });
  assert.equal((await saved.json()).accepted, true);
  await row.getByRole("button", { name: "保存", exact: true }).click();
  await row.getByText("您填写的与最新内容有以下不同，都没有丢").waitFor();
  assert.equal(await row.locator("#field-sales").inputValue(), "100");
  await picture(page, "register-conflict");
  await row.getByRole("button", { name: "保留我填的，继续修改" }).click();
  await row.locator("#field-tax_paid").fill("7");
  await row.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存").waitFor();
  await context.close();
});

test("a file is hung on a row, refused when it is not what it says, replaced, and taken away under its Chinese name", async () => {
  const { page, context, seen } = await enteredPage(site);
  const session = await (await page.request.get(`${site.address}/api/session`)).json();
  const register = (name) => `${site.address}/api/registers/strong_county/${name}/row`;
  const fill = async (name, values) => {
    const saved = await page.request.post(register(name), { headers: { "x-junxian-csrf": session.csrf }, data: { values, accept_warnings: true } });
    const answer = await saved.json();
    assert.equal(answer.accepted, true, JSON.stringify(answer));
  };
  await fill("criteria_version", { version_code: "V1", kind: "工业强县", document: "试验〔2026〕1号", issuer: "试验", valid_from: "2026-01-01" });
  await fill("title_criterion", { criterion_code: "C1", version: "V1", kind: "门槛", content: "试验条件", comparison: "是否具备" });
  await fill("title_bid", { bid_code: "B1", county: "寿光市", kind: "工业强县", version: "V1" });
  await page.goto(`${site.address}/registers/strong_county/self_check`);
  await settled(page);
  await page.getByRole("button", { name: "新增", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: /新增/ });
  await drawer.locator("#field-check_code").fill("Z1");
  await drawer.locator("#field-bid").fill("B1");
  await drawer.locator("#field-criterion").fill("C1");
  const give = (dialog, name, text) => dialog.locator("#field-proof").setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(text) });
  await give(drawer, "材料.pdf", "MZ not a document");
  await drawer.getByText("材料.pdf（1 KB），保存时上传").waitFor();
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await drawer.getByText("附件只收这五种").waitFor();
  await picture(page, "register-file-fault");
  await give(drawer, "佐证材料（一）.pdf", "%PDF-1.7\n1\n%%EOF\n");
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存").first().waitFor();
  const row = page.getByRole("dialog", { name: "Z1" });
  await row.locator("p.about", { hasText: "摘要" }).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), row.getByRole("button", { name: "下载 佐证材料（一）.pdf" }).click()]);
  assert.equal(file.suggestedFilename(), "佐证材料（一）.pdf");
  assert.equal((await readFile(await file.path())).toString(), "%PDF-1.7\n1\n%%EOF\n");
  await give(row, "佐证材料（二）.pdf", "%PDF-1.7\n2\n%%EOF\n");
  await row.getByRole("button", { name: "保存", exact: true }).click();
  await row.getByRole("tab", { name: "附件（2）" }).click();
  await row.getByText("已换下").waitFor();
  await picture(page, "register-files");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
