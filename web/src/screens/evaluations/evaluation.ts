// Small helpers of the evaluation screens: figures with ids, questions, charts' numbers.

import type { LocationQuery } from "vue-router";
import type { Dataset, EvaluationView, Figure, PoolView, SubjectView } from "@/api/views";
import { MISSING } from "@/format";

/** Which evaluation, as the server is asked. */
export interface Asked {
  run?: number;
  pack?: string;
  version?: string;
  evaluation?: string;
  period?: string;
  dataset?: Dataset;
  known_by?: string;
}

/** A number of an outcome with its id, or 「—」 with the reason. A trial has no ids: it is not official. */
export function figure(view: EvaluationView, kind: string, code: string, key: string, text: string | null | undefined, missing = "没有数据"): Figure {
  if (text === null || text === undefined || text === "") return { text: MISSING, unit: null, id: null, missing };
  return { text, unit: null, id: view.figures ? `${view.figures}${kind}/${code}/${key}` : null, missing: null };
}

/** The question in the address. */
export function questionOf(query: LocationQuery, dataset: Dataset): Asked {
  const word = (key: string): string | undefined => (typeof query[key] === "string" && query[key] !== "" ? (query[key] as string) : undefined);
  const run = Number(word("run"));
  if (Number.isInteger(run) && run > 0) return { run };
  return { pack: word("pack"), version: word("version"), evaluation: word("evaluation"), period: word("period"), dataset };
}

/** The same cut for every further question about a page: what is explained is what is shown. */
export function sameCut(view: EvaluationView): Asked {
  if (view.run) return { run: view.run.id };
  return {
    pack: view.pack.code,
    version: view.version,
    evaluation: view.evaluation.code,
    period: view.period,
    dataset: view.dataset,
    known_by: view.known_by,
  };
}

export function indicators(pool: PoolView) {
  return pool.nodes.filter((node) => node.is_indicator);
}

/** Scores of a subject and the mean of its peers, each as percent of the best score of the pool. */
export function radar(pool: PoolView, subject: SubjectView): { name: string; own: number | null; mean: number | null }[] {
  const peers = subject.group ? pool.subjects.filter((one) => one.group === subject.group) : pool.subjects;
  return indicators(pool).map((node, place) => {
    const score = (one: SubjectView): number | null => {
      const text = one.cells[node.column ?? place]?.score;
      return text === null || text === undefined ? null : Number(text);
    };
    const known = (subjects: SubjectView[]): number[] => subjects.map(score).filter((value): value is number => value !== null);
    const all = known(pool.subjects);
    const best = Math.max(...all, 0);
    const share = (value: number | null): number | null => (value === null || best <= 0 ? null : Math.round((value / best) * 1000) / 10);
    const of = known(peers);
    return { name: node.name, own: share(score(subject)), mean: of.length === 0 ? null : share(of.reduce((sum, value) => sum + value, 0) / of.length) };
  });
}

/** 比上年上升 3 位; nothing without a place on both sides. */
export function moveInWords(rank: string, before: string | null | undefined): string {
  if (!before) return "";
  const rise = Number(before) - Number(rank);
  if (rise === 0) return "持平";
  return rise > 0 ? `↑${rise}` : `↓${-rise}`;
}

export function certaintyTag(certainty: string | null | undefined): "success" | "warning" | "danger" | "info" {
  if (certainty === "官方") return "success";
  if (certainty === "二手") return "warning";
  if (certainty === "示例") return "danger";
  return "info";
}
