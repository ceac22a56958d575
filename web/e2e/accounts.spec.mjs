// Accounting tables: by place and year, as chart and table, down to the factors, out as picture and workbook.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SIZES, enteredPage, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

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

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`carbon accounts and the county form of GEP are whole on a ${size} screen`, async () => {
    const { page, context, seen } = await enteredPage(site, viewport);
    await page.goto(`${site.address}/account?pack=carbon_account&dataset=demo`);
    await settled(page);
    await page.locator(".drawn svg").waitFor();
    await picture(page, `account-county-${size}`);
    assert.ok((await page.locator(".demo-banner").innerText()).includes("演示"));
    await page.goto(`${site.address}/account?pack=carbon_account&dataset=demo&formula=county_emission`);
    await settled(page);
    await page.locator(".drawn svg").waitFor();
    await picture(page, `account-years-${size}`);
    await page.goto(`${site.address}/account?pack=gep&dataset=demo`);
    await settled(page);
    await page.getByText("临朐县").first().waitFor();
    await picture(page, `account-gep-${size}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} wider than the screen`);
    assert.deepEqual(seen, { foreign: [], faults: [] });
    await context.close();
  });
}

test("a number opens down to its factors, and the table goes out as workbook and picture", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/account?pack=carbon_account&dataset=demo`);
  await settled(page);
  await page.locator(".el-table__body button.figure").first().click();
  await page.getByRole("dialog").getByText("碳排放总量").first().waitFor();
  await picture(page, "account-derivation");
  await page.keyboard.press("Escape");
  const [book] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出 xlsx" }).click()]);
  assert.equal(book.suggestedFilename(), "【演示】企业碳账户核算表（2023年，县（市、区））.xlsx");
  for (const kind of ["PNG", "SVG"]) {
    const [drawn] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: kind }).click()]);
    assert.match(drawn.suggestedFilename(), new RegExp(`【演示.*企业碳账户2023年全县碳账户排放量\\.${kind.toLowerCase()}`));
  }
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
