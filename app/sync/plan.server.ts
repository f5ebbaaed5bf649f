import { z } from "zod";
import type { Shop } from "~/data/shops.server";
import type { SyncState } from "~/data/syncState.server";
import { type NewWindow, savePlan } from "~/data/syncWindows.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import { layOutWindows, wholeSecond } from "./windows";

/** A window's orders stay below this, and its lines below the next: so much is merged in one transaction. */
const MOST_ORDERS = 20_000;
const MOST_LINES = 60_000;

const Times = z.object({ nodes: z.array(z.object({ createdAt: z.string() })) });
const Sample = z.object({
  first: Times,
  last: Times,
  sample: z.object({ nodes: z.array(z.object({ lineItems: z.object({ nodes: z.array(z.unknown()) }) })) }),
});
const Newest = z.object({ nodes: z.array(z.object({ updatedAt: z.string() })) });
const NewestChanges = z.object({ orders: Newest, customers: Newest, products: Newest });
const Total = z.object({ ordersCount: z.object({ count: z.number().int() }) });

/**
 * The newest change Shopify knows of, by kind, in Shopify's clock. What a reading that begins after this question holds is
 * complete up to here, so this is where a watermark may move to. Null where there is nothing at all.
 */
export async function newestChanges(
  client: AdminClient,
): Promise<Record<"orders" | "customers" | "products", string | null>> {
  const { data } = await client.request("changes", "NewestChanges");
  const { orders, customers, products } = NewestChanges.parse(data);
  const newest = (list: z.infer<typeof Newest>) => list.nodes[0]?.updatedAt ?? null;
  return { orders: newest(orders), customers: newest(customers), products: newest(products) };
}

/** Exact number of orders that fit a filter. */
export async function countOrders(client: AdminClient, filter: string): Promise<number> {
  const { data } = await client.request("shop", "OrdersTotal", { q: filter });
  return Total.parse(data).ordersCount.count;
}

export const madeIn = (from: string, to: string): string => `created_at:>='${from}' AND created_at:<'${to}'`;

/** Lays out the windows of a shop's backfill and stores them. Safe to run twice: the first plan stands. */
export async function plan(client: AdminClient, shop: Shop, state: SyncState): Promise<void> {
  const newest = await newestChanges(client);
  const { data } = await client.request("changes", "OrdersSample");
  const { first, last, sample } = Sample.parse(data);
  const total = await countOrders(client, "");
  const everything = { purpose: "backfill", field: null, startsAt: null, endsAt: null, expected: null } as const;
  const windows: NewWindow[] = [
    { ...everything, kind: "products", watermark: newest.products },
    { ...everything, kind: "customers", watermark: newest.customers },
    { ...everything, kind: "sellingPlans", watermark: null },
  ];
  const [oldest] = first.nodes;
  const [youngest] = last.nodes;
  if (!oldest && state.run > 1) {
    // Whatever was stored before is gone; a reading of nothing tells so.
    windows.push({ ...everything, kind: "orders", field: "created_at", watermark: null });
  }
  if (oldest && youngest) {
    const lines = sample.nodes.reduce((sum, { lineItems }) => sum + lineItems.nodes.length, 0);
    const linesPerOrder = Math.max(1, lines / Math.max(1, sample.nodes.length));
    const mostOrders = Math.max(1, Math.min(MOST_ORDERS, Math.floor(MOST_LINES / linesPerOrder)));
    const spans = await layOutWindows(oldest.createdAt, youngest.createdAt, mostOrders, (from, to) =>
      countOrders(client, madeIn(from, to)),
    );
    windows.push(
      ...spans.map(
        ({ startsAt, endsAt, orders }): NewWindow => ({
          purpose: "backfill",
          kind: "orders",
          field: "created_at",
          startsAt,
          endsAt,
          watermark: newest.orders,
          expected: orders,
        }),
      ),
    );
  }
  await savePlan(shop.shopId, state.run, windows, total);
}

/** Where a watermark stands while a shop has nothing of its kind: far enough back that the first one is found. */
export const beginning = (shop: Shop): string => wholeSecond(shop.createdAt ?? new Date(0));
