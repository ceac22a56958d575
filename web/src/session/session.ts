// Who is logged in. The session itself is a cookie that scripts cannot read.

import { reactive } from "vue";
import { ApiError, get, onExpired, post, put, remove, setCsrf } from "@/api/client";
import type { Capability, SecondFactorOffer, SessionView } from "@/api/views";

interface SessionState {
  /** Asked the server at least once. */
  isKnown: boolean;
  view: SessionView | undefined;
  /** Was logged in, the server has forgotten; the page stays as it is until the user logs in again. */
  isExpired: boolean;
}

export const session = reactive<SessionState>({ isKnown: false, view: undefined, isExpired: false });

onExpired(() => {
  if (session.view) session.isExpired = true;
});

/** Whether the roles of the user allow it; the server asks again. */
export function may(capability: Capability): boolean {
  return session.view?.capabilities.includes(capability) ?? false;
}

function take(view: SessionView | undefined): void {
  session.view = view;
  session.isKnown = true;
  session.isExpired = false;
  setCsrf(view?.csrf ?? "");
}

/** Finds out whether the cookie still counts. Network trouble is passed on. */
export async function findSession(): Promise<void> {
  try {
    take(await get("/api/session"));
  } catch (cause) {
    if (!(cause instanceof ApiError) || cause.status !== 401) throw cause;
    take(undefined);
  }
}

export async function logIn(username: string, password: string, code?: string): Promise<SessionView> {
  const view = await post("/api/session", { body: { username, password, code } });
  take(view);
  return view;
}

/** Name of the issuer that people may log in by; nothing where there is none. */
export async function issuerName(): Promise<string | undefined> {
  return (await get("/api/oidc")).issuer ?? undefined;
}

/** What the page that people come back to goes on with. */
export interface WayBack {
  state?: string;
  code?: string;
  error?: string;
}

const LINKING = "oidc-link";

/** Leaves for the issuer; what comes back arrives at its own page. */
export async function leaveForIssuer(): Promise<void> {
  const { address } = await post("/api/oidc/attempts");
  sessionStorage.removeItem(LINKING);
  location.assign(address);
}

/** The same to link the own account, which is proved once more. */
export async function leaveToLink(password: string, code?: string): Promise<void> {
  const { address } = await post("/api/oidc/link-attempts", { body: { password, code } });
  sessionStorage.setItem(LINKING, "1");
  location.assign(address);
}

/** Whether this tab went to link an account; asked once. */
export function wasLinking(): boolean {
  const is = sessionStorage.getItem(LINKING) !== null;
  sessionStorage.removeItem(LINKING);
  return is;
}

export async function logInByIssuer(way: WayBack): Promise<void> {
  take(await post("/api/oidc/session", { body: way }));
}

export async function finishByIssuer(code: string): Promise<void> {
  take(await post("/api/oidc/session/code", { body: { code } }));
}

export async function linkIdentity(way: WayBack): Promise<void> {
  await put("/api/oidc/link", { body: way });
}

export async function unlinkIdentity(password: string): Promise<void> {
  await post("/api/oidc/unlinking", { body: { password } });
}

export async function changePassword(current: string, next: string): Promise<void> {
  const user = session.view?.user ?? "";
  await post("/api/password", { body: { current, new: next } });
  // The server ends all sessions of the user, this one as well.
  try {
    await logIn(user, next);
  } catch (cause) {
    if (!(cause instanceof ApiError) || cause.code !== "second-factor") throw cause;
    take(undefined);
  }
}

/** A new secret for the app on the telephone. */
export async function offerSecondFactor(): Promise<SecondFactorOffer> {
  return post("/api/second-factor");
}

/** The secret counts from now on; the recovery codes are told this once. */
export async function takeSecondFactor(code: string, password?: string): Promise<string[]> {
  const { codes } = await put("/api/second-factor", { body: { code, password } });
  await findSession();
  return codes;
}

export async function logOut(): Promise<void> {
  await remove("/api/session");
  // The next session starts with the real data.
  localStorage.removeItem(`dataset:${session.view?.user ?? ""}`);
  take(undefined);
}
