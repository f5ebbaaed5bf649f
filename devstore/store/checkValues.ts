import { isRecord } from "../derive/amounts";
import { exponentOf, toMinor } from "../money";
import { type Check, type CheckContext, reportAt, shown } from "./check";

const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Node types whose gid ends in a number, because Shopify gives them a `legacyResourceId` or counts them. */
const numbered = new Set([
  "Order",
  "Product",
  "ProductVariant",
  "Customer",
  "LineItem",
  "Refund",
  "InventoryItem",
  "OrderTransaction",
  "SellingPlanGroup",
  "SellingPlan",
  "Shop",
]);

/** The check of a scalar by its name; `position` is `Type.field`. */
export function scalarCheck(name: string, position: string): Check {
  switch (name) {
    case "ID":
      return idCheck(position);
    case "DateTime":
      return timeCheck;
    case "Boolean":
      return kindCheck("true or false", (value) => typeof value === "boolean");
    case "Int":
      return kindCheck("a whole number", (value) => Number.isSafeInteger(value));
    case "Float":
      return kindCheck("a number", (value) => typeof value === "number" && Number.isFinite(value));
    case "UnsignedInt64":
      return kindCheck("a whole number of at least 0, as a string", (value) => /^\d+$/.test(String(value)));
    case "Date":
      return kindCheck(
        "a date (2026-03-31)",
        (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
      );
    case "Decimal":
      return kindCheck("a decimal string", (value) => typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
    case "Money":
      return (value, context) => amountCheck(value, context.currency, context);
    case "URL":
      return kindCheck("a URL", (value) => typeof value === "string" && URL.canParse(value));
    case "JSON":
      return () => undefined;
    default:
      return kindCheck("a string", (value) => typeof value === "string");
  }
}

function kindCheck(expected: string, fits: (value: unknown) => boolean): Check {
  return (value, context) => {
    if (!fits(value)) context.report(`expected ${expected}, got ${shown(value)}`);
  };
}

function idCheck(position: string): Check {
  if (!position.endsWith(".id")) return plainId;
  const owner = position.slice(0, position.indexOf("."));
  const pattern = numbered.has(owner) ? numberedGid(owner) : /^gid:\/\/shopify\/\w+\/.+$/;
  const expected = numbered.has(owner)
    ? `gid://shopify/${owner}/ and a number of at most 18 digits`
    : "a gid (gid://shopify/…)";
  return kindCheck(expected, (value) => typeof value === "string" && pattern.test(value));
}

/** Numbers of Shopify are 64 bits wide: every number of 18 digits is one. */
export function numberedGid(type: string): RegExp {
  return new RegExp(`^gid://shopify/${type}/\\d{1,18}$`);
}

const plainId = kindCheck("an id", (value) => typeof value === "string" && value !== "");

const timeCheck: Check = (value, context) => {
  const at =
    typeof value === "string" && time.test(value) && isDay(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) context.report(`expected a time with its zone (2026-03-31T10:00:00Z), got ${shown(value)}`);
  else if (at > context.newest) context.newest = at;
};

/** Whether the calendar has the day: `Date` would take 30 February for 2 March. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A plain amount, or written out; a bag without `presentmentMoney` is shop money in both fields. */
export const moneyBagCheck: Check = (value, context) => {
  if (!isRecord(value)) {
    amountCheck(value, context.currency, context);
    return;
  }
  for (const name in value) {
    if (name !== "shopMoney" && name !== "presentmentMoney" && name !== "__typename") {
      reportAt(context, name, "MoneyBag has no such field");
    }
  }
  context.path.push("shopMoney");
  writtenMoney(value.shopMoney, context, false);
  if (isRecord(value.shopMoney) && value.shopMoney.currencyCode !== context.currency) {
    reportAt(
      context,
      "currencyCode",
      `expected the order's ${context.currency}, got ${shown(value.shopMoney.currencyCode)}`,
    );
  }
  context.path.pop();
  if (value.presentmentMoney === undefined) return;
  context.path.push("presentmentMoney");
  writtenMoney(value.presentmentMoney, context, false);
  context.path.pop();
};

/** One amount: a plain decimal string in the shop's currency, or `{amount, currencyCode}`. */
export function moneyCheck(anyDecimals: boolean): Check {
  return (value, context) => {
    if (isRecord(value)) writtenMoney(value, context, anyDecimals);
    else if (anyDecimals) decimalCheck(value, context);
    else amountCheck(value, context.currency, context);
  };
}

function writtenMoney(value: unknown, context: CheckContext, anyDecimals: boolean): void {
  if (!isRecord(value)) {
    context.report(`expected {"amount": "…", "currencyCode": "…"}, got ${shown(value)}`);
    return;
  }
  const currency = value.currencyCode;
  if (typeof currency !== "string" || exponentOf(currency) === null) {
    reportAt(context, "currencyCode", `expected an ISO 4217 currency, got ${shown(currency)}`);
    return;
  }
  context.path.push("amount");
  if (anyDecimals) decimalCheck(value.amount, context);
  else amountCheck(value.amount, currency, context);
  context.path.pop();
}

function decimalCheck(value: unknown, context: CheckContext): void {
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return;
  context.report(`expected a decimal string, got ${shown(value)}`);
}

/** An amount may not have more decimals than its currency: nobody can be charged half a cent. */
export function amountCheck(value: unknown, currency: string, context: CheckContext): void {
  const exponent = exponentOf(currency) ?? 2;
  if (typeof value === "string" && toMinor(value, exponent) !== null) return;
  const decimals = exponent === 0 ? "no decimals" : `at most ${exponent} decimals`;
  context.report(`expected an amount of ${currency} as a decimal string with ${decimals}, got ${shown(value)}`);
}
