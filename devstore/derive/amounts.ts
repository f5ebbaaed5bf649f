import { type Bag, exponentOf, sumBags, toMinor, zeroBag } from "../money";

/**
 * An amount as the folder writes it, in minor units. A plain decimal string is `currency` in both fields,
 * and so is `shopMoney` alone.
 * @throws RangeError on anything else: the folder is checked before it is served, so this is a fault of the dev store.
 */
export function readBag(raw: unknown, currency: string): Bag {
  if (typeof raw === "string") {
    const minor = minorOf(raw, currency);
    return { shop: minor, presentment: minor, shopCurrency: currency, presentmentCurrency: currency };
  }
  if (isRecord(raw)) {
    const shop = readMoney(raw.shopMoney, currency);
    const presentment = readMoney(raw.presentmentMoney ?? raw.shopMoney, currency);
    return {
      shop: shop.minor,
      presentment: presentment.minor,
      shopCurrency: shop.currency,
      presentmentCurrency: presentment.currency,
    };
  }
  throw new RangeError(`expected an amount, got ${JSON.stringify(raw)}`);
}

/** As `readBag`, null when nothing is written. */
export function findBag(raw: unknown, currency: string): Bag | null {
  return raw === undefined || raw === null ? null : readBag(raw, currency);
}

/** Sum of one money field over a list; null when the list is not written at all. */
export function sumField(list: unknown, field: string, currency: string): Bag | null {
  if (!Array.isArray(list)) return null;
  const bags: Bag[] = [];
  for (const entry of list) {
    const bag = isRecord(entry) ? findBag(entry[field], currency) : null;
    if (bag) bags.push(bag);
  }
  return bags.length === 0 ? zeroBag(currency) : sumBags(bags, currency);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The elements of a list that are objects; none when it is not written. */
export function recordsOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** The number at the end of a gid: `1001` of `gid://shopify/Order/1001`. */
export function gidTail(gid: string): string {
  const tail = gid.slice(gid.lastIndexOf("/") + 1);
  const query = tail.indexOf("?");
  return query < 0 ? tail : tail.slice(0, query);
}

function readMoney(raw: unknown, currency: string): { minor: number; currency: string } {
  if (!isRecord(raw)) throw new RangeError(`expected money, got ${JSON.stringify(raw)}`);
  const code = typeof raw.currencyCode === "string" ? raw.currencyCode : currency;
  return { minor: minorOf(String(raw.amount), code), currency: code };
}

function minorOf(amount: string, currency: string): number {
  const minor = toMinor(amount, exponentOf(currency) ?? 2);
  if (minor === null) throw new RangeError(`expected an amount of ${currency}, got ${amount}`);
  return minor;
}
