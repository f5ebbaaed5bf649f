/** Decimal places of ISO 4217 currencies that do not have two. Source: ISO 4217 amendment 177, list one. */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

const twoDecimals = new Set(
  (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
    "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK " +
    "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON " +
    "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST " +
    "XCD XCG YER ZAR ZMW ZWG"
  ).split(" "),
);

/** Decimal places of a currency, or null when ISO 4217 does not list it. */
export function exponentOf(currency: string): number | null {
  return exponents[currency] ?? (twoDecimals.has(currency) ? 2 : null);
}

/**
 * One amount in the shop's currency and in the buyer's, both in whole minor units (1999 is 19.99).
 * What Shopify calls a MoneyBag.
 */
export interface Bag {
  readonly shop: number;
  readonly presentment: number;
  readonly shopCurrency: string;
  readonly presentmentCurrency: string;
}

/** A decimal string as whole minor units, or null when it is not one or has more decimals than `exponent` allows. */
export function toMinor(amount: string, exponent: number): number | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!match) return null;
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > exponent) return null;
  const minor = Number(`${match[2]}${fraction.padEnd(exponent, "0")}`);
  if (!Number.isSafeInteger(minor)) return null;
  return match[1] === "-" && minor !== 0 ? -minor : minor;
}

/** Minor units as Shopify spells a Decimal: at least one decimal place, no trailing zeros after it ("15.0", "-2.5", "0.125"). */
export function toDecimal(minor: number, exponent: number): string {
  if (exponent === 0) return `${minor}.0`;
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, "0");
  const whole = digits.slice(0, -exponent);
  const fraction = digits.slice(-exponent).replace(/0+$/, "");
  return `${minor < 0 ? "-" : ""}${whole}.${fraction === "" ? "0" : fraction}`;
}

/** No money at all, in one currency. */
export function zeroBag(currency: string): Bag {
  return { shop: 0, presentment: 0, shopCurrency: currency, presentmentCurrency: currency };
}

/**
 * Sum of bags. Amounts of the buyer are added only while they are in one currency: once two differ (an order part of
 * which is written as plain shop-currency amounts) the sum is the shop's amount in both.
 */
export function sumBags(bags: Iterable<Bag>, shopCurrency: string): Bag {
  let shop = 0;
  let presentment = 0;
  let currency: string | null = null;
  for (const bag of bags) {
    shop += bag.shop;
    presentment += bag.presentment;
    if (bag.shop === 0 && bag.presentment === 0) continue;
    if (currency === null) currency = bag.presentmentCurrency;
    else if (currency !== bag.presentmentCurrency) currency = "mixed";
  }
  if (currency === "mixed") return { shop, presentment: shop, shopCurrency, presentmentCurrency: shopCurrency };
  return { shop, presentment, shopCurrency, presentmentCurrency: currency ?? shopCurrency };
}

/** `left − right`, under the rule of `sumBags`. */
export function minusBag(left: Bag, right: Bag): Bag {
  return sumBags([left, negative(right)], left.shopCurrency);
}

/** The same amount with its sign turned. */
export function negative(bag: Bag): Bag {
  return { ...bag, shop: 0 - bag.shop, presentment: 0 - bag.presentment };
}

/** Apply one whole-number function to both sides of a bag. */
export function mapBag(bag: Bag, of: (minor: number) => number): Bag {
  return { ...bag, shop: of(bag.shop), presentment: of(bag.presentment) };
}

/** `amount × numerator ÷ denominator` in whole units, halves away from zero, exact for any safe integers. */
export function mulDiv(amount: number, numerator: number, denominator: number): number {
  if (denominator === 0) throw new RangeError(`mulDiv: ${amount} × ${numerator} cannot be divided by 0`);
  const product = amount * numerator;
  if (Number.isSafeInteger(product)) return roundHalfAway(product, denominator);
  const exact = BigInt(amount) * BigInt(numerator);
  const half = BigInt(Math.abs(denominator));
  const sign = exact < 0n !== denominator < 0 ? -1n : 1n;
  const magnitude = exact < 0n ? -exact : exact;
  return Number((sign * (2n * magnitude + half)) / (2n * half));
}

function roundHalfAway(product: number, denominator: number): number {
  const divisor = Math.abs(denominator);
  const magnitude = Math.abs(product);
  const rest = magnitude % divisor;
  const whole = (magnitude - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
  if (whole === 0) return 0;
  return product < 0 !== denominator < 0 ? -whole : whole;
}

/**
 * `amount` split by `weights` so that the parts add up to it exactly: each gets the whole part of its share, the units
 * left over go to the largest remainders, the earlier one first on a tie. All weights 0: everything goes to the first.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amount : 0));
  const sign = amount < 0 ? -1 : 1;
  const shares = weights.map((weight, index) => share(Math.abs(amount), weight, total, index));
  let left = Math.abs(amount) - shares.reduce((sum, part) => sum + part.whole, 0);
  for (const part of [...shares].sort((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break;
    part.whole += 1;
    left -= 1;
  }
  return shares.map((part) => (part.whole === 0 ? 0 : sign * part.whole));
}

function share(amount: number, weight: number, total: number, index: number) {
  const product = BigInt(amount) * BigInt(weight);
  const whole = Number(product / BigInt(total));
  return { index, whole, rest: Number(product % BigInt(total)) };
}
