import type { DayNumber } from "./calendar";
import { type Interval, sameInterval } from "./interval";
import type { EndReason, Subscription, Told } from "./subscription";

/** A contract as a subscription app exported it. */
export interface Contract {
  readonly contractId: string;
  readonly customerId: number;
  readonly status: Told["status"];
  readonly startedOn: DayNumber | null;
  /** The day on which it ended or was paused. */
  readonly endedOn: DayNumber | null;
  readonly reason: EndReason | null;
  readonly interval: Interval | null;
  readonly nextDue: DayNumber | null;
  readonly quantity: number | null;
  readonly variantId: number | null;
  readonly productId: number | null;
  readonly sku: string | null;
  readonly title: string | null;
  /** Day of the import: it tells nothing of later days. */
  readonly importedOn: DayNumber;
}

/** What a contract tells of the subscription it belongs to. */
export const toldByContract = (of: Contract): Told => ({
  by: "contract",
  status: of.status,
  since: of.status === "active" ? null : of.endedOn,
  reason: of.status === "ended" ? (of.reason ?? "unknown") : null,
  asOf: of.importedOn,
  nextDue: of.nextDue,
  interval: of.interval === null ? null : { ...of.interval, basis: "contract", confidence: 1 },
});

const LEAST_LIKENESS = 3;

/**
 * The contract of each of a customer's subscriptions, where one fits: by what it is of and when it began. The best pairs go
 * first; each contract belongs to one subscription at most.
 */
export function matchContracts(
  subscriptions: readonly Subscription[],
  contracts: readonly Contract[],
): Map<number, Contract> {
  const pairs = subscriptions
    .flatMap((one) => contracts.map((contract) => ({ one, contract, score: likeness(one, contract) })))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort((left, right) => right.score - left.score || left.one.id - right.one.id);
  const found = new Map<number, Contract>();
  const taken = new Set<string>();
  for (const { one, contract } of pairs) {
    if (found.has(one.id) || taken.has(contract.contractId)) continue;
    found.set(one.id, contract);
    taken.add(contract.contractId);
  }
  return found;
}

function likeness(one: Subscription, contract: Contract): number {
  const [first] = one.charges;
  if (first === undefined) return 0;
  const item = one.charges.some(
    (charge) =>
      (contract.variantId !== null && charge.variantId === contract.variantId) ||
      (contract.sku !== null && charge.sku === contract.sku) ||
      (contract.title !== null && sameTitle(charge.title, contract.title)),
  );
  const product = one.charges.some(({ productId }) => productId !== null && productId === contract.productId);
  const started = contract.startedOn === null ? null : Math.abs(contract.startedOn - first.day);
  const start = started === null ? 1 : started <= 3 ? 4 : started <= 31 ? 1.5 : one.beganHere ? -2 : 0;
  const interval = contract.interval !== null && sameInterval(contract.interval, one.interval) ? 1 : 0;
  const ends = contract.endedOn !== null && contract.status === "ended" && contract.endedOn < one.lastDay - 31 ? -2 : 0;
  return (item ? 3 : product ? 2 : 0) + start + interval + ends;
}

const sameTitle = (left: string, right: string): boolean => {
  const plain = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  const [one, other] = [plain(left), plain(right)];
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
};
