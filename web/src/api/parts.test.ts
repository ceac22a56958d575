import { expect, it } from "vitest";
import { inParts, type PartQuery } from "./parts";

const ROWS = Array.from({ length: 450 }, (_, number) => ({ id: `r${number}` }));

function server(asked: PartQuery[], rows = ROWS) {
  return async (part: PartQuery) => {
    asked.push(part);
    const first = part.cursor === undefined ? 0 : Number(part.cursor);
    const end = first + part.limit;
    return { rows: rows.slice(first, end), next: end < rows.length ? String(end) : undefined, total: rows.length };
  };
}

it("gathers all rows in their order", async () => {
  const asked: PartQuery[] = [];
  const whole = await inParts(server(asked));
  expect(whole.rows).toEqual(ROWS);
  expect(whole.next).toBeUndefined();
  expect(whole.total).toBe(450);
  expect(asked.map((part) => part.cursor)).toEqual([undefined, "200", "400"]);
});

it("asks once for a short list and for an empty one", async () => {
  for (const rows of [ROWS.slice(0, 200), []]) {
    const asked: PartQuery[] = [];
    expect((await inParts(server(asked, rows))).rows).toEqual(rows);
    expect(asked).toHaveLength(1);
  }
});
