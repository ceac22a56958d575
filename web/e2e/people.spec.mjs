// Accounts and rights as people meet them: three administrators, two for every change, official statistics, doors that
// stay shut. The accounts are those that `junxian init --demo` prints.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { codeOf, firstEntry, firstLogIn, logIn, PASSWORD, picture, settled, startSite, watchedPage, openList } from "./site.mjs";

let site;
before(async () => {
  site = await startSite();
});
after(() => site?.stop());

/** A page of its own for each person, as on their own machines. */
async function person(user) {
  const watched = await watchedPage(site);
  return { ...watched, secret: await firstEntry(watched.page, site, user) };
}

/** Asks the server as the page would, with the token of its session. */
async function ask(page, method, path, body) {
  return page.evaluate(
    async ([method, path, body]) => {
      const session = await (await fetch("/api/session")).json();
      const reply = await fetch(path, { method, headers: { "content-type": "application/json", "x-junxian-csrf": session.csrf }, body: body && JSON.stringify(body) });
      return { status: reply.status, body: await reply.json().catch(() => undefined) };
    },
    [method, path, body],
  );
}

test("no default password opens the door, and the sixth try is refused even when it is right", async () => {
  const { page, context } = await watchedPage(site);
  for (const [user, password] of [["admin", "admin"], ["xitong", "xitong"], ["anquan", "123456"], ["root", "root"]]) {
    await logIn(page, site, password, user);
    await page.locator(".problem", { hasText: "用户名或密码不正确" }).waitFor();
  }
  for (let turn = 0; turn < 5; turn += 1) {
    await logIn(page, site, "Wrong-Password-9", "ducha");
    await page.locator(".problem").waitFor();
  }
  await logIn(page, site, site.oneTimes.ducha, "ducha");
  await page.locator(".problem", { hasText: "锁定" }).waitFor();
  await context.close();
});

test("a user is proposed by one administrator and approved by another; each sees only what is theirs", async () => {
  const system = await person("xitong");
  assert.ok(system.secret, "an administrator sets up a second factor");
  await settled(system.page);
  assert.equal(new URL(system.page.url()).pathname, "/people");
  for (const word of ["任务与目标", "名录", "操作记录"]) {
    assert.equal(await system.page.locator(".side-menu", { hasText: word }).count(), 0, `the menu shows ${word}`);
  }
  // A business page opened by its address says why it is closed, and asks the server for nothing.
  await system.page.goto(`${site.address}/tasks`);
  await system.page.getByRole("heading", { name: "“任务台账”不对您的岗位开放" }).waitFor();
  await picture(system.page, "closed-for-administrator");
  await system.page.goto(`${site.address}/people`);
  await settled(system.page);
  for (const path of ["/api/plans", "/api/observations", "/api/registers", "/api/audit"]) {
    assert.equal((await ask(system.page, "GET", path)).status, 403, path);
  }
  await picture(system.page, "people-accounts");
  await system.page.getByRole("button", { name: "新增用户" }).click();
  const dialog = system.page.getByRole("dialog", { name: "申请新增用户" });
  await dialog.getByLabel("用户名").fill("xiaowang");
  await dialog.getByLabel("姓名或科室").fill("小王");
  await openList(dialog, "岗位");
  await system.page.getByRole("option", { name: "县市区联络员" }).click();
  await openList(dialog, "县市区");
  await system.page.getByRole("listbox", { name: "县市区" }).getByRole("option", { name: "昌乐县" }).click();
  await picture(system.page, "people-propose");
  await dialog.getByRole("button", { name: "提交申请" }).click();
  await system.page.getByText("县市区联络员（昌乐县）").first().waitFor();
  await picture(system.page, "people-proposals");
  assert.equal(await system.page.getByRole("button", { name: "批准" }).count(), 0, "nobody approves their own");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const both = await ask(system.page, "POST", "/api/proposals", { changes: [{ kind: "grant", assignment: { user: "shenji", role: "system_administrator", valid_from: today } }] });
  assert.equal(both.status, 409);
  assert.match(both.body.message, /三员互斥/);
  const short = await ask(system.page, "POST", "/api/proposals", { changes: [{ kind: "set", setting: "log_days", value: 179 }] });
  assert.equal(short.status, 422);
  assert.match(short.body.message, /180/);

  // A body of the city with its history.
  await system.page.goto(`${site.address}/people?tab=agencies`);
  await settled(system.page);
  await system.page.getByLabel("查找单位").fill("工信");
  await system.page.getByRole("link", { name: "市工信局" }).click();
  await system.page.getByRole("heading", { name: "沿革" }).waitFor();
  await system.page.getByText("演示：市工信局联络员").first().waitFor();
  await picture(system.page, "agency");

  const security = await person("anquan");
  await settled(security.page);
  assert.equal(await security.page.getByRole("button", { name: "新增用户" }).count(), 0);
  assert.equal((await ask(security.page, "POST", "/api/proposals", { changes: [{ kind: "open", user: "zijia", display_name: "自加" }] })).status, 403);
  await security.page.getByRole("tab", { name: /申请（待审批 1）/ }).click();
  await security.page.getByRole("button", { name: "批准" }).click();
  await security.page.getByRole("dialog", { name: /批准第 1 号申请/ }).getByRole("button", { name: "批准" }).click();
  const shown = security.page.getByRole("dialog", { name: "一次性密码（只显示这一次）" });
  const oneTime = await shown.locator("code").innerText();
  await picture(security.page, "people-one-time");
  await shown.getByRole("button", { name: "已抄下" }).click();
  // A body gets a name as a user gets a role: proposed by one, approved by another who sees what is different.
  await system.page.goto(`${site.address}/people?tab=agencies`);
  await settled(system.page);
  await system.page.getByLabel("查找单位").fill("市工信局");
  await system.page.getByRole("row", { name: /市工信局/ }).first().getByRole("button", { name: "更名、撤并" }).click();
  const body = system.page.getByRole("dialog", { name: "申请更名、撤并：市工信局" });
  const aliases = await body.getByLabel("别名").inputValue();
  const askFor = async (word) => {
    await body.getByLabel("别名").fill(`${aliases}、${word}`);
    await body.getByRole("button", { name: "提交申请" }).click();
  };
  await askFor("市商务局");
  await body.locator(".problem", { hasText: "“市商务局”是或曾是单位" }).waitFor();
  await picture(system.page, "agency-name-taken");
  await askFor("潍坊工信");
  await system.page.getByText("增加别名“潍坊工信”").waitFor();
  await security.page.goto(`${site.address}/people?tab=proposals`);
  await settled(security.page);
  await security.page.getByRole("button", { name: "批准" }).click();
  await security.page.getByRole("dialog", { name: /批准第 2 号申请/ }).getByRole("button", { name: "批准" }).click();
  await security.page.getByRole("dialog", { name: /批准第 2 号申请/ }).waitFor({ state: "hidden" });
  await security.page.getByRole("button", { name: "批准" }).waitFor({ state: "detached" });
  const named = await ask(security.page, "GET", "/api/agencies/gongxin");
  assert.ok(named.body.agency.agency.aliases.includes("潍坊工信"), JSON.stringify(named.body.agency.agency.aliases));
  for (const tab of ["单位", "岗位与权限", "安全参数"]) {
    await security.page.getByRole("tab", { name: tab }).click();
    await security.page.waitForTimeout(300);
    await picture(security.page, `people-${tab}`);
  }
  const wang = await watchedPage(site);
  site.oneTimes.xiaowang = oneTime;
  await firstEntry(wang.page, site, "xiaowang");
  await wang.page.goto(`${site.address}/me`);
  await settled(wang.page);
  await wang.page.getByText("县市区联络员（昌乐县）").first().waitFor();
  // Who is no administrator may have a second factor too.
  await wang.page.getByRole("button", { name: "启用" }).click();
  const setting = wang.page.getByRole("dialog", { name: "动态口令" });
  const secret = await setting.locator(".secret code").innerText();
  assert.match(await setting.getByRole("img", { name: "动态口令二维码" }).getAttribute("src"), /^data:image\/svg/);
  await picture(wang.page, "second-factor");
  await setting.locator("#factor-code").fill(codeOf(secret));
  await setting.getByRole("button", { name: "启用" }).click();
  await setting.locator(".codes code").nth(9).waitFor();
  const recovery = await setting.locator(".codes code").allInnerTexts();
  assert.equal(recovery.length, 10);
  await picture(wang.page, "recovery-codes");
  await setting.getByRole("button", { name: "已抄下" }).click();
  await wang.page.getByText("已启用，恢复码还有 10 个").waitFor();
  await picture(wang.page, "own-account");
  await wang.context.clearCookies();
  await logIn(wang.page, site, PASSWORD, "xiaowang");
  await wang.page.fill("#code", codeOf(secret, 30));
  await wang.page.getByRole("button", { name: "登录" }).click();
  await wang.page.locator(".user-menu").waitFor();
  // The same code a second time is refused, a recovery code opens instead.
  await wang.context.clearCookies();
  await logIn(wang.page, site, PASSWORD, "xiaowang");
  await wang.page.fill("#code", codeOf(secret));
  await wang.page.getByRole("button", { name: "登录" }).click();
  await wang.page.locator(".problem", { hasText: "动态口令不正确或已用过" }).waitFor();
  await wang.page.fill("#code", recovery[0]);
  await wang.page.getByRole("button", { name: "登录" }).click();
  await wang.page.locator(".user-menu").waitFor();
  await settled(wang.page);
  // A county's own menu: the plan's business, and nothing of the administrators.
  const menu = await wang.page.locator(".side-menu .entry").allInnerTexts();
  assert.ok(menu.includes("任务台账") && menu.includes("操作记录") && menu.includes("我的账户"), menu.join());
  assert.ok(!menu.includes("用户与权限"), menu.join());
  for (const path of ["/people", "/agency?code=gongxin"]) {
    await wang.page.goto(`${site.address}${path}`);
    await wang.page.getByRole("heading", { name: /不对您的岗位开放/ }).waitFor();
  }
  await picture(wang.page, "closed-page");
  assert.equal((await ask(wang.page, "GET", "/api/accounts")).status, 403);
  for (const { context, seen } of [system, security, wang]) {
    assert.deepEqual(seen, { foreign: [], faults: [] });
    await context.close();
  }
});

test("neither a county nor a bureau enters GDP, and the auditor, who only reads, finds the attempt", async () => {
  const county = await person("shouguang");
  await county.page.goto(`${site.address}/data`);
  await settled(county.page);
  assert.equal(await county.page.getByRole("button", { name: "导入", exact: true }).count(), 0, "a county fills in what it is asked for");
  const bureau = await person("gongxin");
  await bureau.page.goto(`${site.address}/data`);
  await settled(bureau.page);
  const text = await (await bureau.page.request.get(`${site.address}/api/observations.csv?template=true`)).text();
  const header = text.replace(/^\ufeff/, "").split(/\r?\n/)[0].split(",");
  const cells = { 指标代码: "gdp", 地区代码: "370783", 报告期: "2025", 数值: "1100.5", 单位: "亿元", 口径: "管理区", 等级: "P", 来源: "S01" };
  const buffer = Buffer.from(`${header.join(",")}\n${header.map((title) => cells[title] ?? "").join(",")}\n`);
  await bureau.page.getByRole("button", { name: "导入", exact: true }).click();
  const dialog = bureau.page.getByRole("dialog", { name: "导入数据" });
  await dialog.getByLabel("数据文件").setInputFiles({ name: "gdp.csv", mimeType: "text/csv", buffer });
  await dialog.getByRole("button", { name: "导入", exact: true }).click();
  await dialog.locator(".problem", { hasText: "官方统计数据由统计部门录入" }).waitFor();
  await picture(bureau.page, "bureau-gdp-refused");

  const auditor = await person("shenji");
  await auditor.page.goto(`${site.address}/log`);
  await settled(auditor.page);
  await auditor.page.getByText("操作被拒").first().waitFor();
  assert.match(await auditor.page.locator(".audit").innerText(), /寿光市“地区生产总值”/);
  await auditor.page.getByText("操作记录至少保存 1095 天").waitFor();
  await picture(auditor.page, "log");
  assert.equal((await ask(auditor.page, "POST", "/api/proposals", { changes: [] })).status, 403);
  assert.equal((await ask(auditor.page, "GET", "/api/observations")).status, 403);
  // The next time the password alone is not enough.
  await auditor.context.clearCookies();
  await logIn(auditor.page, site, PASSWORD, "shenji");
  await auditor.page.fill("#code", codeOf(auditor.secret, 30));
  await auditor.page.getByRole("button", { name: "登录" }).click();
  await auditor.page.locator(".user-menu").waitFor();
  for (const { context } of [county, bureau, auditor]) await context.close();
});

test("after leaving, the way back shows nothing", async () => {
  const { page, context, seen } = await watchedPage(site);
  await firstLogIn(page, site);
  await page.goto(`${site.address}/tasks`);
  await settled(page);
  await page.getByRole("button", { name: /^用户 / }).click();
  await page.getByRole("menuitem", { name: "退出" }).click();
  await page.getByRole("dialog", { name: "退出" }).getByRole("button", { name: "退出" }).click();
  await page.waitForURL(/\/login/);
  await page.goBack();
  await page.locator("#username").waitFor();
  assert.equal(await page.locator(".shell").count(), 0);
  assert.deepEqual(seen, { foreign: [], faults: [] });
  await context.close();
});
