// Every screen loads without a fault, asks no other host, fits a phone, and can be reached without a mouse.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SCREENS } from "./screens.mjs";
import { PASSWORD, SIZES, enteredPage, firstLogIn, logIn, picture, settled, startSite, watchedPage } from "./site.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(async () => {
  await site?.stop();
});

async function open(page, screen, query = "") {
  const path = query ? `${screen.path}${screen.path.includes("?") ? "&" : "?"}${query}` : screen.path;
  await page.goto(site.address + path);
  await page.getByText(screen.shows).first().waitFor();
  await settled(page);
}

test("a one-time password must be changed before anything is shown", async () => {
  const { page, context, seen } = await watchedPage(site);
  await page.goto(`${site.address}/targets`);
  await page.getByText("严禁处理、存储、传输国家秘密").waitFor();
  await picture(page, "login");
  await logIn(page, site, site.oneTime);
  await page.getByRole("heading", { name: "首次登录" }).waitFor();
  await page.goto(`${site.address}/targets`);
  await page.waitForURL(/\/login/);

  await page.fill("#current", site.oneTime);
  await page.fill("#next", "short");
  await page.getByText("密码至少10位").waitFor();
  assert.equal(await page.getByRole("button", { name: "修改密码" }).isDisabled(), true);
  await picture(page, "login-change");
  await page.fill("#next", PASSWORD);
  await page.fill("#again", PASSWORD);
  await page.getByRole("button", { name: "修改密码" }).click();
  await page.waitForURL(`${site.address}/targets`);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a wrong password is refused, what was typed stays, and the last login is told", async () => {
  const { page, context, seen } = await watchedPage(site);
  await logIn(page, site, "Wrong-password-1");
  await page.getByRole("alert").waitFor();
  assert.equal(await page.inputValue("#username"), site.user);
  await page.fill("#password", PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("上次登录时间").waitFor();
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

for (const [name, size] of Object.entries(SIZES)) {
  test(`every screen shows its content at ${size.width}×${size.height}, without faults, foreign requests or sideways scrolling`, async () => {
    const { page, context, seen } = await enteredPage(site, size);
    for (const screen of SCREENS) {
      await open(page, screen);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(excess <= 0, `${screen.name} is ${excess} px too wide`);
      await picture(page, `${screen.name}-${name}`);
    }
    assert.deepEqual(seen, { foreign: [], faults: [] });
    await context.close();
  });
}

test("the demo data are marked on every screen, and the mark goes when they go", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.getByText("演示数据", { exact: true }).click();
  await page.locator(".demo-banner").waitFor();
  for (const screen of SCREENS) {
    await open(page, screen, "dataset=demo");
    assert.equal(await page.locator(".demo-banner").count(), 1, `${screen.name} has no mark`);
    assert.ok((await page.locator(".demo-watermark span").count()) > 0, `${screen.name} has no watermark`);
    await picture(page, `${screen.name}-demo`);
  }
  await page.getByRole("link", { name: "地图" }).click();
  await page.waitForURL(/\/map\?.*dataset=demo/);
  await page.getByText("真实数据", { exact: true }).click();
  await page.locator(".demo-banner").waitFor({ state: "detached" });
  assert.doesNotMatch(page.url(), /dataset=demo/);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("all 61 target rows are there, twenty a page, in groups that lose none", async () => {
  const { page, context, seen } = await enteredPage(site);
  await open(page, SCREENS.find((screen) => screen.name === "targets"));
  const rows = () => page.locator(".el-table__body tr.el-table__row").count();
  const counts = [];
  for (const place of [0, 1, 2, 3]) {
    await page.locator(".el-pager li.number").nth(place).click();
    counts.push(await rows());
  }
  assert.deepEqual(counts, [20, 20, 20, 1]);
  const firstCell = () => page.locator(".el-table__body tr").first().locator("td").first().innerText();
  assert.equal(await firstCell(), "T56", "the last page holds the last row");
  const sort = page.getByRole("button", { name: /^编号/ });
  await sort.focus();
  await page.keyboard.press("Enter");
  assert.equal(await firstCell(), "T01");
  await page.keyboard.press("Enter");
  assert.equal(await firstCell(), "T56");
  await page.goto(`${site.address}/targets?status=done`);
  await settled(page);
  const done = Number(await page.locator(".counts li", { hasText: "已完成" }).locator(".figure").first().innerText().then((text) => text.match(/\d+/)[0]));
  assert.equal(await rows(), done);
  await page.getByRole("link", { name: "查看无数据的目标" }).click();
  await page.waitForURL(/status=no_data/);
  await page.getByText(`符合条件 ${await page.locator(".counts li", { hasText: "无数据" }).locator(".figure").first().innerText().then((text) => text.match(/\d+/)[0])} 条`).waitFor();
  await page.locator(".grouping").click();
  await page.getByRole("option", { name: "按地区分组" }).click();
  await page.getByRole("button", { name: "重置" }).click();
  await page.locator("h3.group").first().waitFor();
  const sizes = await page.locator("h3.group").allInnerTexts();
  assert.equal(sizes.reduce((sum, title) => sum + Number(title.match(/\uff08(\d+)\uff09$/)[1]), 0), 61);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a figure tells where it came from, down to the published source", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/map`);
  await settled(page);
  const figure = page.locator("table .figure").first();
  const shown = (await figure.innerText()).trim();
  await figure.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("何时已知").first().waitFor();
  const text = await drawer.innerText();
  assert.match(text, /来源/);
  assert.match(text, /可信度/);
  assert.match(text, /S\d\d .*公报/);
  assert.ok(text.includes(shown), `${shown} is not in the drawer`);
  await picture(page, "where-from");
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("every number in a table, a head or a legend is a figure that can be asked", async () => {
  const { page, context, seen } = await enteredPage(site);
  for (const dataset of ["real", "demo"]) {
    for (const screen of SCREENS.filter((each) => each.figures)) {
      await open(page, screen, `dataset=${dataset}`);
      const { cells, bare } = await page.evaluate(() => {
        const numeric = [...document.querySelectorAll("#screen td.number, #screen td.is-right, #screen .counts strong, #screen .facts > span:not(.quiet), #screen .legend li, #screen h2, #screen .ledger-count")];
        const rest = (cell) => {
          const copy = cell.cloneNode(true);
          for (const part of copy.querySelectorAll("button.figure, .quiet")) part.remove();
          return copy.textContent;
        };
        return { cells: numeric.filter((cell) => cell.querySelector("button.figure")).length, bare: numeric.filter((cell) => /\d/.test(rest(cell))).map((cell) => cell.innerText) };
      });
      assert.deepEqual(bare, [], `${screen.name}, ${dataset}`);
      assert.ok(cells >= screen.figures, `${screen.name}, ${dataset}: only ${cells} figures`);
    }
  }
  await open(page, SCREENS[0]);
  const loads = page.locator(".loads tr").first();
  const led = await loads.locator(".figure").first().innerText();
  await loads.locator(".figure").first().click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText(`由 ${led.trim()} 项得出`).waitFor();
  assert.equal(await drawer.getByText("条款", { exact: true }).count(), Number(led));
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("a list that obeys conditions says how many there are and what was counted", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.goto(`${site.address}/tasks?status=no_data`);
  await settled(page);
  const count = page.locator(".ledger-count .figure").first();
  const told = Number(await count.innerText());
  assert.ok(told > 0 && told < 39, `${told}`);
  await count.click();
  const drawer = page.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("任务台账中状态为“无数据”的记录条数").waitFor();
  await drawer.getByText(`由 ${told} 项得出`).waitFor();
  assert.equal(await drawer.getByText("三（一）1 优化县域产业布局").count(), 1);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("the switch to 演示 data goes with the session, an address that names a data set is obeyed", async () => {
  const { page, context } = await enteredPage(site);
  const banner = page.getByText("不是实际统计数据");
  await page.getByText("演示数据", { exact: true }).click();
  await banner.waitFor();
  await page.goto(`${site.address}/map`);
  await settled(page);
  assert.match(page.url(), /dataset=demo/);
  await banner.waitFor();
  await page.goto(`${site.address}/map?dataset=real`);
  await settled(page);
  assert.equal(await banner.count(), 0);
  await page.goto(`${site.address}/targets`);
  await settled(page);
  await banner.waitFor();
  await page.getByText("真实数据", { exact: true }).click();
  await page.goto(`${site.address}/targets`);
  await settled(page);
  assert.equal(await banner.count(), 0);
  await context.close();
});

test("the menu works with the keyboard alone", async () => {
  const { page, context, seen } = await enteredPage(site);
  await page.getByRole("heading", { name: "欠进度的目标" }).waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  const visited = [];
  for (let press = 0; press < 80 && visited.length < 29; press += 1) {
    await page.keyboard.press("Tab");
    const link = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused?.closest(".side-menu") && focused.tagName === "A" ? focused.getAttribute("href") : null;
    });
    if (link) visited.push(link);
  }
  assert.deepEqual(visited.map((link) => link.split("?")[0]), ["/", "/leader", "/tasks", "/targets", "/collection", "/instructions", "/silence", "/counties", "/map", "/plans", "/compare", "/evaluations", "/allocations", "/cases", "/agreements", "/pairings", "/books", "/packs", "/data", "/dictionary", "/tickets", "/cuts", "/releases", "/consent-aggregates", "/registers", "/bulletins", "/issues", "/log", "/me"]);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "我的账户", level: 1 }).waitFor();
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});

test("when the connection is lost the page says so and keeps what was typed", async () => {
  const { page, context } = await enteredPage(site);
  await page.goto(`${site.address}/bulletins`);
  await settled(page);
  await page.getByRole("button", { name: "生成通报" }).click();
  const dialog = page.getByRole("dialog", { name: "生成通报" });
  await dialog.getByLabel("文号").fill("示例〔2026〕1号");
  await context.setOffline(true);
  await dialog.getByRole("button", { name: "生成", exact: true }).click();
  await dialog.getByText("网络连接中断").waitFor();
  assert.equal(await dialog.getByLabel("文号").inputValue(), "示例〔2026〕1号");
  await picture(page, "connection-lost");
  await context.close();
});
