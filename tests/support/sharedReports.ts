import { createSchedule } from "~/data/schedules.server";
import { createShare, type NewShare } from "~/data/shares.server";
import { withShopClient } from "~/db.server";
import { shareUrl } from "~/jobs/shareLinks.server";
import type { Report } from "~/reports/report";
import { loader as page } from "~/routes/shared.$token";
import { loader as file } from "~/routes/shared.$token_.files.$name";
import { draft, newShop } from "./schedules";

const DAY_MS = 86_400_000;

/** A schedule of a new shop with a report of each of the given, a day apart, the last one newest. */
export async function shopWithReports(reports: readonly Report[], name = "Harbour & Pine") {
  const shopId = await newShop({ name });
  const start = new Date(Date.now() - 30 * DAY_MS);
  const { scheduleId } = await createSchedule(shopId, draft({ title: "Monthly figures" }), start);
  const runIds: string[] = [];
  for (const [index, report] of reports.entries())
    runIds.push(await builtRun(shopId, scheduleId, report, new Date(start.getTime() + index * DAY_MS)));
  return { shopId, scheduleId, runIds, runId: runIds.at(-1) ?? "" };
}

/** A report of the schedule as a run froze it. */
export async function builtRun(shopId: bigint, scheduleId: string, report: Report, asOf: Date): Promise<string> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ runId: string }>(
      `INSERT INTO report_runs (shop_id, schedule_id, kind, as_of, settings, state, report, built_at)
       VALUES ($1, $2, 'now', $3, '{"title": "Monthly figures"}', 'built', $4, $3) RETURNING run_id AS "runId"`,
      [shopId, scheduleId, asOf, JSON.stringify(report)],
    ),
  );
  return rows[0]?.runId ?? "";
}

/** A link of the shop, and what its readers get. */
export async function sharedLink(shopId: bigint, change: Partial<NewShare> & Pick<NewShare, "subject">) {
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const wish: NewShare = {
    label: "Accountant",
    language: null,
    seesPersons: false,
    formats: ["pdf", "xlsx", "csv"],
    expiresAt: new Date(now.getTime() + 30 * DAY_MS),
    createdBy: null,
    ...change,
  };
  const shareId = await createShare(shopId, wish, new Date(wish.expiresAt.getTime() - 31 * DAY_MS));
  if (shareId === null) throw new Error("expected a link");
  const url = shareUrl(shopId, { shareId, expiresAt: wish.expiresAt });
  const token = url.slice(url.lastIndexOf("/") + 1);
  return { shareId, url, token };
}

const DESK =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** What a reader gets who opens the page of a link. */
export function openPage(token: string, query = "", headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://127.0.0.1/shared/${token}${query}`, {
    headers: { "User-Agent": DESK, ...headers },
  });
  return page({ request, params: { token }, context: {} });
}

/** What a reader gets who asks for one of its files. */
export function openFile(token: string, name: string, query = ""): Promise<Response> {
  const request = new Request(`http://127.0.0.1/shared/${token}/files/x${query}`, { headers: { "User-Agent": DESK } });
  return file({ request, params: { token, name }, context: {} });
}
