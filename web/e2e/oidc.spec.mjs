// Log-in by a city's issuer as people meet it: a button where the site has one, an account linked by its holder, the second
// factor of an administrator afterwards, and what is said to somebody whom no account knows. The issuer is made up here.

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { codeOf, firstEntry, firstLogIn, PASSWORD, picture, settled, startSite, watchedPage } from "./site.mjs";

const CLIENT = "junxian-e2e";
const issuer = { person: "u-1", grants: new Map(), address: "", site: "" };
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const text = (bytes) => Buffer.from(bytes).toString("base64url");

function token(nonce) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer.address, sub: issuer.person, aud: CLIENT, nonce, iat: now, exp: now + 300 };
  const body = `${text(JSON.stringify({ alg: "ES256", kid: "one" }))}.${text(JSON.stringify(claims))}`;
  return `${body}.${text(sign("sha256", Buffer.from(body), { key: privateKey, dsaEncoding: "ieee-p1363" }))}`;
}

async function answer(request, response) {
  const url = new URL(request.url, issuer.address);
  const json = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (url.pathname === "/.well-known/openid-configuration")
    return json(200, {
      issuer: issuer.address,
      authorization_endpoint: `${issuer.address}/login`,
      token_endpoint: `${issuer.address}/token`,
      jwks_uri: `${issuer.address}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
    });
  if (url.pathname === "/keys") return json(200, { keys: [{ ...publicKey.export({ format: "jwk" }), use: "sig", kid: "one" }] });
  if (url.pathname === "/login") {
    // Whoever comes is known here already; the port of the site was not known when it was declared.
    const code = randomUUID();
    issuer.grants.set(code, { nonce: url.searchParams.get("nonce"), challenge: url.searchParams.get("code_challenge") });
    const back = `${issuer.site}/oidc?${new URLSearchParams({ code, state: url.searchParams.get("state") })}`;
    return response.writeHead(302, { location: back }).end();
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const grant = issuer.grants.get(form.get("code"));
  issuer.grants.delete(form.get("code"));
  const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
  if (url.pathname !== "/token" || grant?.challenge !== challenge) return json(400, { error: "invalid_grant" });
  return json(200, { access_token: "none", token_type: "Bearer", id_token: token(grant.nonce) });
}

const server = createServer((request, response) => void answer(request, response));
let site;
before(async () => {
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  issuer.address = `http://127.0.0.1:${server.address().port}`;
  site = await startSite(async (data) => {
    const presets = join(data, "content", "presets");
    await mkdir(presets, { recursive: true });
    const declared = [`issuer = "${issuer.address}"`, `client_id = "${CLIENT}"`, 'redirect_url = "http://127.0.0.1:1/oidc"'];
    await writeFile(join(presets, "oidc.toml"), declared.join("\n"));
    return ["--content", join(data, "content")];
  }, false);
  issuer.site = site.address;
});
after(async () => {
  await site?.stop();
  server.close();
});

/** Links the account of whoever is on the page. */
async function link(page, code) {
  await page.goto(`${site.address}/me`);
  await settled(page);
  await page.getByRole("button", { name: "关联", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("当前密码").fill(PASSWORD);
  if (code) await dialog.getByLabel(/动态口令/).fill(code);
  await dialog.getByRole("button", { name: "去关联" }).click();
  await page.waitForURL(`${site.address}/me`);
  await page.getByText(`已关联（${issuer.person}）`).waitFor();
}

/** A browser of its own that goes by the issuer. */
async function byIssuer() {
  const watched = await watchedPage(site);
  await watched.page.goto(`${site.address}/login`);
  await watched.page.getByRole("button", { name: "统一身份认证登录" }).click();
  return watched;
}

test("an account is linked by its holder and entered by the issuer from then on", async () => {
  const { page, context, seen } = await watchedPage(site);
  await firstLogIn(page, site);
  await link(page);
  await picture(page, "own-account-linked");
  await context.close();

  const entered = await byIssuer();
  await entered.page.locator(".user-menu").waitFor();
  assert.ok(!entered.page.url().includes("code="), "what came back counts once and is gone from the address");
  assert.deepEqual([...seen.faults, ...entered.seen.faults], []);
  await entered.context.close();
});

test("somebody whom no account knows is told who they are to the issuer and what to do", async () => {
  issuer.person = "u-unknown";
  const { page, context } = await byIssuer();
  await page.locator(".problem", { hasText: "u-unknown" }).waitFor();
  await picture(page, "issuer-unknown");
  await page.getByRole("link", { name: "返回登录页" }).click();
  await page.getByRole("button", { name: "统一身份认证登录" }).waitFor();
  await context.close();
  issuer.person = "u-1";
});

test("a way back that this browser did not begin is refused", async () => {
  const { page, context } = await watchedPage(site);
  await page.goto(`${site.address}/oidc?code=x&state=y`);
  await page.locator(".problem", { hasText: "不是由这个浏览器发起" }).waitFor();
  await context.close();
});

test("an administrator gives the code of the second factor after the issuer", async () => {
  issuer.person = "u-2";
  const first = await watchedPage(site);
  const secret = await firstEntry(first.page, site, "xitong");
  await link(first.page, codeOf(secret, 30));
  await first.context.close();
  const { page, context } = await byIssuer();
  await page.getByLabel(/动态口令/).waitFor();
  await picture(page, "issuer-code");
  // The code of the next half minute was used to link; the one after it comes by itself.
  await page.waitForTimeout(30_000);
  await page.getByLabel(/动态口令/).fill(codeOf(secret, 30));
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator(".user-menu").waitFor();
  await context.close();
});
