import { type Minor, minor, parseMinor } from "~/analytics/money";
import { type Node, object, ShapeError, string } from "./shape";

/** Reads decimal strings of one currency as minor units. */
export type ReadAmount = (amount: string) => Minor;

/** The reader for a currency with `exponent` decimals. As parseMinor, many times faster over millions of amounts. */
export function amountReader(exponent: number): ReadAmount {
  return (amount) => plain(amount, exponent) ?? parseMinor(amount, exponent);
}

const MINUS = 0x2d;
const ZERO = 0x30;
/** So many digits are below 2^53, whatever they are. */
const MOST_LENGTH = 15;

/** An amount with no more decimals than the currency has, by whole-number arithmetic; null for any other, and for what is none. */
function plain(amount: string, exponent: number): Minor | null {
  const first = amount.charCodeAt(0) === MINUS ? 1 : 0;
  const point = amount.indexOf(".");
  const end = endOf(amount, point, exponent);
  if (end === null || end > MOST_LENGTH || (point < 0 ? end : point) === first) return null;
  let value = 0;
  for (let index = first; index < end; index += 1) {
    if (index === point) continue;
    const digit = amount.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  value *= 10 ** (exponent - (point < 0 ? 0 : end - point - 1));
  return minor(first === 1 && value !== 0 ? -value : value);
}

/** Where the digits end that count: Shopify writes zeros behind them ("1200.0" yen). Null when more than zeros are too many. */
function endOf(amount: string, point: number, exponent: number): number | null {
  let end = amount.length;
  if (point < 0) return end;
  if (end === point + 1) return null;
  while (end - point - 1 > exponent && amount.charCodeAt(end - 1) === ZERO) end -= 1;
  return end - point - 1 > exponent ? null : end;
}

/** `{ field: { shopMoney: { amount } } }` in minor units. */
export function shopMoney(node: Node, field: string, read: ReadAmount): Minor {
  return amountOf(node, field, object(object(node, field), "shopMoney"), "amount", read);
}

/** A `Money` scalar, `{ price: "19.99" }`, in minor units. */
export function money(node: Node, field: string, read: ReadAmount): Minor {
  return amountOf(node, field, node, field, read);
}

function amountOf(owner: Node, field: string, node: Node, name: string, read: ReadAmount): Minor {
  const amount = string(node, name);
  try {
    return read(amount);
  } catch {
    throw new ShapeError(owner, field, 'a decimal amount such as "19.99"');
  }
}
