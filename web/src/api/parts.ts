// A list of a large plan comes in parts, so that no answer keeps other people waiting. Together they are of one instant.

const ROWS_AT_ONCE = 200;

export interface PartQuery {
  limit: number;
  cursor?: string;
}

interface Part<Row> {
  rows: Row[];
  next?: string | null;
}

/** All rows: the answer to the first part, with the rows of the others behind its own. */
export async function inParts<Row, List extends Part<Row>>(load: (part: PartQuery) => Promise<List & Part<Row>>): Promise<List> {
  const whole = await load({ limit: ROWS_AT_ONCE });
  for (let cursor = whole.next; cursor; ) {
    const part = await load({ limit: ROWS_AT_ONCE, cursor });
    whole.rows.push(...part.rows);
    cursor = part.next;
  }
  return { ...whole, next: undefined };
}
