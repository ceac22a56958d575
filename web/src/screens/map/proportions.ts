// Width to height of a map on the ground, from its GeoJSON in degrees.

type Position = [number, number];

/** A degree of longitude is shorter than one of latitude by the cosine of the latitude. */
export function proportions(boundaries: object): number {
  const points: Position[] = [];
  collect((boundaries as { features?: { geometry: { coordinates: unknown } }[] }).features?.map((feature) => feature.geometry.coordinates) ?? [], points);
  if (points.length === 0) return 1;
  const longitudes = points.map((point) => point[0]);
  const latitudes = points.map((point) => point[1]);
  const [west, east] = bounds(longitudes);
  const [south, north] = bounds(latitudes);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return ((east - west) * shrink) / (north - south);
}

function collect(coordinates: unknown, points: Position[]): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === "number") points.push(coordinates as Position);
  else for (const part of coordinates) collect(part, points);
}

function bounds(numbers: number[]): [number, number] {
  return numbers.reduce<[number, number]>(([low, high], number) => [Math.min(low, number), Math.max(high, number)], [Infinity, -Infinity]);
}
