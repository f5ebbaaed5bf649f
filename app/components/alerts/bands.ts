import type { Scale } from "~/components/charts/scale";
import type { WatchPoint } from "~/reports/watchTypes";

const x = (index: number, count: number): string => (((index + 0.5) / count) * 100).toFixed(3);
const y = (value: number, scale: Scale): string => (100 - scale.heightOf(value) * 100).toFixed(3);

/** The line of the values; unknown ones leave a gap. In a square of a hundred. */
export function linePath(points: readonly WatchPoint[], scale: Scale): string {
  return points
    .map(({ value }, index) => {
      if (value === null) return "";
      const isFirst = (points[index - 1]?.value ?? null) === null;
      return `${isFirst ? "M" : "L"}${x(index, points.length)} ${y(value, scale)}`;
    })
    .join("");
}

/** What was usual, as areas between its bounds; a side without a bound reaches to the edge. */
export function bandPath(points: readonly WatchPoint[], scale: Scale): string {
  return stretches(points)
    .map((indices) => {
      const of = (index: number, side: "low" | "high") => points[index]?.[side] ?? null;
      const top = indices.map((index) => {
        const high = of(index, "high");
        return `${x(index, points.length)} ${high === null ? "0" : y(high, scale)}`;
      });
      const bottom = indices.toReversed().map((index) => {
        const low = of(index, "low");
        return `${x(index, points.length)} ${low === null ? "100" : y(low, scale)}`;
      });
      return `M${[...top, ...bottom].join("L")}Z`;
    })
    .join("");
}

/** Neighbouring points of which the usual is known. */
function stretches(points: readonly WatchPoint[]): number[][] {
  const found: number[][] = [];
  for (const [index, { expected }] of points.entries()) {
    if (expected === null) continue;
    const last = found.at(-1);
    if (last && last.at(-1) === index - 1) last.push(index);
    else found.push([index]);
  }
  return found;
}

/** Every value that takes part in a chart's scale. */
export const valuesOf = (points: readonly WatchPoint[], bound: number | null): (number | null)[] => [
  ...points.flatMap(({ value, low, high }) => [value, low, high]),
  bound,
];
