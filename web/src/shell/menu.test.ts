import { describe, expect, it } from "vitest";
import { menuFor } from "./menu";

const titles = (...capabilities: Parameters<typeof menuFor>[0]): string[] => menuFor(capabilities).flatMap((group) => (group.path ? [group.title] : group.entries.map((entry) => entry.title)));

describe("the menu", () => {
  it("offers an administrator of accounts no business page", () => {
    expect(titles("own_account", "read_accounts", "propose_accounts")).toEqual(["用户与权限", "我的账户"]);
  });
  it("offers a researcher what is published", () => {
    expect(titles("own_account", "read_published", "read_log")).toEqual(["方案导入与校对", "交易", "机制包", "数据", "口径字典", "名录", "操作记录", "我的账户"]);
  });
  it("offers an enterprise, a bank and the central bank their own page of consent", () => {
    expect(titles("give_consent")).toEqual(["授权与查看记录"]);
    expect(titles("read_consented")).toEqual(["已获授权的企业"]);
    expect(titles("read_aggregates")).toEqual(["企业结果汇总"]);
  });
  it("offers everything to whoever reads what is internal", () => {
    expect(titles("read_published", "read_internal")).toHaveLength(26);
  });
});
