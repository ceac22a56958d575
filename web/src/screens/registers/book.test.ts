import { expect, test } from "vitest";
import { changed, params } from "./book";

test("only fields with another text count as changed; blank is missing", () => {
  expect(changed({ a: "1", b: " ", c: "x" }, { a: "1", c: "y", d: "z" })).toEqual(["c", "d"]);
});

test("a register that stands has no period", () => {
  expect(params({ pack: "p", register: "r", period: "", dataset: "demo" }).query).toEqual({ dataset: "demo", period: undefined });
});
