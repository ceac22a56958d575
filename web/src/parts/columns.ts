// Columns of a list and how rows are put in order by one of them.

export interface Column<Row> {
  key: string;
  label: string;
  width?: number;
  minWidth?: number;
  /** Right-aligned. */
  isNumber?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
  /** Hidden until the user asks for it. */
  isHidden?: boolean;
  text?: (row: Row) => string | number | null | undefined;
  /** The server puts rows in order by it. */
  isServerSorted?: boolean;
  /** What rows are compared by; a list without it cannot be sorted by this column. */
  sort?: (row: Row) => string | number | null | undefined;
}

/** Rows in order; missing values come last whichever way, equal ones keep the official order. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], order?: { key: string; descending: boolean }): Row[] {
  const sort = columns.find((column) => column.key === order?.key)?.sort;
  if (!sort || !order) return [...rows];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [one, other] = [sort(left), sort(right)];
    const isOneMissing = one === null || one === undefined || one === "";
    const isOtherMissing = other === null || other === undefined || other === "";
    if (isOneMissing || isOtherMissing) return Number(isOneMissing) - Number(isOtherMissing);
    if (typeof one === "number" && typeof other === "number") return sign * (one - other);
    return sign * String(one).localeCompare(String(other), "zh-CN", { numeric: true });
  });
}

/** The number in a printed figure, for sorting only; nothing when there is none. */
export function numberIn(text: string): number | undefined {
  const plain = text.replaceAll(",", "");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** On a phone the columns that people look for stand first, as narrow as they can be; elsewhere the order stays. */
export function firstOnPhone<Row>(columns: Column<Row>[], keys: readonly string[], isPhone = window.matchMedia("(max-width: 600px)").matches): Column<Row>[] {
  if (!isPhone) return columns;
  const first = keys.flatMap((key) => columns.filter((column) => column.key === key));
  const narrow = (column: Column<Row>): Column<Row> => ({ ...column, minWidth: Math.min(column.minWidth ?? 120, column.isNumber ? 100 : 130) });
  return [...first.map(narrow), ...columns.filter((column) => !keys.includes(column.key))];
}
