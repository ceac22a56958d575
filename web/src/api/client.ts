// The one way to the server: typed calls, one kind of error, downloads and uploads.

import createClient, { type MaybeOptionalInit } from "openapi-fetch";
import type { paths } from "./schema";
import type { LineError } from "./views";

let csrf = "";
let whenExpired: () => void = () => {};

/** The token that goes with every change. */
export function setCsrf(token: string): void {
  csrf = token;
}

/** Called when the server no longer knows the session. */
export function onExpired(callback: () => void): void {
  whenExpired = callback;
}

/** A failure as the user reads it. `body` is what the server sent, for callers that know more. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: LineError[],
    readonly status: number,
    readonly body: unknown,
  ) {
    super(message);
  }
}

const client = createClient<paths>({ baseUrl: "/" });
client.use({
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("x-junxian-csrf", csrf);
    return request;
  },
});

type Method = "get" | "post" | "put" | "delete";
type PathWith<M extends Method> = { [Path in keyof paths]: paths[Path][M] extends object ? Path : never }[keyof paths];
/** What the server promises for a call that goes well. Taken from the document directly, because the library's own type turns tuples into arrays. */
type Answer<Operation> = Operation extends { responses: { 200: { content: infer Content } } } ? Content[keyof Content] : undefined;
type Init<Path extends keyof paths, M extends Method> = MaybeOptionalInit<paths[Path], M> & { bodySerializer?: () => FormData };
type Given<Needs> = Record<never, never> extends Needs ? [init?: Needs] : [init: Needs];

export function get<Path extends PathWith<"get">>(path: Path, ...init: Given<Init<Path, "get">>): Promise<Answer<paths[Path]["get"]>> {
  return ask(client.GET(path, ...(init as never)) as Promise<Reply>);
}
export function post<Path extends PathWith<"post">>(path: Path, ...init: Given<Init<Path, "post">>): Promise<Answer<paths[Path]["post"]>> {
  return ask(client.POST(path, ...(init as never)) as Promise<Reply>);
}
export function put<Path extends PathWith<"put">>(path: Path, ...init: Given<Init<Path, "put">>): Promise<Answer<paths[Path]["put"]>> {
  return ask(client.PUT(path, ...(init as never)) as Promise<Reply>);
}
export function remove<Path extends PathWith<"delete">>(path: Path, ...init: Given<Init<Path, "delete">>): Promise<Answer<paths[Path]["delete"]>> {
  return ask(client.DELETE(path, ...(init as never)) as Promise<Reply>);
}

interface Reply {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** The data of a call, or an `ApiError`. */
async function ask<Data>(call: Promise<Reply>): Promise<Data> {
  const reply = await call.catch((cause: unknown) => {
    throw isAbort(cause) ? cause : networkError();
  });
  if (reply.response.ok) return reply.data as Data;
  throw failure(reply.response, reply.error);
}

/** The fields of an upload, the file last. */
export function formWith(file: File, fields: Record<string, string | undefined> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append("file", file, file.name);
  return form;
}

/** Fetches a file and hands it to the browser under the name that the server gave it; with a form it is asked for by that. */
export async function download(path: string, query: Record<string, string | undefined> = {}, form?: FormData): Promise<string> {
  const search = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1])));
  const asked = form ? { method: "POST", body: form, headers: { "x-junxian-csrf": csrf } } : {};
  const response = await fetch(search.size > 0 ? `${path}?${search}` : path, asked).catch(() => {
    throw networkError();
  });
  if (!response.ok) throw failure(response, await response.json().catch(() => undefined));
  const name = fileName(response.headers.get("content-disposition")) ?? decodeURIComponent(path.split("/").pop() ?? "下载");
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return name;
}

/** The name in a `content-disposition` header; the UTF-8 form wins. */
export function fileName(header: string | null): string | undefined {
  const utf8 = header?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (utf8) return decodeURIComponent(utf8);
  return header?.match(/filename="?([^";]+)"?/i)?.[1];
}

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

function networkError(): ApiError {
  return new ApiError("network", "网络连接中断，服务器没有响应。已填写的内容仍在页面上，请检查网络后重试", [], 0, undefined);
}

function failure(response: Response, body: unknown): ApiError {
  const problem = (body ?? {}) as { code?: string; message?: string; details?: LineError[] };
  const isLogin = /\/api\/(session|oidc\/session(\/code)?)$/.test(response.url);
  if (response.status === 401 && !isLogin) whenExpired();
  const message = problem.message ?? `服务器返回错误（${response.status}），请稍后重试；如反复出现，请联系系统管理员`;
  return new ApiError(problem.code ?? "unknown", message, problem.details ?? [], response.status, body);
}
