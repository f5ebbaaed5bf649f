import { rm } from "node:fs/promises";
import ExcelJS from "exceljs";
import { afterAll, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-chosen-${process.pid}-${Date.now()}`;
});

import { day } from "~/analytics/period";
import { NO_SWITCHES } from "~/analytics/switches";
import { listDeliveries } from "~/data/deliveries.server";
import { settingsOf } from "~/data/scheduleSettings.server";
import { createSchedule, getSchedule, updateSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { findOutboxMail, outboxFolder, readOutboxFile, readOutboxText } from "~/emails/outbox.server";
import { outboxSender } from "~/emails/send.server";
import { env } from "~/env.server";
import { wishFor } from "~/jobs/buildReport.server";
import { makers } from "~/jobs/reportMakers.server";
import type { Report } from "~/reports/report";
import { smallStore } from "../reports/smallStore";
import { confirmed, draft } from "../support/schedules";
import { livesOn } from "./support";

afterAll(() => rm(env.TENURE_HOME, { recursive: true, force: true }));

const JANUARY = { start: day("2025-01-01"), end: day("2025-02-01") };
/** Orders with a lamp (product 2) by order day, February beside January, on 1 March. */
const chosen = draft({
  title: "Lamps",
  sections: ["keyFigures", "sales", "cohorts"],
  clock: "orderDay",
  periodRule: "lastMonth",
  comparison: "chosen",
  compared: JANUARY,
  filter: { product: ["2"] },
  switches: { ...NO_SWITCHES, cancelled: true },
  grain: "week",
  cohortSpan: "quarter",
  attachXlsx: true,
  rhythm: { frequency: { every: "month", monthDay: 1 }, localTime: "08:00", timeZone: "Europe/London" },
});

describe("a scheduled report of chosen orders", () => {
  it("is computed, mailed and put into its file as chosen, and says so in both", { timeout: 60_000 }, async () => {
    const shop = await smallStore();
    await confirmed(shop, ["ada@example.com"]);
    const { scheduleId } = await createSchedule(shop, chosen, new Date("2025-02-20T00:00:00Z"));
    expect(await getSchedule(shop, scheduleId)).toMatchObject({
      comparison: "chosen",
      compared: JANUARY,
      filter: { product: ["2"] },
      switches: { cancelled: true, unpaid: false },
      grain: "week",
      cohortSpan: "quarter",
    });

    const send = outboxSender(outboxFolder());
    const quiet = { ...makers, catchUp: async () => undefined };
    await livesOn({ now: new Date("2025-03-01T08:00:05Z"), makers: quiet, send }, shop);
    const [delivery] = await listDeliveries(shop);
    expect(delivery).toMatchObject({ state: "sent", recipient: "ada@example.com" });
    const report = await storedReport(shop);
    // Ada's lamp of £50.00; Bob's in January was £45.00, of which £3.00 went back.
    expect(report.metrics.netSales).toMatchObject({ value: 5000, previous: 4200 });
    expect(report.metrics.orders).toMatchObject({ value: 1, previous: 1 });
    expect(report).toMatchObject({ clock: "orderDay", comparison: JANUARY, grain: "week", cohortSpan: "quarter" });
    expect(report.tables.salesByPart.map(({ key, netSales }) => [key, netSales])).toEqual([
      ["2025-01-27", 0],
      ["2025-02-03", 0],
      ["2025-02-10", 5000],
      ["2025-02-17", 0],
      ["2025-02-24", 0],
    ]);

    const said = [
      "Only orders where Product bought is Lamp.",
      "Left out: cancelled orders.",
      "Sales are dated by the day of the order.",
      "Compared with January 2025.",
      "Sales and profit by week.",
      "Cohorts by quarter of first order.",
    ];
    const head = (await mailText(delivery?.deliveryId)).split("\nKey figures\n")[0];
    const sheet = await firstColumn(delivery?.deliveryId);
    for (const sentence of said) {
      expect(head).toContain(sentence);
      expect(sheet).toContain(sentence);
    }
  });

  it("follows the switches of the settings while it has none of its own, and what is changed holds from then on", async () => {
    const shop = await smallStore();
    const made = await createSchedule(shop, draft(), new Date("2025-02-20T00:00:00Z"));
    expect(made).toMatchObject({ switches: null, filter: {}, compared: null });
    const changed = await updateSchedule(shop, made.scheduleId, chosen, new Date("2025-02-20T00:00:00Z"));
    expect(changed).toMatchObject({ filter: { product: ["2"] }, compared: JANUARY });
    const back = await updateSchedule(shop, made.scheduleId, draft(), new Date("2025-02-20T00:00:00Z"));
    expect(back).toMatchObject({ switches: null, filter: {}, compared: null, grain: "month", cohortSpan: "month" });
  });

  it("that was asked for before these choices existed is made as reports were then", () => {
    const { compared, filter, switches, grain, cohortSpan, ...before } = draft();
    const run = { asOf: new Date("2025-03-01T08:00:00Z"), slotDay: null, shopZone: "Europe/London" };
    expect(wishFor(settingsOf(before), run)).toMatchObject({
      filter: {},
      switches: null,
      grain: "month",
      cohortSpan: "month",
      comparison: { start: "2025-02-27", end: "2025-02-28" },
    });
  });
});

async function storedReport(shop: bigint): Promise<Report> {
  const { rows } = await withShopClient(shop, (client) =>
    client.query<{ report: Report }>("SELECT report FROM report_runs WHERE shop_id = $1 AND state = 'built'", [shop]),
  );
  const [row] = rows;
  if (!row) throw new Error("expected one report that was made");
  return row.report;
}

const mailText = async (deliveryId = ""): Promise<string> =>
  (await readOutboxText(outboxFolder(), deliveryId, "txt")) ?? "";

/** What stands in the first column of the attached workbook's first sheet. */
async function firstColumn(deliveryId = ""): Promise<string[]> {
  const [file] = (await findOutboxMail(outboxFolder(), deliveryId))?.files ?? [];
  const bytes = await readOutboxFile(outboxFolder(), deliveryId, file?.name ?? "");
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes ?? []).buffer);
  return (book.worksheets[0]?.getColumn(1).values ?? []).map(String);
}
