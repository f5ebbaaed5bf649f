import { findDialect } from "~/analytics/dialectRegistry";
import type { TypedFigure } from "~/analytics/dialectSearch";
import type { Dialect, DialectId } from "~/analytics/dialects";
import { minor, parseMinor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type PeriodQuery, periodQuery } from "~/components/period/periodQuery";

/** What the address of the comparison asks for. */
export interface CompareQuery extends PeriodQuery {
  readonly app: DialectId;
  /** As it was typed; empty for none. */
  readonly number: string;
  /** The number as an amount; null when nothing was typed, or nothing that is a number. */
  readonly typed: TypedFigure | null;
  /** Position in the app's figures; null for any figure of any app. */
  readonly figure: number | null;
}

const DEFAULT: DialectId = "beprofit";

/** Reads an address; what is missing or malformed takes its default. `exponent`: decimals of the shop's currency. */
export function compareQuery(
  search: URLSearchParams,
  today: Day,
  exponent: number,
): { readonly query: CompareQuery; readonly dialect: Dialect } {
  const dialect = findDialect(search.get("app")) ?? findDialect(DEFAULT);
  if (!dialect) throw new RangeError(`dialect "${DEFAULT}": expected it in the registry`);
  const number = (search.get("number") ?? "").slice(0, 40);
  const figure = Number(search.get("figure") ?? "any");
  const query = {
    ...periodQuery(search, today, { choice: "lastMonth", comparison: "none" }),
    app: dialect.id,
    number,
    typed: typedFigure(number, exponent),
    figure: dialect.metrics[figure] === undefined ? null : figure,
  };
  return { query, dialect };
}

/**
 * A number as any of our languages writes it: "12,345.67", "12.345,67", "12 345.67", "$12,345". One comma or point alone marks
 * decimals unless exactly three digits follow it. Null for anything else.
 */
export function typedFigure(text: string, exponent: number): TypedFigure | null {
  const bare = text.replace(/[\s\u00a0\u202f'’]|\p{Sc}|[A-Za-z]{3}/gu, "").replace(/^[−–]/, "-");
  const found = /^(-?)(\d[\d.,]*)$/.exec(bare);
  const digits = found?.[2];
  if (!digits) return null;
  const mark = decimalMark(digits);
  const [whole = "", decimals = ""] = mark === null ? [digits] : splitAtLast(digits, mark);
  if (!/^(\d+|\d{1,3}([.,]\d{2,3})+)$/.test(whole) || !/^\d*$/.test(decimals)) return null;
  const plain = `${found[1]}${whole.replace(/[.,]/g, "")}${decimals === "" ? "" : `.${decimals}`}`;
  if (!/^-?\d{1,13}(\.\d+)?$/.test(plain)) return null;
  const missing = exponent - decimals.length;
  return { amount: parseMinor(plain, exponent), within: minor(missing > 0 ? 10 ** missing / 2 : 0) };
}

function decimalMark(digits: string): "." | "," | null {
  const [point, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  if (point >= 0 && comma >= 0) return point > comma ? "." : ",";
  const mark = point >= 0 ? "." : ",";
  const at = Math.max(point, comma);
  if (at < 0 || digits.split(mark).length > 2) return null;
  return digits.length - at - 1 === 3 ? null : mark;
}

const splitAtLast = (text: string, mark: string): [string, string] => [
  text.slice(0, text.lastIndexOf(mark)),
  text.slice(text.lastIndexOf(mark) + 1),
];
