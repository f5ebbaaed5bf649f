import { GraphQLError } from "graphql";
import type { Items, Served } from "./serving";

type Args = Readonly<Record<string, unknown>>;

const pageLimit = 250;

/** One page of a connection. */
export interface Page {
  readonly nodes: readonly Served[];
  readonly edges: readonly { readonly node: Served; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The page that `first`/`after` or `last`/`before` ask for. @throws GraphQLError when neither or both are given, or too much. */
export function pageOf(items: Items, args: Args, field: string): Page {
  const size = pageSize(args, field);
  const from = typeof args.after === "string" ? placeOf(items, args.after, field) + 1 : 0;
  const to = typeof args.before === "string" ? placeOf(items, args.before, field) : items.length;
  const forwards = typeof args.first === "number";
  const start = forwards ? from : Math.max(from, to - size);
  const end = forwards ? Math.min(to, from + size) : to;
  const indexes = Array.from({ length: Math.max(0, end - start) }, (_, offset) => start + offset);
  const cursors = indexes.map((index) => cursorOf(items, index));
  const nodes = indexes.map((index) => items.at(index));
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? "" })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

function pageSize(args: Args, field: string): number {
  const { first, last } = args;
  if (typeof first !== "number" && typeof last !== "number") {
    throw new GraphQLError(`you must provide one of first or last`, { extensions: { code: "BAD_REQUEST", field } });
  }
  if (typeof first === "number" && typeof last === "number") {
    throw new GraphQLError(`${field}: providing both first and last is not supported`, {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  const size = typeof first === "number" ? first : Number(last);
  if (size < 0 || size > pageLimit) {
    throw new GraphQLError(`${field}: expected first or last between 0 and ${pageLimit}, got ${size}`, {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  return size;
}

function cursorOf(items: Items, index: number): string {
  const place = { last_id: items.id(index), last_value: items.sortValue(index) };
  return Buffer.from(JSON.stringify(place)).toString("base64");
}

/** Where a cursor points; when its object is gone, the place before which it would stand. */
function placeOf(items: Items, cursor: string, field: string): number {
  const place = readCursor(cursor, field);
  for (let index = 0; index < items.length; index += 1) if (items.id(index) === place.last_id) return index;
  const ascending = items.length < 2 || items.sortValue(0) <= items.sortValue(items.length - 1);
  for (let index = 0; index < items.length; index += 1) {
    const value = items.sortValue(index);
    if (ascending ? value > place.last_value : value < place.last_value) return index - 1;
  }
  return items.length - 1;
}

function readCursor(cursor: string, field: string): { last_id: string; last_value: string | number } {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64").toString("utf8"));
    if (typeof place === "object" && place !== null && "last_id" in place && "last_value" in place) {
      const { last_id, last_value } = place;
      if (typeof last_id === "string" && (typeof last_value === "string" || typeof last_value === "number")) {
        return { last_id, last_value };
      }
    }
  } catch {
    // Not a cursor: said below, with the value.
  }
  throw new GraphQLError(`${field}: invalid cursor ${JSON.stringify(cursor)}`, { extensions: { code: "BAD_REQUEST" } });
}
