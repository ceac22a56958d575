import { expect, it } from "vitest";
import { classBreaks, colorOf, inkOn } from "./classes";
import { proportions } from "./proportions";

const bounds = (values: number[]): string[] => classBreaks(values).map((each) => `${each.low}–${each.high}`);

it("makes four classes of about as many counties each", () => {
  expect(bounds([12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toEqual(["1–3", "4–6", "7–9", "10–12"]);
});

it("never parts equal values", () => {
  expect(bounds([1, 2, 2, 2, 2, 3, 4, 5])).toEqual(["1–2", "3–4", "5–5"]);
  expect(bounds([7, 7, 7])).toEqual(["7–7"]);
});

it("makes no class where there is no value", () => {
  expect(classBreaks([])).toEqual([]);
  expect(colorOf(3, [])).toBeUndefined();
});

it("gives every value its own class's colour, darker for more", () => {
  const classes = classBreaks([10, 20, 30, 40]);
  expect(new Set([10, 20, 30, 40].map((value) => colorOf(value, classes))).size).toBe(4);
  expect(inkOn(colorOf(10, classes) as string)).toBe("#1f2937");
  expect(inkOn(colorOf(40, classes) as string)).toBe("#ffffff");
});

it("draws a map with the proportions of the ground", () => {
  const square = (latitude: number) => ({ features: [{ geometry: { coordinates: [[[[100, latitude], [101, latitude], [101, latitude + 1], [100, latitude + 1]]]] } }] });
  expect(proportions(square(-0.5))).toBeCloseTo(1, 6);
  expect(proportions(square(59.5))).toBeCloseTo(0.5, 6);
});
