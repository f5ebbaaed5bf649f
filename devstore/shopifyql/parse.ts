import { type Position, QueryError, type Token, tokens } from "./tokens";

export type TimeUnit = "day" | "week" | "month" | "quarter" | "year";

export interface Column {
  readonly name: string;
  readonly alias: string | null;
  readonly at: Position;
}

/** A boundary as written; `dates.ts` turns it into a local day. */
export type DateWord =
  | { readonly kind: "day"; readonly day: string; readonly at: Position }
  | { readonly kind: "offset"; readonly amount: number; readonly unit: string; readonly at: Position }
  | { readonly kind: "name"; readonly name: string; readonly at: Position }
  | { readonly kind: "edge"; readonly edge: string; readonly offset: DateWord | null; readonly at: Position };

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=" | "IN" | "NOT IN";

export interface Condition {
  readonly column: Column;
  readonly comparison: Comparison;
  readonly values: readonly string[];
}

export interface Query {
  readonly table: { readonly name: string; readonly at: Position };
  readonly show: readonly Column[];
  readonly where: readonly Condition[];
  readonly groupBy: readonly Column[];
  readonly timeseries: { readonly unit: TimeUnit; readonly at: Position } | null;
  readonly since: DateWord | null;
  readonly until: DateWord | null;
  readonly during: DateWord | null;
  readonly orderBy: readonly { readonly column: Column; readonly descending: boolean }[];
  readonly limit: number | null;
  /** Rows skipped before the limit. */
  readonly offset: number;
}

const UNITS: readonly TimeUnit[] = ["day", "week", "month", "quarter", "year"];
const EDGE = /^(start|end)Of(Day|Week|Month|Quarter|Year)$/i;
/** Keywords of the language that this reader does not run; a silent skip would answer another question. */
const UNSUPPORTED = ["COMPARE", "HAVING", "WITH", "VISUALIZE", "TYPE", "TOP", "ONLY", "MATCHES", "ORGANIZATION"];
const CLAUSES = ["WHERE", "GROUP", "TIMESERIES", "SINCE", "UNTIL", "DURING", "ORDER", "LIMIT"];

/** @throws QueryError with the token and its place where the query leaves the language. */
export function parse(text: string): Query {
  const reader = new Reader(tokens(text));
  const query = emptyQuery(reader);
  const seen = new Set<string>();
  while (!reader.ended()) {
    const keyword = reader.peek();
    const clause = keyword.text.toUpperCase();
    if (UNSUPPORTED.includes(clause)) throw new QueryError(`Feature not supported: ${clause}`, keyword.at);
    if (!CLAUSES.includes(clause) || seen.has(clause)) throw unexpected(keyword);
    seen.add(clause);
    reader.take();
    readClause(reader, clause, query);
  }
  if (query.during && (query.since || query.until)) {
    throw new QueryError("Syntax Error: DURING cannot be combined with SINCE or UNTIL", query.during.at);
  }
  return query;
}

type Draft = { -readonly [K in keyof Query]: Query[K] };

function emptyQuery(reader: Reader): Draft {
  reader.keyword("FROM");
  const table = reader.word("a table");
  reader.keyword("SHOW");
  const show = reader.list(() => reader.column());
  return {
    table: { name: table.text, at: table.at },
    show,
    where: [],
    groupBy: [],
    timeseries: null,
    since: null,
    until: null,
    during: null,
    orderBy: [],
    limit: null,
    offset: 0,
  };
}

function readClause(reader: Reader, clause: string, query: Draft): void {
  switch (clause) {
    case "WHERE":
      query.where = conditions(reader);
      return;
    case "GROUP":
      reader.keyword("BY");
      query.groupBy = reader.list(() => reader.column());
      return;
    case "TIMESERIES":
      query.timeseries = timeUnit(reader);
      return;
    case "SINCE":
      query.since = dateWord(reader);
      return;
    case "UNTIL":
      query.until = dateWord(reader);
      return;
    case "DURING":
      query.during = dateWord(reader);
      return;
    case "ORDER":
      reader.keyword("BY");
      query.orderBy = reader.list(() => ordering(reader));
      return;
    default:
      query.limit = wholeNumber(reader);
      if (reader.accept("OFFSET")) query.offset = wholeNumber(reader);
  }
}

class Reader {
  private index = 0;
  constructor(private readonly all: readonly Token[]) {}

  peek(): Token {
    return this.all[this.index] ?? { kind: "end", text: "", at: { line: 1, column: 1 } };
  }
  take(): Token {
    const token = this.peek();
    this.index += 1;
    return token;
  }
  ended(): boolean {
    return this.peek().kind === "end";
  }
  is(text: string): boolean {
    return this.peek().kind !== "string" && this.peek().text.toUpperCase() === text;
  }
  accept(text: string): boolean {
    const found = this.is(text);
    if (found) this.index += 1;
    return found;
  }
  keyword(text: string): void {
    if (!this.accept(text)) throw unexpected(this.peek(), text);
  }
  word(what: string): Token {
    if (this.peek().kind !== "word") throw unexpected(this.peek(), what);
    return this.take();
  }
  list<T>(one: () => T): T[] {
    const items = [one()];
    while (this.accept(",")) items.push(one());
    return items;
  }
  column(): Column {
    const name = this.word("a column");
    if (this.is("("))
      throw new QueryError(`Feature not supported: Could not find valid function ${name.text}()`, name.at);
    const alias = this.accept("AS") ? this.take().text : null;
    return { name: name.text.toLowerCase(), alias, at: name.at };
  }
}

function conditions(reader: Reader): Condition[] {
  const found = [condition(reader)];
  while (reader.accept("AND")) found.push(condition(reader));
  if (reader.is("OR")) throw new QueryError("Feature not supported: OR", reader.peek().at);
  return found;
}

function condition(reader: Reader): Condition {
  const column = reader.column();
  const negated = reader.accept("NOT");
  if (reader.accept("IN")) {
    reader.keyword("(");
    const values = reader.list(() => literal(reader));
    reader.keyword(")");
    return { column, comparison: negated ? "NOT IN" : "IN", values };
  }
  const operator = reader.take();
  const comparison = COMPARISONS[operator.text];
  if (negated || operator.kind !== "symbol" || comparison === undefined) throw unexpected(operator, "a comparison");
  return { column, comparison, values: [literal(reader)] };
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  "=": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

function literal(reader: Reader): string {
  const token = reader.take();
  const isLiteral = ["string", "number", "date"].includes(token.kind) || /^(true|false)$/i.test(token.text);
  if (!isLiteral) throw unexpected(token, "a value");
  return token.text;
}

function timeUnit(reader: Reader): { unit: TimeUnit; at: Position } {
  const token = reader.word("a time dimension");
  const unit = UNITS.find((known) => known === token.text.toLowerCase());
  if (unit === undefined) throw new QueryError(`Invalid Time Dimension: '${token.text}'`, token.at);
  return { unit, at: token.at };
}

function dateWord(reader: Reader): DateWord {
  const token = reader.take();
  if (token.kind === "date") return { kind: "day", day: token.text.slice(0, 10), at: token.at };
  if (token.kind === "offset") return offset(token);
  if (token.kind !== "word" || CLAUSES.includes(token.text.toUpperCase())) throw unexpected(token, "a date");
  if (!EDGE.test(token.text)) return { kind: "name", name: token.text.toLowerCase(), at: token.at };
  reader.keyword("(");
  const inner = reader.is(")") ? null : dateWord(reader);
  reader.keyword(")");
  return { kind: "edge", edge: token.text.toLowerCase(), offset: inner, at: token.at };
}

function offset(token: Token): DateWord {
  const [, amount, unit] = /^([+-]\d+)([a-z]+)$/i.exec(token.text) ?? [];
  if (amount === undefined || unit === undefined || !/^[dwmqy]$/i.test(unit)) {
    throw new QueryError(`Invalid Date: '${token.text}'`, token.at);
  }
  return { kind: "offset", amount: Number(amount), unit: unit.toLowerCase(), at: token.at };
}

function ordering(reader: Reader): { column: Column; descending: boolean } {
  const column = reader.column();
  const descending = reader.accept("DESC");
  if (!descending) reader.accept("ASC");
  return { column, descending };
}

function wholeNumber(reader: Reader): number {
  const token = reader.take();
  if (token.kind !== "number" || !/^\d+$/.test(token.text)) throw unexpected(token, "a whole number");
  return Number(token.text);
}

function unexpected(token: Token, wanted?: string): QueryError {
  const found = token.kind === "end" ? "end of query" : `'${token.text}'`;
  return new QueryError(`Syntax Error: Unexpected ${found}${wanted ? `, expected ${wanted}` : ""}`, token.at);
}
