/** A ShopifyQL query that Shopify would refuse; its message goes to `parseErrors`, never to the HTTP status. */
export class QueryError extends Error {
  constructor(message: string, position: Position | null) {
    super(position === null ? message : `${message} (line ${position.line}, column ${position.column})`);
    this.name = "QueryError";
  }
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export type TokenKind = "word" | "string" | "number" | "date" | "offset" | "symbol" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As written, without quotes for a string; the empty string at the end. */
  readonly text: string;
  readonly at: Position;
}

/** Order matters: a date begins like a number, an offset like a minus. */
const RULES: readonly (readonly [TokenKind | "skip", RegExp])[] = [
  ["skip", /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)/y],
  ["date", /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?/y],
  ["offset", /[+-]\d+[a-z]+/iy],
  ["number", /-?\d+(?:\.\d+)?/y],
  ["string", /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y],
  ["word", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["symbol", /!=|<>|<=|>=|[=<>(),*.]/y],
];

/**
 * The tokens of a query, each with its place, followed by an end token.
 * @throws QueryError naming the first character that begins no token.
 */
export function tokens(query: string): Token[] {
  const found: Token[] = [];
  let offset = 0;
  while (offset < query.length) {
    const [kind, text] = next(query, offset);
    if (kind !== "skip") found.push({ kind, text: unquoted(kind, text), at: position(query, offset) });
    offset += text.length;
  }
  return [...found, { kind: "end", text: "", at: position(query, query.length) }];
}

function next(query: string, offset: number): [TokenKind | "skip", string] {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = offset;
    const match = rule.exec(query);
    if (match) return [kind, match[0]];
  }
  throw new QueryError(`Syntax Error: Unexpected character '${query[offset]}'`, position(query, offset));
}

function unquoted(kind: TokenKind, text: string): string {
  return kind === "string" ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

function position(query: string, offset: number): Position {
  const before = query.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
