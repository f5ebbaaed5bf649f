import type { Day } from "~/analytics/period";
import type { AdminClient } from "./adminClient.server";
import { runReport } from "./shopifyql.server";

/** Visits of the online store on a local day from one origin. What Shopify does not tell is empty; conversions null. */
export interface ShopifySessions {
  readonly day: Day;
  /** "search", "social", "email", "direct" …, or a name of its own. */
  readonly referrerSource: string;
  /** "google", "facebook" …, where the report knows it. */
  readonly referrerName: string;
  readonly utmSource: string;
  readonly sessions: number;
  /** Sessions that completed the checkout. */
  readonly conversions: number | null;
}

/**
 * Sessions of people, not robots, by day and origin. The referrer's source is documented by Shopify; its name and the UTM
 * source are asked for and left out where the report does not know them. @throws ShopifyQlRefused
 */
export async function readSessions(client: AdminClient, first: Day, last: Day): Promise<ShopifySessions[]> {
  const rows = await runReport(client, {
    table: "sessions",
    figures: [
      { field: "sessions", names: ["sessions"], required: true },
      { field: "conversions", names: ["sessions_that_completed_checkout"], required: false },
    ],
    dimensions: [
      { field: "day", names: ["day"], required: true },
      { field: "referrerSource", names: ["referrer_source"], required: true },
      { field: "referrerName", names: ["referrer_name"], required: false },
      { field: "utmSource", names: ["utm_source"], required: false },
    ],
    where: { column: "human_or_bot_session", value: "human" },
    since: first,
    until: last,
  });
  return rows.map((row) => ({
    day: (row.day ?? "").slice(0, 10) as Day,
    referrerSource: row.referrerSource ?? "",
    referrerName: row.referrerName ?? "",
    utmSource: row.utmSource ?? "",
    sessions: Number(row.sessions ?? 0),
    conversions: row.conversions === null || row.conversions === undefined ? null : Number(row.conversions),
  }));
}
