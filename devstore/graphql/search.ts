import { GraphQLError } from "graphql";
import type { ApiVersion } from "./schema";

type Comparator = ":" | ">" | ">=" | "<" | "<=";

export interface Term {
  readonly field: string;
  readonly comparator: Comparator;
  readonly value: string;
}

const termPattern = /\s*(?:(AND|OR|NOT)\b|([a-z_]+):\s*(>=|<=|>|<)?\s*(?:'([^']*)'|"([^"]*)"|([^\s()]+))|(\S+))/gy;

/**
 * The terms of a `query` argument, all of which must hold: `updated_at:>='2026-01-01T00:00:00Z' AND status:active`.
 * @throws GraphQLError on anything beyond that, named.
 */
export function parseSearch(query: string): Term[] {
  const terms: Term[] = [];
  let expectsTerm = true;
  for (const [, connective, field, comparator, single, double, bare, other] of query.trim().matchAll(termPattern)) {
    if (connective === "AND" && !expectsTerm) {
      expectsTerm = true;
      continue;
    }
    if (connective || other || field === undefined) {
      throw new GraphQLError(
        `query ${JSON.stringify(query)}: the dev store does not know ${connective ?? other} here; it reads field:value terms joined with AND`,
      );
    }
    terms.push({ field, comparator: (comparator ?? ":") as Comparator, value: single ?? double ?? bare ?? "" });
    expectsTerm = false;
  }
  if (expectsTerm && terms.length > 0)
    throw new GraphQLError(`query ${JSON.stringify(query)}: expected a term after AND`);
  return terms;
}

/**
 * Whether a time fits a term. Times count to the second, as the API gives them.
 * From 2026-10 an exclusive lower bound without fractional seconds leaves the whole second out; before, only its start.
 */
export function timeFits(at: number, term: Term, version: ApiVersion, zone: string): boolean {
  const bound = boundOf(term, zone);
  switch (term.comparator) {
    case ">=":
      return at >= bound.start;
    case "<":
      return at < bound.start;
    case "<=":
      return at <= bound.start;
    case ">":
      return version === "2026-07" || !bound.wholeSecond ? at > bound.start : at >= bound.start + 1000;
    case ":":
      return at >= bound.start && at < bound.end;
  }
}

interface Bound {
  readonly start: number;
  readonly end: number;
  readonly wholeSecond: boolean;
}

const dayMs = 86_400_000;

function boundOf(term: Term, zone: string): Bound {
  const { value } = term;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const start = localMidnight(value, zone);
    return { start, end: start + dayMs, wholeSecond: false };
  }
  const hasZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(value);
  const start = hasZone ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(start)) {
    throw new GraphQLError(
      `query ${term.field}:${term.comparator}${value}: expected a time with its zone, quoted ('2026-01-01T00:00:00Z')`,
    );
  }
  const fraction = /\.\d+/.test(value);
  return { start, end: start + (fraction ? 1 : 1000), wholeSecond: !fraction };
}

/** Start of a local day, found by stepping from UTC midnight; good for zones whose day starts at midnight. */
function localMidnight(day: string, zone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  const local = Date.parse(`${format.format(new Date(utc)).replace(" ", "T")}Z`);
  return utc - (local - utc);
}

/** Whether a number (the tail of a gid) fits a term. */
export function numberFits(value: bigint, term: Term): boolean {
  const tail = term.value.slice(term.value.lastIndexOf("/") + 1);
  if (!/^\d+$/.test(tail)) throw new GraphQLError(`query ${term.field}:${term.value}: expected a number`);
  const bound = BigInt(tail);
  switch (term.comparator) {
    case ">=":
      return value >= bound;
    case ">":
      return value > bound;
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ":":
      return value === bound;
  }
}
