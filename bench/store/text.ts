/** Cents as Shopify writes an amount: 1999 → "19.99". */
export function amount(cents: number): string {
  const whole = Math.abs(cents);
  const rest = whole % 100;
  return `${cents < 0 ? "-" : ""}${(whole - rest) / 100}.${rest < 10 ? "0" : ""}${rest}`;
}

/** `{"shopMoney":{"amount":"19.99"}}`. */
export const bag = (cents: number): string => `{"shopMoney":{"amount":"${amount(cents)}"}}`;

export const gid = (type: string, number: number): string => `"gid://shopify/${type}/${number}"`;

/** `{"id":"gid://…"}`. */
export const reference = (type: string, number: number): string => `{"id":${gid(type, number)}}`;

/** An instant in whole seconds since 1970 as Shopify writes it. */
export const instant = (seconds: number): string => `"${new Date(seconds * 1000).toISOString().slice(0, 19)}Z"`;

export const text = (value: string | null): string => (value === null ? "null" : `"${value}"`);
