import { z } from "zod";
import { DEFAULT_RULES, RecognitionRules } from "~/analytics/subscriptions/recognise";
import { MrrSwitches, SubscriptionRules } from "~/analytics/subscriptions/subscription";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, rows } from "./sql.server";

/** What a merchant can set for subscriptions. */
export const SubscriptionSettings = z.object({
  recognition: RecognitionRules.default(DEFAULT_RULES),
  rules: SubscriptionRules.prefault({}),
  switches: MrrSwitches.prefault({}),
});
export type SubscriptionSettings = z.infer<typeof SubscriptionSettings>;

/** The settings of a shop; the defaults where nothing was set. */
export async function getSubscriptionSettings(client: ShopClient, shopId: bigint): Promise<SubscriptionSettings> {
  const [stored] = await rows<{ recognition: unknown; rules: unknown; switches: unknown }>(
    client,
    "SELECT recognition, rules, switches FROM subscription_settings WHERE shop_id = :shopId",
    { shopId },
  );
  return SubscriptionSettings.parse(stored ?? {});
}

/** Stores the settings; the subscriptions follow in `rebuildSubscriptions`. */
export function saveSubscriptionSettings(shopId: bigint, settings: SubscriptionSettings): Promise<number> {
  const { recognition, rules, switches } = SubscriptionSettings.parse(settings);
  return withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO subscription_settings (shop_id, recognition, rules, switches)
       VALUES (:shopId, :recognition::jsonb, :rules::jsonb, :switches::jsonb)
       ON CONFLICT (shop_id) DO UPDATE SET recognition = EXCLUDED.recognition, rules = EXCLUDED.rules, switches = EXCLUDED.switches`,
      {
        shopId,
        recognition: JSON.stringify(recognition),
        rules: JSON.stringify(rules),
        switches: JSON.stringify(switches),
      },
    ),
  );
}

/** Changes whenever a contract is imported or Shopify told of a subscriber anew. */
export async function toldMarker(client: ShopClient, shopId: bigint): Promise<string> {
  const [found] = await rows<{ marker: string }>(
    client,
    `SELECT concat_ws(' ', (SELECT concat(count(*), ' ', max(imported_at)) FROM subscription_contracts WHERE shop_id = :shopId),
       (SELECT concat(count(*), ' ', max(subscriber_seen_at)) FROM customers
        WHERE shop_id = :shopId AND subscriber_seen_at IS NOT NULL)) AS marker`,
    { shopId },
  );
  return found?.marker ?? "";
}
