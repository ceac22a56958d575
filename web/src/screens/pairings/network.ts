// A supply network as a drawing: suppliers on the left of those whom they supply, risks in red and amber.

import type { EChartsCoreOption } from "@/parts/charts";
import type { NetworkView } from "@/api/views";

const COLOURS: Record<string, string> = { red: "#b91c1c", amber: "#d97706", none: "#8ea7c8" };
/** More than anybody can tell apart in one drawing. */
const FIRMS_MAX = 60;

/** Firms within a few steps of one, up and down the chain; all of them when none is chosen. */
export function around(view: NetworkView, chosen: string, steps: number): Set<string> {
  if (chosen === "") return new Set(view.links.flatMap((link) => [link.supplier, link.buyer]));
  const found = new Set([chosen]);
  for (const [from, to] of [["supplier", "buyer"] as const, ["buyer", "supplier"] as const]) {
    let edge = new Set([chosen]);
    for (let step = 0; step < steps && edge.size > 0; step++) {
      const next = new Set(view.links.filter((link) => edge.has(link[from]) && !found.has(link[to])).map((link) => link[to]));
      next.forEach((firm) => found.add(firm));
      edge = next;
    }
  }
  return found;
}

/** How far down the chain each firm stands: one step behind its last supplier. Circles end where they began. */
export function depths(view: NetworkView): Map<string, number> {
  const depth = new Map<string, number>();
  const suppliers = new Map<string, string[]>();
  for (const link of view.links) {
    if (link.supplier !== link.buyer) suppliers.set(link.buyer, [...(suppliers.get(link.buyer) ?? []), link.supplier]);
  }
  const walk = (firm: string, open: Set<string>): number => {
    const known = depth.get(firm);
    if (known !== undefined) return known;
    if (open.has(firm)) return 0;
    open.add(firm);
    const above = (suppliers.get(firm) ?? []).map((one) => walk(one, open) + 1);
    open.delete(firm);
    const found = Math.max(0, ...above);
    depth.set(firm, found);
    return found;
  };
  for (const link of view.links) for (const firm of [link.supplier, link.buyer]) walk(firm, new Set());
  return depth;
}

/** The worst list that a dependence of a buyer on a product stands on. */
export function listOf(view: NetworkView, buyer: string, product: string): string {
  return view.dependences.find((one) => one.buyer === buyer && one.product === product)?.list ?? "none";
}

/** The drawing, or nothing when there is too much for one. */
export function drawing(view: NetworkView, chosen: string): EChartsCoreOption | undefined {
  const shown = around(view, chosen, view.steps);
  if (shown.size === 0 || shown.size > FIRMS_MAX) return undefined;
  const depth = depths(view);
  const columns = new Map<number, string[]>();
  for (const firm of [...shown].sort()) columns.set(depth.get(firm) ?? 0, [...(columns.get(depth.get(firm) ?? 0) ?? []), firm]);
  const worst = (firm: string): string => {
    const lists = view.dependences.filter((one) => one.buyer === firm).map((one) => one.list);
    return lists.includes("red") ? "red" : lists.includes("amber") ? "amber" : "none";
  };
  const data = [...columns].flatMap(([column, firms]) =>
    firms.map((name, place) => ({
      name,
      x: column * 260,
      y: (place - (firms.length - 1) / 2) * 70,
      symbolSize: name === chosen ? 30 : 20,
      itemStyle: { color: COLOURS[worst(name)] },
    })),
  );
  const links = view.links
    .filter((link) => shown.has(link.supplier) && shown.has(link.buyer) && link.supplier !== link.buyer)
    .map((link) => ({
      source: link.supplier,
      target: link.buyer,
      value: `${link.product}，${link.amount}`,
      lineStyle: { color: COLOURS[listOf(view, link.buyer, link.product)], width: listOf(view, link.buyer, link.product) === "none" ? 1 : 2.5 },
      label: { show: shown.size <= 16, formatter: link.product },
    }));
  return {
    animation: false,
    tooltip: { formatter: (at: { dataType: string; name: string; value?: unknown }) => (at.dataType === "edge" ? `${at.name}：${String(at.value)}` : at.name) },
    series: [{ type: "graph", layout: "none", roam: true, data, links, edgeSymbol: ["none", "arrow"], edgeSymbolSize: 9, label: { show: true, position: "bottom", fontSize: 14 }, lineStyle: { curveness: 0.06 }, left: 60, right: 60, top: 40, bottom: 50 }],
  };
}
