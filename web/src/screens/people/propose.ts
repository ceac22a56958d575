// What can be proposed about accounts, and for whom.

import type { UserRow, AssignmentView, SettingView } from "@/api/views";

export type Kind = "open" | "grant" | "extend" | "end" | "pack_role" | "reset_password" | "reset_second_factor" | "disable" | "enable" | "link_identity" | "unlink_identity" | "set";

export interface Asked {
  kind: Kind;
  account?: UserRow;
  assignment?: AssignmentView;
  setting?: SettingView;
}

export const TITLES: Record<Kind, string> = {
  open: "申请新增用户",
  grant: "申请增加岗位",
  extend: "申请延续岗位",
  end: "申请终止岗位",
  pack_role: "申请授予或收回办理角色",
  reset_password: "申请重置密码",
  reset_second_factor: "申请重置动态口令",
  disable: "申请停用账户",
  enable: "申请启用账户",
  link_identity: "申请关联统一身份",
  unlink_identity: "申请解除统一身份关联",
  set: "申请修改安全参数",
};

/** How many days are left, as it is told. */
export function endsIn(days: number): string {
  return days === 0 ? "今天到期" : `还有 ${days} 天到期`;
}

/** The day after, as heirs and successors begin. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Today in China, as dates are written. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
