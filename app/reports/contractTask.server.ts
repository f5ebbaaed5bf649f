import type { ContractTask } from "~/analytics/clv/contractScores";
import type { Contract } from "~/analytics/clv/contracts";
import type { Day } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import { daysOf } from "~/analytics/subscriptions/interval";
import { type ChargeHistory, listChargeHistories, readSubscribers } from "~/data/contractHistories.server";
import { withReport } from "./context.server";
import { allLives, type Lived, openBook } from "./subscriptionLives.server";

/**
 * A shop's contracts as they stand at `now`, with their charges up to the local day `asOf`, and who has them: what was charged
 * after it is foretold. Null in a shop without subscriptions.
 */
export function contractTask(shopId: bigint, now: Date, asOf: Day): Promise<ContractTask | null> {
  return withReport(shopId, { asOf: now }, async (context) => {
    const book = await openBook(context);
    if (book.customers.length === 0) return null;
    const charges = await listChargeHistories(context.client, shopId);
    const { graceDays } = book.settings.rules;
    return {
      contracts: allLives(book)
        .flat()
        .flatMap((lived) => {
          const own = charges.get(lived.of.head.id);
          return own ? contractOf(lived, own, { asOf: dayNumber(asOf), graceDays }) : [];
        }),
      subscribers: await readSubscribers(context.client, shopId, asOf),
    };
  });
}

function upTo({ days, amounts }: ChargeHistory, last: number): ChargeHistory {
  const known = days.filter((day) => day <= last);
  return { days: known, amounts: amounts.slice(0, known.length) };
}

function contractOf(
  { of, life }: Lived,
  charges: ChargeHistory,
  { asOf, graceDays }: { readonly asOf: number; readonly graceDays: number },
): Contract | [] {
  const { days, amounts } = upTo(charges, asOf);
  if (days.length === 0) return [];
  // Of a charge that came since then the contract is due on its day.
  const since = charges.days.find((day) => day > asOf);
  return {
    customerId: String(of.customerId),
    interval: `${life.interval.count} ${life.interval.unit}`,
    plan: of.planName ?? "",
    cycleDays: daysOf(life.interval),
    days,
    amounts,
    nextAmount: of.chargeAmount,
    beganHere: of.beganHere,
    state: life.state === "active" ? "running" : life.state,
    endedOn: life.endedOn,
    isTold: life.basis !== "inferred",
    nextDue: since ?? life.nextDue,
    graceDays,
  };
}
