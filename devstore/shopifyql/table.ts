import { mulDiv, toDecimal } from "../money";
import { type DayRange, everyStart, startOf } from "./dates";
import type { Column, Comparison, Condition, Query, TimeUnit } from "./parse";
import { QueryError } from "./tokens";

/** One thing that happened on a day: what it can be grouped by, and what it adds to each figure. */
export interface Fact {
  readonly day: string;
  readonly dimensions: Readonly<Record<string, string | null>>;
  readonly amounts: Readonly<Record<string, number>>;
  /** The order it places, if it places one. */
  readonly order: string | null;
}

export interface Metric {
  readonly displayName: string;
  readonly dataType: "MONEY" | "INTEGER" | "PERCENT";
  /** Minor units for MONEY; null when there is nothing to divide by. */
  of(bucket: Bucket): number | null;
}

export interface Table {
  readonly name: string;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly dimensions: Readonly<Record<string, { readonly displayName: string; readonly dataType: string }>>;
  readonly exponent: number;
  facts(): Iterable<Fact>;
}

export interface TableColumn {
  readonly name: string;
  readonly dataType: string;
  readonly displayName: string;
  readonly subType: null;
}

/** Shopify spells every value of a row as a string, whatever its type. */
export type TableRow = Readonly<Record<string, string | null>>;

/** The facts of one group. */
export class Bucket {
  private readonly sums = new Map<string, number>();
  private readonly placed = new Set<string>();

  add(fact: Fact): void {
    for (const [figure, amount] of Object.entries(fact.amounts)) this.sums.set(figure, this.sum(figure) + amount);
    if (fact.order !== null) this.placed.add(fact.order);
  }
  sum(figure: string): number {
    return this.sums.get(figure) ?? 0;
  }
  orders(): number {
    return this.placed.size;
  }
}

const TIME: Readonly<Record<TimeUnit, { displayName: string; dataType: string }>> = {
  day: { displayName: "Day", dataType: "DAY_TIMESTAMP" },
  week: { displayName: "Week", dataType: "WEEK_TIMESTAMP" },
  month: { displayName: "Month", dataType: "MONTH_TIMESTAMP" },
  quarter: { displayName: "Quarter", dataType: "QUARTER_TIMESTAMP" },
  year: { displayName: "Year", dataType: "YEAR_TIMESTAMP" },
};

/**
 * The table a query asks for.
 * @throws QueryError for a column the table does not have, or one that is shown but not grouped by.
 */
export function resultTable(query: Query, table: Table, range: DayRange): { columns: TableColumn[]; rows: TableRow[] } {
  const keys = keysOf(query, table);
  const shown = shownMetrics(query, table, keys);
  const filters = query.where.map((condition) => filter(condition, table));
  const groups = grouped(query, table, range, keys, filters);
  const rows = [...groups.values()].map(({ key, bucket }) => ({
    key,
    values: shown.map((metric) => metric.metric.of(bucket)),
  }));
  const sorted = rows
    .sort(order(query, keys, shown))
    .slice(query.offset, query.limit === null ? undefined : query.offset + query.limit);
  return {
    columns: [...keys.map((key) => key.column), ...shown.map((metric) => metric.column)],
    rows: sorted.map((row) => spelled(row, keys, shown, table.exponent)),
  };
}

interface Key {
  readonly column: TableColumn;
  readonly unit: TimeUnit | null;
}

interface Shown {
  readonly column: TableColumn;
  readonly source: string;
  readonly metric: Metric;
}

interface Row {
  readonly key: readonly (string | null)[];
  readonly values: readonly (number | null)[];
}

function keysOf(query: Query, table: Table): Key[] {
  const written = query.timeseries ? [timeColumn(query.timeseries), ...query.groupBy] : query.groupBy;
  const names = new Set<string>();
  return written.flatMap((column) => {
    if (names.has(column.name)) return [];
    names.add(column.name);
    return [key(column, table)];
  });
}

function timeColumn(timeseries: NonNullable<Query["timeseries"]>): Column {
  return { name: timeseries.unit, alias: null, at: timeseries.at };
}

function key(column: Column, table: Table): Key {
  const unit = unitOf(column.name);
  const known = unit ? TIME[unit] : table.dimensions[column.name];
  if (known === undefined) throw notFound(column);
  return { unit, column: { name: column.name, ...known, subType: null } };
}

function unitOf(name: string): TimeUnit | null {
  return name === "day" || name === "week" || name === "month" || name === "quarter" || name === "year" ? name : null;
}

function shownMetrics(query: Query, table: Table, keys: readonly Key[]): Shown[] {
  return query.show.flatMap((column) => {
    const metric = table.metrics[column.name];
    if (metric !== undefined) {
      const { displayName, dataType } = metric;
      const name = column.alias ?? column.name;
      return [{ source: column.name, metric, column: { name, dataType, displayName, subType: null } }];
    }
    if (unitOf(column.name) === null && table.dimensions[column.name] === undefined) throw notFound(column);
    if (keys.some((known) => known.column.name === column.name)) return [];
    throw new QueryError(`Invalid Query: Column '${column.name}' is shown but not in GROUP BY`, column.at);
  });
}

function grouped(
  query: Query,
  table: Table,
  range: DayRange,
  keys: readonly Key[],
  filters: readonly ((fact: Fact) => boolean)[],
): Map<string, { key: (string | null)[]; bucket: Bucket }> {
  const groups = new Map<string, { key: (string | null)[]; bucket: Bucket }>();
  const group = (values: (string | null)[]) => {
    const id = JSON.stringify(values);
    const found = groups.get(id) ?? { key: values, bucket: new Bucket() };
    groups.set(id, found);
    return found;
  };
  if (keys.length === 0) group([]);
  for (const fact of table.facts()) {
    if (!within(fact.day, range) || !filters.every((holds) => holds(fact))) continue;
    group(keys.map((known) => keyValue(known, fact))).bucket.add(fact);
  }
  if (query.timeseries && range.first !== null && range.last !== null) {
    const others = new Map(
      [...groups.values()].map(({ key: found }) => [JSON.stringify(found.slice(1)), found.slice(1)]),
    );
    if (keys.length === 1) others.set("[]", []);
    for (const start of everyStart(range.first, range.last, query.timeseries.unit)) {
      for (const rest of others.values()) group([start, ...rest]);
    }
  }
  return groups;
}

function within(day: string, range: DayRange): boolean {
  return (range.first === null || day >= range.first) && (range.last === null || day <= range.last);
}

function keyValue(known: Key, fact: Fact): string | null {
  return known.unit ? startOf(fact.day, known.unit) : (fact.dimensions[known.column.name] ?? null);
}

function filter(condition: Condition, table: Table): (fact: Fact) => boolean {
  const { name } = condition.column;
  const isDay = name === "day";
  if (!isDay && table.dimensions[name] === undefined) throw notFound(condition.column);
  return (fact) => holds(isDay ? fact.day : (fact.dimensions[name] ?? null), condition.comparison, condition.values);
}

function holds(value: string | null, comparison: Comparison, values: readonly string[]): boolean {
  const [wanted = ""] = values;
  if (value === null) return comparison === "!=" || comparison === "NOT IN";
  switch (comparison) {
    case "=":
      return value === wanted;
    case "!=":
      return value !== wanted;
    case "<":
      return value < wanted;
    case "<=":
      return value <= wanted;
    case ">":
      return value > wanted;
    case ">=":
      return value >= wanted;
    case "IN":
      return values.includes(value);
    case "NOT IN":
      return !values.includes(value);
  }
}

function order(query: Query, keys: readonly Key[], shown: readonly Shown[]): (left: Row, right: Row) => number {
  const written = query.orderBy.map(({ column, descending }) => ({ read: reader(column, keys, shown), descending }));
  const time = keys.findIndex((known) => known.unit !== null);
  if (written.length === 0 && time >= 0) written.push({ read: (row) => row.key[time] ?? null, descending: false });
  return (left, right) => {
    for (const { read, descending } of written) {
      const difference = compare(read(left), read(right), descending);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function reader(column: Column, keys: readonly Key[], shown: readonly Shown[]): (row: Row) => string | number | null {
  const keyIndex = keys.findIndex((known) => known.column.name === column.name);
  if (keyIndex >= 0) return (row) => row.key[keyIndex] ?? null;
  const shownIndex = shown.findIndex((metric) => metric.source === column.name || metric.column.name === column.name);
  if (shownIndex < 0) throw notFound(column);
  return (row) => row.values[shownIndex] ?? null;
}

/** Unknown comes last in either direction. */
function compare(left: string | number | null, right: string | number | null, descending: boolean): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  const ascending = left < right ? -1 : left > right ? 1 : 0;
  return descending ? 0 - ascending : ascending;
}

function spelled(row: Row, keys: readonly Key[], shown: readonly Shown[], exponent: number): TableRow {
  const cells: [string, string | null][] = [
    ...keys.map((known, index): [string, string | null] => [known.column.name, row.key[index] ?? null]),
    ...shown.map((metric, index): [string, string | null] => [
      metric.column.name,
      spell(row.values[index] ?? null, metric.metric.dataType, exponent),
    ]),
  ];
  return Object.fromEntries(cells);
}

function spell(value: number | null, dataType: Metric["dataType"], exponent: number): string | null {
  if (value === null) return null;
  return dataType === "MONEY" ? toDecimal(value, exponent).replace(/\.0$/, "") : String(value);
}

/** A quotient of money, to the whole minor unit. */
export function perEach(amount: number, count: number): number | null {
  return count === 0 ? null : mulDiv(amount, 1, count);
}

function notFound(column: Column): QueryError {
  return new QueryError(`Column Not Found: Column '${column.name}' not found`, column.at);
}
