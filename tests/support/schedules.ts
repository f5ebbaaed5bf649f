import { NO_FILTER } from "~/analytics/filter";
import { USUAL_OPTIONS } from "~/analytics/sectionOptions";
import { NO_SWITCHES } from "~/analytics/switches";
import { USUAL_TIMING } from "~/analytics/timing";
import type { ScheduleDraft } from "~/data/schedules.server";
import { acrossShops, withShopClient } from "~/db.server";
import type { ReportMakers } from "~/jobs/makers";
import { NO_TABLES } from "~/reports/keptReport";
import type { Report } from "~/reports/report";

let shops = 0;

/** A shop of its own with an address and zone, as an installation leaves it. */
export async function newShop(change: { timeZone?: string; state?: string; name?: string } = {}): Promise<bigint> {
  shops += 1;
  const number = shops;
  const { timeZone = "Europe/London", state = "active", name = `Shop ${number}` } = change;
  const { rows } = await acrossShops((client) =>
    client.query<{ id: string }>(
      `INSERT INTO shops (domain, name, currency, time_zone, granted_scopes, state) VALUES ($1, $2, 'GBP', $3, '{}', $4)
       RETURNING shop_id::text AS id`,
      [`shop-${number}.myshopify.com`, name, timeZone, state],
    ),
  );
  const shopId = BigInt(rows[0]?.id ?? 0);
  await confirmed(shopId, READERS);
  return shopId;
}

/** Readers who have said yes to every shop of the tests. */
const READERS = ["ada", "bob", "cem", "dia", "anna", "ben"].map((name) => `${name}@example.com`);

/** The people at these addresses want the shop's reports. */
export async function confirmed(shopId: bigint, emails: readonly string[]): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `INSERT INTO recipient_consents (shop_id, email, state, confirmed_at) SELECT $1, unnest($2::text[]), 'confirmed', now()
       ON CONFLICT (shop_id, email) DO UPDATE SET state = 'confirmed', confirmed_at = now()`,
      [shopId, emails],
    ),
  );
}

/** A daily report at 08:00 in London for one recipient, but for `change`. */
export function draft(change: Partial<ScheduleDraft> = {}): ScheduleDraft {
  return {
    title: "Lifetime value and profit",
    foreword: "",
    sections: ["keyFigures"],
    options: USUAL_OPTIONS,
    clock: "eventDay",
    periodRule: "yesterday",
    comparison: "previousPeriod",
    compared: null,
    filter: NO_FILTER,
    switches: null,
    grain: "month",
    cohortSpan: "month",
    attachXlsx: false,
    attachPdf: false,
    language: "en",
    rhythm: { frequency: { every: "day" }, localTime: "08:00", timeZone: "Europe/London" },
    timing: USUAL_TIMING,
    recipients: [{ email: "ada@example.com", language: null }],
    ...change,
  };
}

/** A report without sales: what the way to its readers has to carry. */
export function emptyReport(change: Partial<Report> = {}): Report {
  return {
    name: "scheduled",
    title: "Report",
    shop: { domain: "shop.myshopify.com", name: "Shop" },
    currency: "GBP",
    exponent: 2,
    timeZone: "Europe/London",
    asOf: "2026-11-02T08:00:00.000Z",
    period: { start: "2026-11-01", end: "2026-11-02" } as Report["period"],
    comparison: null,
    clock: "eventDay",
    filter: [],
    switches: NO_SWITCHES,
    sections: ["keyFigures"],
    grain: "month",
    cohortSpan: "month",
    metrics: {},
    tables: NO_TABLES,
    notes: [],
    ...change,
  };
}

/** The steps to a mail without a shop to ask and without layout, for tests of the way and not of the goods. */
export function plainMakers(change: Partial<ReportMakers> = {}): ReportMakers {
  return {
    catchUp: async () => undefined,
    compute: async (_, wish) => emptyReport({ period: wish.period, asOf: wish.asOf.toISOString() }),
    render: async (report, { unsubscribeUrl, language }) => ({
      subject: `${report.title} ${report.period.start}`,
      html: `<html lang="${language}"><a href="${unsubscribeUrl}">unsubscribe</a></html>`,
      text: `unsubscribe: ${unsubscribeUrl}`,
      images: [{ cid: "chart@tenure", filename: "chart.png", png: Buffer.from("png") }],
    }),
    files: async () => [],
    ...change,
  };
}
