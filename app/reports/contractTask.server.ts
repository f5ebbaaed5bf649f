import type { ContractTask } from "~/analytics/clv/contractScores";
import type { Contract } from "~/analytics/clv/contracts";
import type { Day } from "~/analytics/period";
import { daysOf } from "~/analytics/subscriptions/interval";
import {
  type ChargeHistory,
  type KnownSubscriber,
  listChargeHistories,
  readSubscribers,
} from "~/data/contractHistories.server";
import { withReport } from "./context.server";
import { allLives, type Lived, openBook } from "./subscriptionLives.server";

/** A shop's contracts as they stand at `now`, and who has them. */
export interface KnownContracts extends ContractTask {
  readonly subscribers: ReadonlyMap<string, KnownSubscriber>;
}

/** Null in a shop without subscriptions. Margins are those of orders up to the local day `asOf`. */
export function contractTask(shopId: bigint, now: Date, asOf: Day): Promise<KnownContracts | null> {
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
          return own ? contractOf(lived, upTo(own, book.asOf), graceDays) : [];
        }),
      subscribers: await readSubscribers(context.client, shopId, asOf),
    };
  });
}

function upTo({ days, amounts }: ChargeHistory, last: number): ChargeHistory {
  const known = days.filter((day) => day <= last);
  return { days: known, amounts: amounts.slice(0, known.length) };
}

function contractOf({ of, life }: Lived, { days, amounts }: ChargeHistory, graceDays: number): Contract {
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
    nextDue: life.nextDue,
    graceDays,
  };
}
