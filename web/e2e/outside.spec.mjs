// What leaves the house: the pages for readers without an account, the calendar on a telephone, events to another system.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SIZES, choose, day, everyYear, firstEntry, firstLogIn, picture, settled, startSite, watchedPage } from "./site.mjs";

let site;
let receiver;
const received = [];
before(async () => {
  receiver = createServer((request, answer) => {
    let body = "";
    request.on("data", (bytes) => (body += bytes));
    request.on("end", () => {
      received.push({ path: request.url, signature: request.headers["junxian-signature"], body });
      answer.writeHead(204).end();
    });
  });
  await new Promise((done) => receiver.listen(0, "127.0.0.1", done));
  site = await startSite(async (data) => {
    const content = await everyYear(data);
    await mkdir(join(data, "content", "presets"), { recursive: true });
    const host = `[[host]]\nname = "127.0.0.1"\nport = ${receiver.address().port}\nprivate = true\n`;
    await writeFile(join(data, "content", "presets", "webhooks.toml"), host);
    return content;
  });
});
after(async () => {
  await site?.stop();
  receiver?.close();
});

for (const size of ["small", "phone"]) {
  test(`anybody reads what is public and nothing else on a ${size} screen`, async () => {
    const { page, context, seen } = await watchedPage(site, SIZES[size]);
    const walked = new Set();
    const waiting = ["/public"];
    while (waiting.length > 0 && walked.size < 12) {
      const path = waiting.shift();
      if (walked.has(path)) continue;
      walked.add(path);
      const reply = await page.goto(site.address + path);
      assert.equal(reply.status(), 200, path);
      assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, path);
      const text = await page.locator("body").innerText();
      for (const inner of ["演示", "示例方案", "undefined", "null"]) assert.ok(!text.includes(inner), `${path}: ${inner}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} wider than the screen`);
      await picture(page, `public-${size}-${walked.size}`);
      const links = await page.locator("a[href^='/public']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      waiting.push(...links.filter((link) => !/\.(pdf|docx|css|xlsx)$/.test(link)).map((link) => link.replace(/#.*/, "")));
    }
    assert.ok([...walked].some((path) => path.startsWith("/public/plans/")), [...walked].join());
    assert.ok(walked.has("/public/map"));
    // By keyboard: the first stop leads past the menu.
    await page.goto(`${site.address}/public`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "跳到正文");
    // Nobody is let in by having been here.
    assert.equal((await context.request.get(`${site.address}/api/observations`)).status(), 401);
    assert.deepEqual(seen, { foreign: [], faults: [] });
    await context.close();
  });
}

test("own deadlines are read by a calendar program that is not logged in, until the address is taken back", async () => {
  const statistician = await watchedPage(site);
  await firstLogIn(statistician.page, site, site.oneTimes.tongji, "tongji");
  await statistician.page.goto(`${site.address}/releases?dataset=real`);
  await settled(statistician.page);
  await choose(statistician.page, "指标", "地区生产总值");
  await statistician.page.getByLabel("报告期", { exact: true }).fill("2026-Q4");
  await statistician.page.getByLabel("发布时间", { exact: true }).fill(`${day(20)} 10:00`);
  await statistician.page.keyboard.press("Enter");
  await statistician.page.getByRole("button", { name: "编排", exact: true }).click();
  await statistician.page.getByText("待发布", { exact: true }).waitFor();
  await statistician.context.close();

  const { page, context, seen } = await watchedPage(site);
  await firstLogIn(page, site, site.oneTimes.gaomi, "gaomi");
  await page.goto(`${site.address}/me`);
  await settled(page);
  await page.getByRole("button", { name: "生成订阅地址" }).click();
  const field = page.getByLabel("订阅地址", { exact: true });
  await field.waitFor();
  const address = await field.inputValue();
  await picture(page, "calendar-feed");
  const read = async () => await fetch(address);
  const reply = await read();
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get("content-type"), /text\/calendar/);
  const text = (await reply.text()).replaceAll("\r\n ", "");
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.ok(/SUMMARY:.*地区生产总值/.test(text), text.slice(0, 900));
  assert.ok(!text.includes("演示") && !text.includes("公共充电桩建设月调度表"), "演示 is no deadline of anybody");
  // Shown once: whoever sits down here later does not read it.
  await page.reload();
  await page.getByText("地址只在生成时显示一次").waitFor();
  assert.equal(await field.count(), 0);
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("button", { name: "生成订阅地址" }).waitFor();
  assert.equal((await read()).status, 404);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("an event goes to a declared host with a signature, and the page says what became of it", async () => {
  const { page, context, seen } = await watchedPage(site);
  await firstEntry(page, site, "xitong");
  await page.goto(`${site.address}/people`);
  await settled(page);
  await page.getByRole("tab", { name: "事件推送" }).click();
  await page.getByText("还没有推送过").waitFor();
  await page.getByRole("button", { name: "新增推送地址" }).click();
  const dialog = page.getByRole("dialog", { name: "新增推送地址" });
  await dialog.getByLabel("地址", { exact: true }).fill("http://example.com/hook");
  await dialog.getByText("数据冻结", { exact: true }).click();
  await dialog.getByRole("button", { name: "设置", exact: true }).click();
  await dialog.locator(".problem, [role=alert]").first().waitFor();
  await dialog.getByLabel("地址", { exact: true }).fill(`http://127.0.0.1:${receiver.address().port}/hook`);
  await dialog.getByRole("button", { name: "设置", exact: true }).click();
  const secret = await dialog.getByLabel("签名密钥", { exact: true }).inputValue();
  await picture(page, "webhook-secret");
  await dialog.getByRole("button", { name: "完成" }).click();
  await page.getByText("使用中").waitFor();

  const planner = await watchedPage(site);
  await firstLogIn(planner.page, site);
  await planner.page.goto(`${site.address}/cuts?dataset=real`);
  await settled(planner.page);
  await planner.page.getByLabel("报告期", { exact: true }).fill("2024");
  await planner.page.getByRole("button", { name: "冻结当前数据" }).click();
  await planner.page.getByText("与摘要一致").waitFor();
  await planner.context.close();

  for (let turn = 0; turn < 60 && received.length === 0; turn += 1) await page.waitForTimeout(500);
  const [told] = received;
  assert.equal(told?.path, "/hook");
  const [, seconds, signed] = told.signature.match(/^t=(\d+),v1=([0-9a-f]+)$/);
  assert.equal(createHmac("sha256", secret).update(`${seconds}.${told.body}`).digest("hex"), signed);
  assert.match(told.body, /period\.frozen/);
  await page.reload();
  await settled(page);
  await page.getByRole("tab", { name: "事件推送" }).click();
  await page.getByText("已送达").first().waitFor();
  await picture(page, "webhooks");
  await page.getByRole("button", { name: "停用" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
  await page.getByText(/停用$/).first().waitFor();
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
