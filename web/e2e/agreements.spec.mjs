// A project passes from one county to another: three people sign in browsers of their own, and the register follows.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { firstLogIn, picture, settled, startSite, watchedPage, choose } from "./site.mjs";

const PACK = "project_sharing";
const PEOPLE = {
  giver: { user: "lz_anqiu", name: "安丘经办", post: ["县市区联络员", "--place", "安丘市"], roles: ["out_county"] },
  taker: { user: "lz_zhucheng", name: "诸城经办", post: ["县市区联络员", "--place", "诸城市"], roles: ["in_county"] },
  city: { user: "lz_shi", name: "市投促", post: ["县域科"], roles: ["city_bureau", "in_county"] },
};
const PROJECT = { number: "LZ-1", title: "海港装备项目", investor_name: "甲集团", investment: "12", is_foreign: "否", first_county: "安丘市", county: "安丘市", reported_on: "2026-03-01" };

let site;
const pages = {};
before(async () => {
  site = await startSite();
  for (const [side, { user, name, post, roles }] of Object.entries(PEOPLE)) {
    const printed = await site.run("user", "add", user, "--display-name", name, "--post", ...post);
    const oneTime = printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
    for (const role of roles) await site.grant(user, PACK, role);
    pages[side] = await watchedPage(site);
    await firstLogIn(pages[side].page, site, oneTime, user);
  }
  const session = await (await pages.city.page.request.get(`${site.address}/api/session`)).json();
  const reply = await pages.city.page.request.post(`${site.address}/api/registers/${PACK}/project/row?dataset=demo`, { headers: { "x-junxian-csrf": session.csrf }, data: { values: PROJECT, accept_warnings: true } });
  assert.equal((await reply.json()).accepted, true);
});
after(async () => {
  await site?.stop();
});

async function open(side, path) {
  const { page } = pages[side];
  await page.goto(`${site.address}${path}${path.includes("?") ? "&" : "?"}dataset=demo`);
  await settled(page);
  return page;
}
const signers = (page) => page.locator("[data-signers] tbody tr");

test("an agreement is drafted, signed by three and in force, and the project counts for its new county", async () => {
  const giver = await open("giver", "/agreements");
  await giver.getByRole("button", { name: "草拟协议" }).click();
  const dialog = giver.getByRole("dialog", { name: "草拟流转协议" });
  await choose(giver, "分享规则", /宁德五五分成/);
  await choose(giver, "流转的项目", /LZ-1/);
  await choose(giver, "承接的县", "诸城市");
  // Shares that sum to 99 are named before anything is sent.
  await dialog.getByLabel("第1阶段流出地比例").fill("60");
  await dialog.getByLabel("第1阶段承接地比例").fill("39");
  await dialog.getByText("比例合计 99，应为 100，少 1").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "草拟", exact: true }).isDisabled());
  await dialog.getByLabel("第1阶段承接地比例").fill("40");
  await dialog.getByRole("button", { name: "草拟", exact: true }).click();
  await dialog.getByText("应写明依据").waitFor();
  await dialog.getByLabel("说明").fill("两地会商纪要");
  await dialog.getByRole("button", { name: "草拟", exact: true }).click();
  await giver.waitForURL(/\/agreements\/XY/);
  await settled(giver);
  const number = decodeURIComponent(new URL(giver.url()).pathname.split("/").at(-1));

  await giver.getByRole("button", { name: "签署", exact: true }).click();
  await signers(giver).nth(0).getByText("安丘经办").waitFor();
  assert.equal(await giver.getByRole("button", { name: "签署", exact: true }).count(), 0, "nobody signs for two");
  // The city holds a role of the taker too, but is none of its people.
  const city = await open("city", `/agreements/${number}`);
  await signers(city).nth(1).getByText("应由诸城市的人员签署").waitFor();
  await signers(city).nth(2).getByText("还缺承接地").waitFor();
  const taker = await open("taker", `/agreements/${number}`);
  await taker.getByRole("button", { name: "签署", exact: true }).click();
  await signers(taker).nth(1).getByText("诸城经办").waitFor();
  assert.equal(await taker.locator("[data-place]").innerText(), "安丘市", "two signatures are not three");
  await city.reload();
  await settled(city);
  await city.getByRole("button", { name: "签署", exact: true }).click();
  await city.locator("[data-state]", { hasText: "已流转" }).waitFor();
  assert.equal(await city.locator("[data-place]").innerText(), "诸城市");
  await picture(city, "agreement-in-force");

  // A year, its split, and where a figure comes from.
  await city.getByLabel("收益", { exact: true }).fill("1000");
  await city.getByLabel("依据", { exact: true }).fill("完税凭证 12 号");
  await city.getByRole("button", { name: "登记", exact: true }).click();
  const share = city.getByRole("button", { name: /安丘市分得 600/ });
  await share.click();
  const drawer = city.getByRole("dialog", { name: "从哪来" });
  await drawer.getByText("可分享的收益 × 60%").waitFor();
  await picture(city, "agreement-where-from");
  await city.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  await city.getByRole("button", { name: "入账", exact: true }).click();
  await city.locator("[data-posted]", { hasText: /第 \d+ 号记录/ }).waitFor();
  assert.equal(await city.getByRole("button", { name: "入账", exact: true }).count(), 0, "once");
  await picture(city, "agreement-posted");
  for (const kind of ["Word", "PDF"]) {
    const [file] = await Promise.all([city.waitForEvent("download"), city.getByRole("button", { name: `协议 ${kind}` }).click()]);
    assert.match(file.suggestedFilename(), new RegExp(`^【演示】项目流转利益分享协议（${number}）`));
  }
  const list = await open("taker", "/agreements");
  await list.locator("tr", { hasText: number }).getByText("生效").first().waitFor();
  await picture(list, "agreements");
  for (const { seen } of Object.values(pages)) assert.deepEqual(seen, { foreign: [], faults: [] });
});
