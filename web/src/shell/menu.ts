// The two-level menu.

import { Collection, DataAnalysis, Document, Files, Finished, House, Key, List, Location, Lock, Monitor, SetUp } from "@element-plus/icons-vue";
import type { Component } from "vue";
import type { Capability } from "@/api/views";
import { session } from "@/session/session";

export interface MenuEntry {
  title: string;
  path: string;
}

export interface MenuGroup {
  title: string;
  icon: Component;
  /** A group without entries is itself an entry. */
  path?: string;
  entries: MenuEntry[];
}

export const MENU: MenuGroup[] = [
  { title: "工作台", icon: House, path: "/", entries: [] },
  { title: "领导页", icon: Monitor, path: "/leader", entries: [] },
  {
    title: "任务与目标",
    icon: List,
    entries: [
      { title: "任务台账", path: "/tasks" },
      { title: "目标", path: "/targets" },
    ],
  },
  {
    title: "调度",
    icon: Finished,
    entries: [
      { title: "填报与审核", path: "/collection" },
      { title: "批示督办", path: "/instructions" },
      { title: "沉默度", path: "/silence" },
    ],
  },
  {
    title: "县域",
    icon: Location,
    entries: [
      { title: "县市区", path: "/counties" },
      { title: "地图", path: "/map" },
    ],
  },
  {
    title: "方案",
    icon: Collection,
    entries: [
      { title: "方案导入与校对", path: "/plans" },
      { title: "方案比较", path: "/compare" },
    ],
  },
  {
    title: "机制",
    icon: SetUp,
    entries: [
      { title: "评价", path: "/evaluations" },
      { title: "分配", path: "/allocations" },
      { title: "交易", path: "/cases" },
      { title: "项目流转", path: "/agreements" },
      { title: "对接与断链风险", path: "/pairings" },
      { title: "账本", path: "/books" },
      { title: "机制包", path: "/packs" },
    ],
  },
  {
    title: "数据与口径",
    icon: DataAnalysis,
    entries: [
      { title: "数据", path: "/data" },
      { title: "口径字典", path: "/dictionary" },
      { title: "口径冲突", path: "/tickets" },
      { title: "数据冻结", path: "/cuts" },
      { title: "发布日历", path: "/releases" },
    ],
  },
  {
    title: "数据授权",
    icon: Key,
    entries: [
      { title: "授权与查看记录", path: "/consents" },
      { title: "已获授权的企业", path: "/consented" },
      { title: "企业结果汇总", path: "/consent-aggregates" },
    ],
  },
  { title: "名录", icon: Files, path: "/registers", entries: [] },
  {
    title: "公文",
    icon: Document,
    entries: [
      { title: "通报", path: "/bulletins" },
      { title: "公文办理", path: "/issues" },
    ],
  },
  {
    title: "系统",
    icon: Lock,
    entries: [
      { title: "用户与权限", path: "/people" },
      { title: "操作记录", path: "/log" },
      { title: "我的账户", path: "/me" },
    ],
  },
];

/** Pages of one thing, and the page of all of them. */
const ONE_OF: Record<string, string> = { "consent-report": "/consented", agency: "/people", filing: "/collection", issue: "/issues", request: "/collection", "request-new": "/collection", task: "/tasks", pack: "/packs", account: "/packs", analysis: "/evaluations", evaluation: "/evaluations", matching: "/pairings", network: "/pairings", allocation: "/allocations", placement: "/allocations" };

/** The menu path that a page belongs to: /counties/370783 belongs to /counties, one task to all tasks. */
export function menuPath(path: string): string {
  const first = path.split("/")[1] ?? "";
  return ONE_OF[first] ?? `/${first}`;
}

/** What is published is open to more people than the rest: the first parts of such addresses. */
const PUBLISHED = ["plans", "data", "dictionary", "registers", "cases", "packs", "pack"];

/** Pages about accounts, not about the plan. */
const OF_ACCOUNTS: Record<string, Capability> = { people: "read_accounts", agency: "read_accounts", log: "read_log", me: "own_account" };

/** Pages of consent: the enterprise's, the bank's, and of those who are told of all together. */
const OF_CONSENT: Record<string, Capability> = { consents: "give_consent", consented: "read_consented", "consent-report": "read_consented", "consent-aggregates": "read_aggregates" };

/** What a page asks of the roles of its reader, as the server does. */
export function asksFor(path: string): Capability {
  const [, first = "", second] = path.split("/");
  if (first === "plans" && second) return "read_internal";
  return OF_ACCOUNTS[first] ?? OF_CONSENT[first] ?? (PUBLISHED.includes(first) ? "read_published" : "read_internal");
}

/** The menu of somebody with these capabilities; a group without open entries is left out. */
export function menuFor(capabilities: readonly Capability[]): MenuGroup[] {
  const isOpen = (path: string): boolean => capabilities.includes(asksFor(path));
  return MENU.map((group) => ({ ...group, entries: group.entries.filter((entry) => isOpen(entry.path)) })).filter((group) => (group.path ? isOpen(group.path) : group.entries.length > 0));
}

/** The first page of the user's roles: the workbench, or the first page of the menu. */
export function home(): string {
  const [first] = menuFor(session.view?.capabilities ?? []);
  return first?.path ?? first?.entries[0]?.path ?? "/me";
}
