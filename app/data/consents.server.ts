import { type ShopClient, withShopClient } from "~/db.server";

const HOUR_MS = 3_600_000;
/** An address is asked at most once in this time, whoever asks for it. */
export const ASK_AGAIN_MS = 24 * HOUR_MS;
/** Questions a shop may send within a day. */
const MOST_ASKED = 100;

/** How a shop stands with an address. */
export interface AddressState {
  /** The shop's own address is confirmed by Shopify. */
  readonly consent: "confirmed" | "asked" | null;
  readonly suppressed: "unsubscribed" | "bounced" | "complained" | null;
}

/** How the shop stands with each of the addresses, in their order. */
export async function addressStates(
  shopId: bigint,
  emails: readonly string[],
): Promise<(AddressState & { email: string })[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<AddressState & { email: string }>(
      `SELECT a.email, x.reason AS suppressed,
         CASE WHEN k.state = 'confirmed' OR a.email = lower(p.email) THEN 'confirmed' ELSE k.state END AS consent
       FROM unnest($2::text[]) WITH ORDINALITY AS a (email, at) JOIN shops p ON p.shop_id = $1
         LEFT JOIN suppressions x ON x.shop_id = $1 AND x.email = a.email
         LEFT JOIN recipient_consents k ON k.shop_id = $1 AND k.email = a.email
       ORDER BY a.at`,
      [shopId, emails],
    ),
  );
  return rows;
}

/** Whether mails may go to an address as it stands. */
export const mayBeSentTo = ({ consent, suppressed }: AddressState): boolean =>
  consent === "confirmed" && suppressed === null;

/**
 * Notes that an address is asked by `askId`, or answers false: it was asked within the last day, or the shop has asked too many.
 * A confirmation given before holds no longer.
 */
export async function startAsking(
  client: ShopClient,
  shopId: bigint,
  { email, askId }: { readonly email: string; readonly askId: string },
  now: Date,
): Promise<boolean> {
  const since = new Date(now.getTime() - ASK_AGAIN_MS);
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM recipient_consents WHERE shop_id = $1 AND asked_at > $2",
    [shopId, since],
  );
  if ((rows[0]?.count ?? 0) >= MOST_ASKED) return false;
  const { rowCount } = await client.query(
    `INSERT INTO recipient_consents AS k (shop_id, email, state, ask_id, asked_at) VALUES ($1, $2, 'asked', $3, $4)
     ON CONFLICT (shop_id, email) DO UPDATE SET state = 'asked', ask_id = $3, asked_at = $4, confirmed_at = NULL
     WHERE k.asked_at IS NULL OR k.asked_at <= $5`,
    [shopId, email, askId, now, since],
  );
  return rowCount === 1;
}

/** The question a link belongs to, or null when it was asked anew since. */
export async function findAsk(
  shopId: bigint,
  askId: string,
): Promise<{
  readonly email: string;
  readonly shopName: string;
  readonly isConfirmed: boolean;
  readonly isOut: boolean;
} | null> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ email: string; shopName: string; isConfirmed: boolean; isOut: boolean }>(
      `SELECT k.email, p.name AS "shopName", k.state = 'confirmed' AS "isConfirmed", x.email IS NOT NULL AS "isOut"
       FROM recipient_consents k JOIN shops p ON p.shop_id = k.shop_id
         LEFT JOIN suppressions x ON x.shop_id = k.shop_id AND x.email = k.email
       WHERE k.shop_id = $1 AND k.ask_id = $2 AND p.state = 'active'`,
      [shopId, askId],
    ),
  );
  return rows[0] ?? null;
}

/**
 * The person at the address wants the reports: from the next one on they come. That the question arrived shows that the mailbox
 * works again; who complained stays out.
 */
export async function confirmAsk(shopId: bigint, askId: string, now: Date): Promise<void> {
  await withShopClient(shopId, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      `UPDATE recipient_consents SET state = 'confirmed', confirmed_at = coalesce(confirmed_at, $3)
       WHERE shop_id = $1 AND ask_id = $2 RETURNING email`,
      [shopId, askId, now],
    );
    await client.query(
      `DELETE FROM suppressions WHERE shop_id = $1 AND email = ANY($2) AND reason IN ('unsubscribed', 'bounced')`,
      [shopId, rows.map(({ email }) => email)],
    );
  });
}
