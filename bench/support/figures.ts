/** What a figure is held against, measured in the same run. */
export interface Limit {
  readonly what: string;
  readonly value: number;
}

/** A bound a figure, or its ratio to the limit, has to keep. */
export interface Target {
  readonly of: "value" | "ratio";
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One measured number. */
export interface Figure {
  readonly part: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: Limit | null;
  /** value ÷ limit; null without a limit. */
  readonly ratio: number | null;
  readonly targets: readonly Target[];
  /** Whether all targets are kept; null without one. */
  readonly met: boolean | null;
}

export interface NewFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: Limit;
  readonly targets?: readonly Target[];
}

/** Puts a figure together with its ratio and whether its targets are kept. */
export function figureOf(part: string, { name, value, unit, limit, targets = [] }: NewFigure): Figure {
  const ratio = limit && limit.value > 0 ? value / limit.value : null;
  const keeps = ({ of, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: Target) => {
    const held = of === "ratio" ? ratio : value;
    return held !== null && held >= atLeast && held <= atMost;
  };
  const met = targets.length > 0 ? targets.every(keeps) : null;
  return { part, name, value, unit, limit: limit ?? null, ratio, targets, met };
}

export const atLeast = (bound: number): Target => ({ of: "value", atLeast: bound });
export const atMost = (bound: number): Target => ({ of: "value", atMost: bound });
export const ratioAtLeast = (bound: number): Target => ({ of: "ratio", atLeast: bound });
export const ratioAtMost = (bound: number): Target => ({ of: "ratio", atMost: bound });

const HEADINGS = ["part", "what", "figure", "limit in this run", "ratio", "target", "met"] as const;

/** The figures as a table of plain text, columns aligned. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(cells)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function cells({ part, name, value, unit, limit, ratio, targets, met }: Figure): readonly string[] {
  return [
    part,
    name,
    `${shown(value)} ${unit}`,
    limit ? `${shown(limit.value)} (${limit.what})` : "",
    ratio === null ? "" : shown(ratio),
    targets.map((target) => boundOf(target, unit)).join(", "),
    met === null ? "" : met ? "yes" : "NO",
  ];
}

function boundOf({ of, atLeast, atMost }: Target, unit: string): string {
  const bounds = [
    ...(atLeast === undefined ? [] : [`≥ ${shown(atLeast)}`]),
    ...(atMost === undefined ? [] : [`≤ ${shown(atMost)}`]),
  ].join(" ");
  return of === "ratio" ? `ratio ${bounds}` : `${bounds} ${unit}`;
}

/** Three significant digits below 100, whole numbers with separators above. */
export function shown(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
