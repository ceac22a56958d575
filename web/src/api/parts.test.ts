import { expect, it } from "vitest";
import { inParts, type PartQuery } from "./parts";

const ROWS = Array.from({ length: 450 }, (_, number) => ({ id: `r${number}` }));

function server(asked: PartQuery[], rows = ROWS) {
  return async (part: PartQuery) => {
    asked.push(part);
    const first = part.after === undefined ? 0 : rows.findIndex((row) => row.id === part.after) + 1;
    const some = rows.slice(first, first + part.limit);
    const next = first + part.limit < rows.length ? some.at(-1)?.id : undefined;
    return { frame: { as_of: "2026-11-25", known_by: "2026-11-25T02:00:00Z" }, rows: some, next, total: rows.length };
  };
}

it("gathers all rows in their order, as of the instant of the first part", async () => {
  const asked: PartQuery[] = [];
  const whole = await inParts(server(asked));
  expect(whole.rows).toEqual(ROWS);
  expect(whole.next).toBeUndefined();
  expect(asked.map((part) => part.after)).toEqual([undefined, "r199", "r399"]);
  expect(asked.map((part) => part.known_by)).toEqual([undefined, "2026-11-25T02:00:00Z", "2026-11-25T02:00:00Z"]);
});

it("asks once for a short list and for an empty one", async () => {
  for (const rows of [ROWS.slice(0, 200), []]) {
    const asked: PartQuery[] = [];
    expect((await inParts(server(asked, rows))).rows).toEqual(rows);
    expect(asked).toHaveLength(1);
  }
});
