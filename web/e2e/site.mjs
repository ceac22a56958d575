// Starts the real binary with a fresh demo and a browser that is watched, and ends both.
//
// JUNXIAN_BIN names the binary, CHROMIUM the browser, SCREENSHOTS a folder for pictures (none are taken without it).

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const PASSWORD = "County-plan-2026";
export const SIZES = { small: { width: 1366, height: 768 }, large: { width: 1920, height: 1080 }, phone: { width: 390, height: 844 } };

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Runs the binary to its end and returns what it printed. */
function run(binary, args) {
  return new Promise((done, fail) => {
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    child.stdout.on("data", (bytes) => (printed += bytes));
    child.stderr.on("data", (bytes) => (printed += bytes));
    child.on("error", fail);
    child.on("close", (code) => (code === 0 ? done(printed) : fail(new Error(`${binary} ${args.join(" ")} ended with ${code}:\n${printed}`))));
  });
}

/** Starts serving and waits for the address. */
export function serve(binary, args) {
  return new Promise((done, fail) => {
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    const late = setTimeout(() => fail(new Error(`no address after 30 s:\n${printed}`)), 30_000);
    const read = (bytes) => {
      printed += bytes;
      const address = printed.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
      if (address) {
        clearTimeout(late);
        done({ child, address });
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", fail);
    child.on("close", (code) => fail(new Error(`the server ended with ${code}:\n${printed}`)));
  });
}

/** `prepare` may put files into the folder of data before the site is made, and return more arguments for the program. Without the demo there is
 * no plan, no data and nobody but the first user and the administrators. */
export async function startSite(prepare = async () => {}, isDemo = true) {
  const binary = process.env.JUNXIAN_BIN;
  if (!binary) throw new Error("set JUNXIAN_BIN to the built junxian binary");
  const data = await mkdtemp(join(tmpdir(), "junxian-e2e-"));
  const site = ["--data", data, ...((await prepare(data)) ?? [])];
  const printed = await run(binary, [...site, "init", ...(isDemo ? ["--demo"] : [])]);
  const user = printed.match(/登录用户：(\S+)/)?.[1];
  const oneTime = printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
  if (!user || !oneTime) throw new Error(`init printed no user with a one-time password:\n${printed}`);
  let { child, address } = await serve(binary, [...site, "serve", "--listen", "127.0.0.1:0"]);
  const end = async () => {
    child.removeAllListeners("close");
    child.kill("SIGTERM");
    await new Promise((ended) => child.once("exit", ended));
  };
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return {
    address,
    user,
    oneTime,
    browser,
    /** One-time passwords of the three administrators and of the 演示 accounts, by name. */
    oneTimes: Object.fromEntries([...printed.matchAll(/^ {2}(\S+?)（.*?）：(\S+)$/gmu)].map((found) => [found[1], found[2]])),
    /** Adds a colleague of the planning section; gives the one-time password. */
    async addUser(name, displayName) {
      const printed = await run(binary, [...site, "user", "add", name, "--display-name", displayName, "--post", "县域科"]);
      return printed.match(/一次性密码：([A-Za-z0-9-]+)/)?.[1];
    },
    /** Runs a command on the same data; gives what it printed. */
    async run(...args) {
      return await run(binary, [...site, ...args]);
    },
    /** Ends the server and starts it again at the same address, as after an update. */
    async restart() {
      await end();
      ({ child } = await serve(binary, [...site, "serve", "--listen", new URL(address).host]));
    },
    /** Gives a user a role of a pack, as an administrator does on the server. */
    async grant(user, pack, role) {
      await run(binary, [...site, "user", "role", user, pack, role]);
    },
    async stop() {
      await browser.close();
      await end();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A page whose requests, console and errors are recorded. */
export async function watchedPage(site, size = SIZES.small) {
  const context = await site.browser.newContext({ viewport: size, locale: "zh-CN", timezoneId: "Asia/Shanghai", acceptDownloads: true });
  // A machine with other work to do is slow, not wrong.
  context.setDefaultTimeout(Number(process.env.E2E_TIMEOUT ?? 30_000));
  const page = await context.newPage();
  const seen = { foreign: [], faults: [] };
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${site.address}/`) && !url.startsWith("data:") && !url.startsWith("blob:")) seen.foreign.push(url);
  });
  page.on("console", (message) => {
    // Chromium reports the 401 of "am I logged in" and refusals that a test provokes; the tests look at those themselves.
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !isAnswer) seen.faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => seen.faults.push(`${page.url()}: ${error.message}`));
  return { page, context, seen };
}

export async function logIn(page, site, password, user = site.user) {
  await page.goto(`${site.address}/login`);
  await page.fill("#username", user);
  await page.fill("#password", password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** First login with the one-time password, which forces a new one. */
export async function firstLogIn(page, site, oneTime = site.oneTime, user = site.user) {
  await logIn(page, site, oneTime, user);
  await page.getByRole("heading", { name: "首次登录" }).waitFor();
  await page.fill("#next", PASSWORD);
  await page.fill("#again", PASSWORD);
  await page.getByRole("button", { name: "修改密码" }).click();
  await page.waitForURL(`${site.address}/`);
}

/** The code that an app on a telephone shows `seconds` from now for a secret in base 32 (RFC 6238). */
export function codeOf(secret, seconds = 0) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + seconds) / 30)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const place = digest[19] & 15;
  return String((digest.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** First login of any account: a new password and, for administrators, the second factor. Gives the secret, if any. */
export async function firstEntry(page, site, user) {
  await logIn(page, site, site.oneTimes[user], user);
  await page.fill("#next", PASSWORD);
  await page.fill("#again", PASSWORD);
  await page.getByRole("button", { name: "修改密码" }).click();
  await page.getByText(/管理员须启用动态口令|退出|用户 /).or(page.locator(".user-menu")).first().waitFor();
  if (!(await page.getByRole("heading", { name: "管理员须启用动态口令" }).isVisible())) return undefined;
  const secret = await page.locator(".secret code").innerText();
  await page.fill("#factor-code", codeOf(secret));
  await page.getByRole("button", { name: "启用" }).click();
  await page.getByRole("button", { name: "已抄下" }).click();
  await page.locator(".user-menu").waitFor();
  return secret;
}

/** A page of a user who is logged in already. */
export async function enteredPage(site, size = SIZES.small) {
  const watched = await watchedPage(site, size);
  await logIn(watched.page, site, PASSWORD);
  await watched.page.waitForURL(`${site.address}/`);
  return watched;
}

/** Waits until the screen shows its data and nothing is loading. */
export async function settled(page) {
  await page.waitForFunction(() => document.querySelector("#screen h1") !== null && document.querySelector(".el-skeleton") === null && [...document.querySelectorAll(".el-loading-mask")].every((mask) => getComputedStyle(mask).display === "none"));
}

export async function picture(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Whenever this runs, the years around are known: 示例 years without any day off. */
export async function everyYear(data) {
  const year = new Date().getFullYear();
  const years = [year - 1, year, year + 1].map((each) => `[[year]]\nyear = ${each}\nbasis = "示例"\nholidays = []\nworkdays = []\n`);
  const folder = join(data, "content", "presets");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "holidays.toml"), years.join("\n"));
  return ["--content", join(data, "content")];
}

/** Opens a list: the words of a select lie over its field, so the click goes to the box, and only once that stands still. */
export async function openList(page, label) {
  await page.getByRole("combobox", { name: label, exact: true }).locator("xpath=ancestor::*[contains(concat(' ', @class, ' '), ' el-select ')]").click();
}

/** Chooses from a list by the whole words of an option, or by a pattern. */
export async function choose(page, label, option) {
  await openList(page, label);
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Imports lines of figures (指标代码,地区,报告期,数值,单位,口径,等级,状态,来源) into the real data set; gives what the page said. */
export async function importFigures(page, site, ...lines) {
  await page.goto(`${site.address}/data?dataset=real`);
  await settled(page);
  await page.getByRole("button", { name: "导入", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const text = `指标代码,地区,报告期,数值,单位,口径,等级,状态,来源\n${lines.join("\n")}\n`;
  await dialog.getByLabel("数据文件").setInputFiles({ name: "表.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "导入", exact: true }).click();
  await dialog.getByText(/已导入：/).waitFor();
  return await dialog.innerText();
}

/** So many days from today, as a field of a date takes it. */
export function day(after) {
  const date = new Date(Date.now() + after * 86_400_000);
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
