import { expect, it } from "vitest";
import type { SeriesPoint } from "@/api/views";
import { seriesLines, whole } from "./series";

function value(period: string, scope: SeriesPoint["scope"], number: string): SeriesPoint {
  return { period, scope, value: { text: number, id: `observation/${number}` } };
}

it("never joins values of different scope or length of period", () => {
  const series = seriesLines([value("2023", "administrative", "9"), value("2021", "managed", "3"), value("2022", "managed", "4"), value("2023-06", "managed", "2")]);
  expect(series.periods).toEqual(["2021年", "2022年", "2023年6月", "2023年"]);
  expect(series.lines.map(({ name, values }) => ({ name, values }))).toEqual([
    { name: "年度，行政区口径", values: [null, null, null, 9] },
    { name: "年度，管理区口径", values: [3, 4, null, null] },
    { name: "月度，管理区口径", values: [null, null, 2, null] },
  ]);
});

it("leaves a gap where nothing is known, never a zero", () => {
  expect(seriesLines([value("2021", "city", "1"), value("2022", "managed", "5")]).lines[0]?.values).toEqual([1, null]);
});

it("ends a line at a break of the series and says why", () => {
  const series = seriesLines([value("2016", "managed", "7"), value("2020", "managed", "6"), { ...value("2021", "managed", "9"), break_before: "基数修订" }]);
  expect(series.lines.map(({ values }) => values)).toEqual([
    [7, 6, null],
    [null, null, 9],
  ]);
  expect(series.breaks).toEqual(["基数修订"]);
  expect(whole(series.lines).map(({ values }) => values)).toEqual([[7, 6, 9]]);
});
