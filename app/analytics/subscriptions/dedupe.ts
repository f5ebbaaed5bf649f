import { minor } from "../money";
import { itemKey, planKey, type SubscriptionLine } from "./line";

/** Lines of one order with the same item, plan and price are one line of their units together. */
export function dedupe(lines: readonly SubscriptionLine[]): SubscriptionLine[] {
  const merged: SubscriptionLine[] = [];
  for (const line of lines) {
    const twin = merged.findIndex(
      (other) =>
        other.orderId === line.orderId &&
        itemKey(other) === itemKey(line) &&
        planKey(other) === planKey(line) &&
        other.unitPrice === line.unitPrice,
    );
    const first = merged[twin];
    if (first === undefined) merged.push(line);
    else
      merged[twin] = {
        ...first,
        quantity: first.quantity + line.quantity,
        discount: minor(first.discount + line.discount),
      };
  }
  return merged;
}
