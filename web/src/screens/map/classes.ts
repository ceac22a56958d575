// Class breaks of the map: which colour a value gets. For colouring only; printed figures come from the server.

export interface MapClass {
  color: string;
  /** Smallest and largest value that is really there, so that a legend names no empty stretch. */
  low: number;
  high: number;
}

/** Light to dark; every step can be told from the next in grey as well. */
const COLORS: Record<number, string[]> = {
  1: ["#7fa8d6"],
  2: ["#c6d9ee", "#4d80bb"],
  3: ["#d6e4f3", "#85add9", "#2d62a3"],
  4: ["#dfe9f5", "#a3c1e2", "#5c8cc4", "#1f4f8f"],
};

/** At most four classes of about as many values each; equal values are never parted. */
export function classBreaks(values: readonly number[], most = 4): MapClass[] {
  const sorted = [...values].sort((left, right) => left - right);
  if (sorted.length === 0) return [];
  const classes: number[][] = [];
  const size = Math.ceil(sorted.length / most);
  for (const value of sorted) {
    const last = classes[classes.length - 1];
    const isSame = last !== undefined && last[last.length - 1] === value;
    if (last !== undefined && (last.length < size || isSame)) last.push(value);
    else classes.push([value]);
  }
  const colors = COLORS[classes.length] ?? [];
  return classes.map((members, place) => ({
    color: colors[place] ?? "#1f4f8f",
    low: members[0] as number,
    high: members[members.length - 1] as number,
  }));
}

export function colorOf(value: number, classes: readonly MapClass[]): string | undefined {
  return classes.find((each) => value >= each.low && value <= each.high)?.color;
}

/** Dark words on light ground, light words on dark ground. */
export function inkOn(color: string): string {
  const [red, green, blue] = [1, 3, 5].map((place) => Number.parseInt(color.slice(place, place + 2), 16)) as [number, number, number];
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? "#1f2937" : "#ffffff";
}
