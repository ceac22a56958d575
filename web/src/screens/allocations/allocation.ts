// Small helpers of the allocation screens: figures with ids, questions, numbers as words.

import type { LocationQuery } from "vue-router";
import type { AllocationView, Dataset, Figure, PlacementView } from "@/api/views";
import { MISSING } from "@/format";

/** Which allocation, as the server is asked. */
export interface Asked {
  run?: number;
  pack?: string;
  version?: string;
  allocation?: string;
  period?: string;
  dataset?: Dataset;
  known_by?: string;
  budget?: string;
}

/** A number with its id, or 「—」 with the reason. */
function shownFigure(id: string | null, text: string | null | undefined, missing: string): Figure {
  if (text === null || text === undefined || text === "") return { text: MISSING, unit: null, id: null, missing };
  return { text, unit: null, id, missing: null };
}

/** A number of an allocation. */
export function figure(view: AllocationView, kind: string, code: string, key: string, text: string | null | undefined, missing = "没有数据"): Figure {
  return shownFigure(view.refused ? null : `${view.figures}${kind}/${code}/${key}`, text, missing);
}

/** A number of a placement, by the same path as in its workbook. */
export function placedFigure(view: PlacementView, path: string, text: string | null | undefined, missing = "没有数据"): Figure {
  return shownFigure(`${view.figures}${path}`, text, missing);
}

/** The question in the address. */
export function questionOf(query: LocationQuery, dataset: Dataset): Asked {
  const word = (key: string): string | undefined => (typeof query[key] === "string" && query[key] !== "" ? (query[key] as string) : undefined);
  const run = Number(word("run"));
  if (Number.isInteger(run) && run > 0) return { run };
  return { pack: word("pack"), version: word("version"), allocation: word("allocation"), period: word("period"), dataset, budget: word("budget") };
}

/** The same cut for every further question about a page: what is explained is what is shown. */
export function sameCut(view: AllocationView): Asked {
  if (view.run) return { run: view.run.id };
  return {
    pack: view.pack.code,
    version: view.version,
    allocation: view.allocation.code,
    period: view.period,
    dataset: view.dataset,
    known_by: view.known_by,
    budget: view.budget.is_entered ? view.budget.amount : undefined,
  };
}

/** Which placement, as the server is asked. */
export interface PlacementAsked {
  run?: number;
  pack: string;
  placement?: string;
  period?: string;
  dataset?: Dataset;
  known_by?: string;
}

/** The same for the page of a placement. */
export function samePlacement(view: PlacementView): PlacementAsked {
  if (view.run) return { run: view.run.id, pack: view.pack.code };
  return { pack: view.pack.code, placement: view.placement.code, period: view.period, dataset: view.dataset, known_by: view.known_by };
}

/** +1200, −300, 不变: what a supposition changes. */
export function changeInWords(change: string | null | undefined): string {
  if (change === null || change === undefined || change === "") return MISSING;
  const amount = Number(change);
  if (amount === 0) return "不变";
  return amount > 0 ? `+${change}` : `−${change.replace("-", "")}`;
}

export interface Segment {
  key: string;
  name: string;
  amount: string;
  /** Of the budget, in percent. */
  width: number;
}

/** The budget as a bar: one segment for each grant, the largest first; what nobody gets is missing. */
export function segments(view: AllocationView): Segment[] {
  const budget = Number(view.budget.amount);
  if (!(budget > 0)) return [];
  return view.grants
    .filter((grant) => Number(grant.amount) > 0)
    .map((grant) => ({ key: grant.key, name: grant.name, amount: grant.amount, width: (Number(grant.amount) / budget) * 100 }))
    .sort((one, other) => other.width - one.width);
}
