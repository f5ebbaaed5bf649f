import { type Minor, ZERO } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { subscriptionsOf } from "~/analytics/subscriptions/build";
import { type DayNumber, dayNumber } from "~/analytics/subscriptions/calendar";
import { type Contract, matchContracts } from "~/analytics/subscriptions/contracts";
import type { Evidence } from "~/analytics/subscriptions/line";
import { matcherOf } from "~/analytics/subscriptions/recognise";
import type { Charge, SubscriptionHead } from "~/analytics/subscriptions/subscription";
import type { SubscriberState } from "~/analytics/subscriptions/told";
import type { ShopClient } from "~/db.server";
import { rows } from "./sql.server";
import { type ContractRow, contractOf, contractsOfCustomers } from "./subscriptionContracts.server";
import { candidateLines, IN_TIME, type LineRow, lineOf, recognitionValues } from "./subscriptionLines.server";
import { type ChargeCells, chargeOf, HEAD_COLUMNS, type HeadRow, headOfRow, rowOf } from "./subscriptionRows.server";
import { getSubscriptionSettings } from "./subscriptionSettings.server";

/** A subscription as stored, with what others tell of it. */
export interface StoredSubscription {
  readonly head: SubscriptionHead;
  readonly customerId: number;
  readonly evidence: Evidence;
  readonly beganHere: boolean;
  readonly startedOn: DayNumber;
  readonly title: string;
  readonly planName: string | null;
  readonly quantity: number;
  /** What its last charge came to, less the discounts that come again. */
  readonly chargeAmount: Minor;
  readonly chargeCount: number;
  readonly firstCode: string | null;
  readonly contributionProfit: Minor;
  readonly contract: Contract | null;
  readonly state: SubscriberState | null;
}

type StoredRow = HeadRow & {
  readonly customer_id: number;
  readonly evidence: Evidence;
  readonly began_here: boolean;
  readonly started_on: Day;
  readonly title: string;
  readonly plan_name: string | null;
  readonly quantity: number;
  readonly charge_amount: Minor;
  readonly charge_count: number;
  readonly first_code: string | null;
  readonly contribution_profit: Minor;
  readonly contract_id: string | null;
};

/** When and for whom subscriptions are read. */
export interface SubscriptionScope {
  readonly shopId: bigint;
  readonly asOf: Date;
  /** Local day of `asOf`. */
  readonly today: Day;
  readonly timeZone: string;
  /** Nothing later than `asOf` is stored. */
  readonly isPresent: boolean;
}

/** Charges that came, by the day they were due. */
export interface DueDay {
  readonly due: DayNumber;
  readonly charged: number;
}

/** All subscriptions of a shop, by customer, and the renewals they paid. */
export interface SubscriptionList {
  readonly subscriptions: readonly StoredSubscription[];
  readonly renewals: readonly DueDay[];
}

/** The subscriptions as they were at `asOf`; of the past they are made from the orders up to then. */
export async function listSubscriptions(client: ShopClient, scope: SubscriptionScope): Promise<SubscriptionList> {
  const { found, renewals } = scope.isPresent ? await presentRows(client, scope.shopId) : await pastRows(client, scope);
  const [contracts, states] = [await contractsById(client, scope), await subscriberStates(client, scope)];
  return { subscriptions: found.map((row) => storedOf(row, contracts, states)), renewals };
}

async function presentRows(client: ShopClient, shopId: bigint) {
  const found = await rows<StoredRow>(
    client,
    `SELECT ${COLUMNS} FROM subscriptions s WHERE s.shop_id = :shopId ORDER BY s.customer_id, s.subscription_id`,
    { shopId },
  );
  const renewals = await rows<DueDay>(
    client,
    `SELECT due, count(*) AS charged FROM subscriptions s, unnest(s.due_days) AS d (due)
     WHERE s.shop_id = :shopId GROUP BY 1 ORDER BY 1`,
    { shopId },
  );
  return { found, renewals };
}

const COLUMNS =
  `${HEAD_COLUMNS}, s.customer_id, s.evidence, s.began_here, s.started_on, s.title, s.plan_name, s.quantity, s.charge_amount, ` +
  "s.charge_count, s.first_code, s.contribution_profit, s.contract_id";

function storedOf(
  row: StoredRow,
  contracts: ReadonlyMap<string, Contract>,
  states: ReadonlyMap<number, SubscriberState>,
): StoredSubscription {
  return {
    head: headOfRow(row),
    customerId: row.customer_id,
    evidence: row.evidence,
    beganHere: row.began_here,
    startedOn: dayNumber(row.started_on),
    title: row.title,
    planName: row.plan_name,
    quantity: row.quantity,
    chargeAmount: row.charge_amount,
    chargeCount: row.charge_count,
    firstCode: row.first_code,
    contributionProfit: row.contribution_profit,
    contract: row.contract_id === null ? null : (contracts.get(row.contract_id) ?? null),
    state: states.get(row.customer_id) ?? null,
  };
}

async function contractsById(client: ShopClient, { shopId, today }: SubscriptionScope): Promise<Map<string, Contract>> {
  const found = await rows<ContractRow>(
    client,
    "SELECT * FROM subscription_contracts WHERE shop_id = :shopId AND imported_on <= :today::date",
    { shopId, today },
  );
  return new Map(found.map((one) => [one.contract_id, contractOf(one)]));
}

/**
 * What Shopify tells of subscribers, by person: of several records that were merged, what was read last. At present it holds as
 * of today, whatever clock it was read by.
 */
async function subscriberStates(
  client: ShopClient,
  { shopId, today, timeZone, isPresent }: SubscriptionScope,
): Promise<Map<number, SubscriberState>> {
  const found = await rows<{ person: number; status: string; seen: Day }>(
    client,
    `SELECT coalesce(m.into_customer_id, c.customer_id) AS person, c.subscriber_status AS status,
       local_day(c.subscriber_seen_at, :timeZone) AS seen
     FROM customers c LEFT JOIN customer_merges m ON m.shop_id = c.shop_id AND m.customer_id = c.customer_id
     WHERE c.shop_id = :shopId AND c.subscriber_status <> 'NEVER_SUBSCRIBED' ORDER BY c.subscriber_seen_at`,
    { shopId, timeZone },
  );
  const states = new Map<number, SubscriberState>();
  for (const { person, status, seen } of found) {
    if (seen > today && !isPresent) continue;
    states.set(person, { status, seenOn: dayNumber(seen > today ? today : seen) });
  }
  return states;
}

/** The rows as they would be stored if nothing had come after `asOf`; without what the orders earned. */
async function pastRows(client: ShopClient, { shopId, asOf }: SubscriptionScope) {
  const settings = await getSubscriptionSettings(client, shopId);
  const lines = await rows<LineRow>(
    client,
    `SELECT *, 0 AS profit FROM (${candidateLines("true")}) AS l ORDER BY ${IN_TIME}`,
    {
      shopId,
      until: asOf,
      ...recognitionValues(settings.recognition),
    },
  );
  const customers = Map.groupBy(lines, (line) => line.customer_id);
  const contracts = await contractsOfCustomers(client, shopId, [...customers.keys()]);
  const matcher = matcherOf(settings.recognition);
  const due = new Map<DayNumber, number>();
  const past = [...customers].flatMap(([customerId, own]) => {
    const found = subscriptionsOf(own.map(lineOf), matcher, settings.rules);
    const matched = matchContracts(found, contracts.get(customerId) ?? []);
    return found.map((one): StoredRow => {
      for (const charge of one.charges) if (charge.due !== null) due.set(charge.due, (due.get(charge.due) ?? 0) + 1);
      const firstCode = own.find((line) => line.order_id === one.charges[0]?.orderId)?.code ?? null;
      const contractId = matched.get(one.id)?.contractId ?? null;
      return rowOf(one, { customerId, firstCode, contributionProfit: ZERO, contractId });
    });
  });
  return { found: past, renewals: [...due].map(([day, charged]) => ({ due: day, charged })) };
}

/** Everything that is stored of one subscription; null where there is none. */
export interface SubscriptionStory {
  readonly subscription: StoredSubscription;
  readonly charges: readonly (Charge & { readonly orderName: string })[];
  /** Other subscriptions of the same person. */
  readonly others: readonly StoredSubscription[];
  readonly contract: { readonly fileName: string; readonly line: number; readonly reasonText: string | null } | null;
}

export async function findSubscription(
  client: ShopClient,
  scope: SubscriptionScope,
  subscriptionId: string,
): Promise<SubscriptionStory | null> {
  const found = await rows<StoredRow & { readonly charges: readonly ChargeCells[] }>(
    client,
    `SELECT ${COLUMNS}, s.charges FROM subscriptions s
     WHERE s.shop_id = :shopId AND s.customer_id = (SELECT o.customer_id FROM subscriptions o
       WHERE o.shop_id = :shopId AND o.subscription_id = :subscriptionId::bigint)
     ORDER BY s.subscription_id`,
    { shopId: scope.shopId, subscriptionId },
  );
  const mine = found.find((one) => String(one.subscription_id) === subscriptionId);
  if (mine === undefined) return null;
  const [contracts, states] = [await contractsById(client, scope), await subscriberStates(client, scope)];
  const charges = mine.charges.map(chargeOf);
  const names = await rows<{ id: number; name: string }>(
    client,
    "SELECT order_id AS id, name FROM orders WHERE shop_id = :shopId AND order_id = ANY(:ids::bigint[])",
    { shopId: scope.shopId, ids: charges.map(({ orderId }) => BigInt(orderId)) },
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return {
    subscription: storedOf(mine, contracts, states),
    charges: charges.map((charge) => ({ ...charge, orderName: nameOf.get(charge.orderId) ?? "" })),
    others: found.filter((one) => one !== mine).map((one) => storedOf(one, contracts, states)),
    contract: mine.contract_id === null ? null : await contractSource(client, scope.shopId, mine.contract_id),
  };
}

async function contractSource(client: ShopClient, shopId: bigint, contractId: string) {
  const [found] = await rows<{ fileName: string; line: number; reasonText: string | null }>(
    client,
    `SELECT file_name AS "fileName", file_line AS line, reason_text AS "reasonText" FROM subscription_contracts
     WHERE shop_id = :shopId AND contract_id = :contractId`,
    { shopId, contractId },
  );
  return found ?? null;
}

/** Customers who ever subscribed beside those who never did. */
export interface CustomerKinds {
  readonly kind: "subscription" | "oneOff";
  readonly customers: number;
  readonly orders: number;
  readonly netSales: Minor;
  readonly contributionProfit: Minor;
  readonly repeatCustomers: number;
}

export function compareCustomers(client: ShopClient, shopId: bigint): Promise<CustomerKinds[]> {
  return rows<CustomerKinds>(
    client,
    `SELECT CASE WHEN s.customer_id IS NULL THEN 'oneOff' ELSE 'subscription' END AS kind, count(*) AS customers,
       coalesce(sum(f.orders), 0)::bigint AS orders, coalesce(sum(f.net_sales), 0)::bigint AS "netSales",
       coalesce(sum(f.contribution_profit), 0)::bigint AS "contributionProfit",
       count(*) FILTER (WHERE f.orders > 1) AS "repeatCustomers"
     FROM customer_facts f
     LEFT JOIN (SELECT DISTINCT customer_id FROM subscriptions WHERE shop_id = :shopId) AS s ON s.customer_id = f.customer_id
     WHERE f.shop_id = :shopId GROUP BY 1 ORDER BY 1 DESC`,
    { shopId },
  );
}

/** Selling plans as they were last seen, those that orders name first. */
export interface SeenPlan {
  readonly sellingPlanId: string;
  readonly name: string;
  readonly groupName: string;
  readonly category: string | null;
  readonly interval: string | null;
  readonly intervalCount: number | null;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

export function listSeenPlans(client: ShopClient, shopId: bigint): Promise<SeenPlan[]> {
  return rows<SeenPlan>(
    client,
    `SELECT selling_plan_id::text AS "sellingPlanId", name, group_name AS "groupName", category, "interval",
       interval_count AS "intervalCount", first_seen_at AS "firstSeen", last_seen_at AS "lastSeen"
     FROM selling_plans WHERE shop_id = :shopId ORDER BY group_name, selling_plan_id`,
    { shopId },
  );
}

/** Subscriptions by the evidence that their first line was recognised by. */
export function countEvidence(
  client: ShopClient,
  shopId: bigint,
): Promise<{ evidence: Evidence; subscriptions: number }[]> {
  return rows<{ evidence: Evidence; subscriptions: number }>(
    client,
    `SELECT evidence, count(*) AS subscriptions FROM subscriptions WHERE shop_id = :shopId
     GROUP BY evidence ORDER BY count(*) DESC, evidence`,
    { shopId },
  );
}
