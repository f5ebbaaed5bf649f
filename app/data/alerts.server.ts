import { acrossShops, type ShopClient, withShopClient } from "~/db.server";

/** Alerts about addresses; they stand until the merchant has taken note. */
export const ADDRESS_ALERTS = ["mail_bounced", "mail_complained", "mail_refused", "mail_changed"] as const;
export type AddressAlertCode = (typeof ADDRESS_ALERTS)[number];

/** Alerts about what stops the mails of every shop; the first mail that goes through ends them. */
type HoldAlertCode = "mail_key_refused" | "mail_sender_refused" | "mail_account_refused" | "mail_quota_exceeded";

export type AlertCode = AddressAlertCode | HoldAlertCode | "sales_drift";

export interface Alert {
  readonly code: AlertCode;
  readonly detail: string;
  readonly raisedAt: Date;
  readonly lastAt: Date;
}

/** Raises an alert of the shop, or refreshes the open one. Until `holdUntil` no mail of any shop is sent. */
export async function raiseAlert(
  shopId: bigint,
  alert: { readonly code: AlertCode; readonly detail: string; readonly holdUntil: Date | null },
  now: Date,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `INSERT INTO alerts (shop_id, code, detail, hold_until, raised_at, last_at) VALUES ($1, $2, $3, $4, $5, $5)
       ON CONFLICT (shop_id, code) WHERE resolved_at IS NULL
       DO UPDATE SET detail = EXCLUDED.detail, hold_until = EXCLUDED.hold_until, last_at = EXCLUDED.last_at`,
      [shopId, alert.code, alert.detail, alert.holdUntil, now],
    ),
  );
}

/** Raises an alert about an address, or adds the address to the open one. */
export async function raiseAddressAlert(
  shopId: bigint,
  { code, address }: { readonly code: AddressAlertCode; readonly address: string },
  now: Date,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `INSERT INTO alerts (shop_id, code, detail, raised_at, last_at) VALUES ($1, $2, $3, $4, $4)
       ON CONFLICT (shop_id, code) WHERE resolved_at IS NULL
       DO UPDATE SET last_at = EXCLUDED.last_at, detail = CASE
         WHEN EXCLUDED.detail = ANY(string_to_array(alerts.detail, ', ')) OR length(alerts.detail) > 1000 THEN alerts.detail
         ELSE alerts.detail || ', ' || EXCLUDED.detail END`,
      [shopId, code, address, now],
    ),
  );
}

/** Alerts of the shop that nobody has put right yet, newest first. */
export const listAlerts = (shopId: bigint): Promise<Alert[]> =>
  withShopClient(shopId, (client) => readAlerts(client, shopId));

/** The same within a page's own transaction. */
export async function readAlerts(client: ShopClient, shopId: bigint): Promise<Alert[]> {
  const { rows } = await client.query<Alert>(
    `SELECT code, detail, raised_at AS "raisedAt", last_at AS "lastAt" FROM alerts
     WHERE shop_id = $1 AND resolved_at IS NULL ORDER BY last_at DESC`,
    [shopId],
  );
  return rows;
}

/** What was wrong is right again; nothing happens where no such alert is open. */
export async function resolveAlert(shopId: bigint, code: AlertCode, now: Date): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query("UPDATE alerts SET resolved_at = $3 WHERE shop_id = $1 AND code = $2 AND resolved_at IS NULL", [
      shopId,
      code,
      now,
    ]),
  );
}

/** Until when no mail may be sent because the mail service refuses us, or null. */
export async function mailHold(now: Date): Promise<Date | null> {
  const { rows } = await acrossShops((client) =>
    client.query<{ until: Date | null }>(
      "SELECT max(hold_until) AS until FROM alerts WHERE resolved_at IS NULL AND hold_until > $1",
      [now],
    ),
  );
  return rows[0]?.until ?? null;
}

/** A mail went out: the mail service takes our mails again, for every shop. */
export async function resolveMailHolds(now: Date): Promise<void> {
  await acrossShops((client) =>
    client.query("UPDATE alerts SET resolved_at = $1 WHERE resolved_at IS NULL AND hold_until IS NOT NULL", [now]),
  );
}
