import { Temporal } from "temporal-polyfill";
import type { ShopSettings } from "../store/types";

/** Field access on nodes whose shape the folder leaves open. */
export function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value)).get(name)
    : undefined;
}

/** The elements of a list, none when it is not written. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string, or null. */
export function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The number at the end of a gid as REST spells ids; null without a gid. */
export function numericId(gid: unknown): number | null {
  const digits = /\/(\d+)(?:\?.*)?$/.exec(text(gid) ?? "")?.[1];
  return digits === undefined ? null : Number(digits);
}

/** A time as REST spells it: in the shop's zone with its offset (2025-01-05T23:30:00+01:00). */
export function restTime(instant: unknown, shop: ShopSettings): string | null {
  const written = text(instant);
  if (written === null) return null;
  const local = Temporal.Instant.from(written).toZonedDateTimeISO(shop.ianaTimezone);
  return local.toString({ timeZoneName: "never", smallestUnit: "second" });
}

/** The shop-currency amount of a MoneyBag, a MoneyV2 or a plain decimal string; null when none is written. */
export function restAmount(value: unknown): string | null {
  return text(value) ?? text(field(field(value, "shopMoney"), "amount")) ?? text(field(value, "amount"));
}

/** Tags as REST spells them: one string. */
export function restTags(value: unknown): string {
  return listOf(value).map(String).join(", ");
}

/** An enum of the Admin API as REST spells it: `PARTIALLY_REFUNDED` is partially_refunded. */
export function restEnum(value: unknown): string | null {
  return text(value)?.toLowerCase() ?? null;
}

/** Protected customer data: null in a payload unless the app is approved for its kind. */
export function protectedText(value: unknown, kind: ShopSettings["protectedCustomerData"][number], shop: ShopSettings) {
  return shop.protectedCustomerData.includes(kind) ? text(value) : null;
}
