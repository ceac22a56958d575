// A list of a large plan comes in parts, so that no answer keeps other people waiting. Together they are of one instant.

const ROWS_AT_ONCE = 200;

export interface PartQuery {
  limit: number;
  after?: string;
  as_of?: string;
  known_by?: string;
}

interface Part<Row> {
  frame: { as_of: string; known_by: string };
  rows: Row[];
  next?: string | null;
}

/** All rows: the answer to the first part, with the rows of the others behind its own. */
export async function inParts<Row, List extends Part<Row>>(load: (part: PartQuery) => Promise<List & Part<Row>>): Promise<List> {
  const whole = await load({ limit: ROWS_AT_ONCE });
  const { as_of, known_by } = whole.frame;
  for (let after = whole.next; after; ) {
    const part = await load({ limit: ROWS_AT_ONCE, after, as_of, known_by });
    whole.rows.push(...part.rows);
    after = part.next;
  }
  return { ...whole, next: undefined };
}
