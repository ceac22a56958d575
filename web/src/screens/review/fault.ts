// What is still missing in an item before it can be sent.

import type { Item } from "@/api/views";

/** In Chinese; nothing when the item is complete. */
export function fault(item: Item): string | undefined {
  switch (item.kind) {
    case "metadata":
      return item.item.title.trim() ? undefined : "请填写标题";
    case "task":
      if (!item.item.title.trim()) return "请填写任务名称";
      return [...item.item.duties.lead, ...item.item.duties.cooperate, ...item.item.duties.undifferentiated].some((agency) => !agency.name.trim()) ? "请填写单位名称，或去掉空行" : undefined;
    case "target":
      if (!item.item.subject.trim()) return "请填写指标名称";
      if (item.item.nature !== "boolean" && item.item.values.length === 0) return "请填写数值，如 12 或 1—2";
      if (item.item.comparator === "between" && item.item.values.length !== 2) return "“介于”要填两个数，如 1—2";
      if (item.item.comparator !== "between" && item.item.values.length > 1) return "填了两个数时，要求应选“介于”";
      return item.item.places.length === 0 ? "请填写地区" : undefined;
    case "soft_target":
      return item.item.text.trim() ? undefined : "请填写内容";
  }
}
