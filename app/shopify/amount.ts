import { type Minor, minor, parseMinor } from "~/analytics/money";
import { type Node, object, ShapeError, string } from "./shape";

/** Amounts repeat in a store's history; the last few thousand are remembered. */
const MOST_REMEMBERED = 20_000;

/** Reads decimal strings of one currency as minor units. */
export type ReadAmount = (amount: string) => Minor;

const readers = new Map<number, ReadAmount>();

/** The reader for a currency with `exponent` decimals. As parseMinor, several times faster over millions of amounts. */
export function amountReader(exponent: number): ReadAmount {
  const known = readers.get(exponent);
  if (known) return known;
  const remembered = new Map<string, Minor>();
  const reader: ReadAmount = (amount) => {
    const seen = remembered.get(amount);
    if (seen !== undefined) return seen;
    const value = plain(amount, exponent) ?? parseMinor(amount, exponent);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(amount, value);
    return value;
  };
  readers.set(exponent, reader);
  return reader;
}

/** Amounts of at most 12 digits and no more decimals than the currency has: whole-number arithmetic is exact. */
function plain(amount: string, exponent: number): Minor | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(amount);
  if (!match) return null;
  const [, sign, whole = "", decimals = ""] = match;
  const kept = decimals.length > exponent ? decimals.replace(/0+$/, "") : decimals;
  if (kept.length > exponent) return null;
  const value = Number(whole) * 10 ** exponent + Number(kept.padEnd(exponent, "0") || "0");
  return minor(sign && value !== 0 ? -value : value);
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
