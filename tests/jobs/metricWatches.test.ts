import { afterEach, describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import type { WatchRule } from "~/analytics/watch";
import { dueDeliveries, findSubscription, listDeliveries } from "~/data/deliveries.server";
import { findDelivery } from "~/data/deliveryLog.server";
import { eraseShop } from "~/data/erasure.server";
import { listChecks, listLastNotices, writeNotices } from "~/data/metricNotices.server";
import { deleteWatch, getWatch, MOST_WATCHES, pauseWatch, resumeWatch } from "~/data/metricWatches.server";
import { setShopState } from "~/data/shops.server";
import { planAt } from "~/data/shopTasks.server";
import { suppress } from "~/data/suppressions.server";
import { withShopClient } from "~/db.server";
import type { Mail } from "~/emails/mail";
import { deliver } from "~/jobs/deliver.server";
import { saveWatch, watchMetrics } from "~/jobs/metricWatches.server";
import { NOTICE_MOMENTS, onMoment } from "~/jobs/moments.server";
import { sendAgain } from "~/jobs/sendAgain.server";
import { doTask, nextDue } from "~/jobs/syncJobs.server";
import { insertOrders } from "../support/ledger";
import { orderOn, steadyShop, UNUSUAL, watched } from "../support/watchedShop";
import { dieAt, throwAt } from "./support";

/** A Wednesday; the morning after it. */
const DAY = day("2026-11-18");
const MORNING = new Date("2026-11-19T06:30:00Z");
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);
const ADA = "ada@example.com";
const BOB = "bob@example.com";

const inTime = { catchUp: async () => undefined };
const check = (shopId: bigint, at = MORNING) => watchMetrics(shopId, at, inTime);
const threshold = (value: number, of: Partial<WatchRule> = {}): WatchRule => ({
  metric: "netSales",
  span: "day",
  condition: { kind: "threshold", side: "below", value },
  ...of,
});

const mailsOf = async (shopId: bigint) =>
  (await listDeliveries(shopId)).map(({ kind, recipient, state }) => `${kind} ${recipient} ${state}`).sort();
const verdictsOf = async (shopId: bigint, watchId: string) =>
  (await listChecks(shopId, watchId)).map(({ lastDay, verdict, isTold }) => `${lastDay} ${verdict} ${isTold}`);

/** Sends what is due; answers the mails. */
async function sendDue(shopId: bigint, now = MORNING): Promise<Mail[]> {
  const sent: Mail[] = [];
  for (const delivery of await dueDeliveries(now))
    if (delivery.shopId === shopId)
      await deliver(
        delivery,
        async (mail) => {
          sent.push(mail);
          return { kind: "sent", providerId: mail.deliveryId };
        },
        () => now,
      );
  return sent;
}

afterEach(() => onMoment(null));

describe("a watch", () => {
  it("tells of a day that is unusual for the shop, says why, and of an ordinary one nothing", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const watchId = await watched(shopId, UNUSUAL, [ADA]);
    expect(await check(shopId)).toBeNull();
    expect(await mailsOf(shopId)).toEqual([`notice ${ADA} pending`]);
    expect(await verdictsOf(shopId, watchId)).toEqual(["2026-11-18 below true"]);
    const [kept] = await listChecks(shopId, watchId);
    // Nine Wednesdays of 60.00; every day was as expected, so that a tenth is the least that is told.
    expect(kept).toMatchObject({ value: 0, expected: 6000, low: 5400, high: 6600 });
    const [mail] = await sendDue(shopId);
    expect(mail?.subject).toBe("A small store: Net sales unusually low, Wed, 18 Nov 2026");
    expect(mail?.text).toContain("£60.00 was expected: the middle of the same weekday in the 9 weeks before.");
    expect(mail?.text).toContain("From £54.00 to £66.00 would have been usual.");
    expect(mail?.text).toContain("There were no orders.");
    expect((await listLastNotices(shopId)).get(watchId)).toMatchObject({ day: "2026-11-18" });

    await insertOrders(shopId, [orderOn(day("2026-11-19"), 9_000)]);
    await check(shopId, later(24));
    expect((await verdictsOf(shopId, watchId))[0]).toBe("2026-11-19 within false");
    expect(await mailsOf(shopId)).toEqual([`notice ${ADA} sent`]);
  });

  it("is judged once a span, however often it is asked", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const watchId = await watched(shopId, UNUSUAL, [ADA]);
    for (const hours of [0, 1, 2]) await check(shopId, later(hours));
    expect(await verdictsOf(shopId, watchId)).toHaveLength(1);
    expect(await mailsOf(shopId)).toHaveLength(1);
  });

  it("tells a metric once a day: several watches of it are one mail to each reader, of what their own watches found", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const unusual = await watched(shopId, UNUSUAL, [ADA, BOB]);
    const fixed = await watched(shopId, threshold(10_000), [ADA], { at: new Date("2020-01-02T00:00:00Z") });
    const units = await watched(shopId, { ...UNUSUAL, metric: "units" }, [BOB]);
    await check(shopId);
    expect(await mailsOf(shopId)).toEqual([`notice ${ADA} pending`, `notice ${BOB} pending`, `notice ${BOB} pending`]);
    const sent = await sendDue(shopId);
    const bodies = sent.map(({ recipient, subject, text }) => [
      recipient,
      subject.replace(/^.*store: /, ""),
      text.includes("You asked to be told below £100.00."),
    ]);
    expect(bodies.toSorted()).toEqual([
      [ADA, "Net sales unusually low, Wed, 18 Nov 2026", true],
      [BOB, "Net sales unusually low, Wed, 18 Nov 2026", false],
      [BOB, "Units sold unusually low, Wed, 18 Nov 2026", false],
    ]);
    for (const watchId of [unusual, fixed, units])
      expect(await verdictsOf(shopId, watchId)).toEqual(["2026-11-18 below true"]);
  });

  it("on a week is judged when the week is over, and on a month so far tells once", async () => {
    const shopId = await steadyShop(DAY);
    const week = await watched(shopId, threshold(50_000, { span: "week" }), [ADA]);
    const month = await watched(
      shopId,
      { metric: "units", span: "month", condition: { kind: "threshold", side: "above", value: 100 } },
      [ADA],
    );
    // Monday 9 to Sunday 15 November: 7 × 60.00 is below 500.00. 18 days of November: 108 units.
    await check(shopId);
    expect(await verdictsOf(shopId, week)).toEqual(["2026-11-15 below true"]);
    expect(await verdictsOf(shopId, month)).toEqual(["2026-11-18 above true"]);
    expect((await listChecks(shopId, month))[0]).toMatchObject({ value: 108, firstDay: "2026-11-01" });
    await check(shopId, later(24));
    expect(await verdictsOf(shopId, week)).toHaveLength(1);
    expect(await verdictsOf(shopId, month)).toEqual(["2026-11-19 toldBefore false", "2026-11-18 above true"]);
    expect(await mailsOf(shopId)).toHaveLength(2);
    // In December it may be told again, once it is true again.
    await insertOrders(shopId, [orderOn(day("2026-12-01"), 20_000, 101)]);
    await check(shopId, new Date("2026-12-02T06:30:00Z"));
    expect((await verdictsOf(shopId, month))[0]).toBe("2026-12-01 above true");
  });

  it("judges nothing that ended before it was made, changed, or let go on", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const watchId = await watched(shopId, UNUSUAL, [ADA], { at: MORNING });
    const paused = await watched(shopId, UNUSUAL, [ADA]);
    const gone = await watched(shopId, UNUSUAL, [ADA]);
    await pauseWatch(shopId, paused, MORNING);
    await deleteWatch(shopId, gone, MORNING);
    await check(shopId);
    expect(await mailsOf(shopId)).toEqual([]);
    await resumeWatch(shopId, paused, MORNING);
    await check(shopId);
    expect(await verdictsOf(shopId, paused)).toEqual([]);
    await check(shopId, later(24));
    expect(await verdictsOf(shopId, watchId)).toEqual(["2026-11-19 below true"]);
    await expect(getWatch(shopId, gone)).rejects.toThrow("not found");
  });

  it("takes spend that is not on record yet for unknown, and not for none", async () => {
    const shopId = await steadyShop(DAY);
    await withShopClient(shopId, (client) =>
      client.query(
        `INSERT INTO ad_spend (shop_id, day, platform, amount, source)
         SELECT $1, generate_series('2026-09-16'::date, '2026-11-17'::date, '1 day')::date, 'meta', 1000, 'import'`,
        [shopId],
      ),
    );
    const spend = await watched(shopId, { ...UNUSUAL, metric: "marketingSpend" }, [ADA]);
    const profit = await watched(shopId, threshold(1, { metric: "roas" }), [ADA]);
    await check(shopId, later(-24));
    await check(shopId);
    expect(await verdictsOf(shopId, spend)).toEqual(["2026-11-18 unknown false", "2026-11-17 within false"]);
    // 60.00 for 10.00.
    expect((await listChecks(shopId, profit)).map(({ verdict, value }) => [verdict, value])).toEqual([
      ["unknown", null],
      ["within", 6],
    ]);
  });

  it("says that a past is too short, and tells nothing then", async () => {
    const shopId = await steadyShop(DAY, { days: 20, quiet: [DAY] });
    const watchId = await watched(shopId, UNUSUAL, [ADA]);
    await check(shopId);
    expect(await verdictsOf(shopId, watchId)).toEqual(["2026-11-18 tooShort false"]);
    expect(await mailsOf(shopId)).toEqual([]);
  });
});

describe("a morning's check waits", () => {
  const syncing = (shopId: bigint) =>
    withShopClient(shopId, (client) =>
      client.query("INSERT INTO sync_state (shop_id, next_at) VALUES ($1, NULL)", [shopId]),
    );

  it("for the day's data, looks again, and gives the day up in the afternoon without judging it", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const watchId = await watched(shopId, UNUSUAL, [ADA]);
    await syncing(shopId);
    expect(await check(shopId)).toEqual(new Date(MORNING.getTime() + 600_000));
    expect(await verdictsOf(shopId, watchId)).toEqual([]);
    expect(await check(shopId, new Date("2026-11-19T15:00:01Z"))).toBeNull();
    expect(await verdictsOf(shopId, watchId)).toEqual(["2026-11-18 incomplete false"]);
    expect(await mailsOf(shopId)).toEqual([]);
  });

  it("while Shopify cannot be asked", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const watchId = await watched(shopId, UNUSUAL, [ADA]);
    const down = { catchUp: () => Promise.reject(new Error("503")) };
    expect(await watchMetrics(shopId, MORNING, down)).toEqual(later(1 / 6));
    await check(shopId, later(1));
    expect(await verdictsOf(shopId, watchId)).toEqual(["2026-11-18 below true"]);
  });

  it("until its own minute after six in the shop's zone, and comes round by the clock", async () => {
    const due = nextDue("watchMetrics", 63n, "Asia/Tokyo", new Date("2026-11-18T22:00:00Z"));
    expect(due).toEqual(new Date("2026-11-19T21:03:00Z"));
    const shopId = await steadyShop(day("2026-11-18"), { quiet: [DAY] });
    await watched(shopId, threshold(1_000_000), [ADA]);
    await planAt(shopId, "watchMetrics", new Date(Date.now() - 1000));
    expect(await doTask.perform(JSON.stringify({ shopId: String(shopId), task: "watchMetrics" }))).toBeNull();
    expect(await mailsOf(shopId)).toEqual([expect.stringMatching(/^notice ada@example\.com /)]);
    const { rows } = await withShopClient(shopId, (client) =>
      client.query<{ due: Date }>("SELECT due_at AS due FROM shop_tasks WHERE shop_id = $1", [shopId]),
    );
    expect(rows[0]?.due.getTime()).toBeGreaterThan(Date.now());
  });
});

describe("a notice reaches each reader once", () => {
  const due = async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    await watched(shopId, UNUSUAL, [ADA, BOB]);
    return shopId;
  };
  const ONCE = [`notice ${ADA} sent`, `notice ${BOB} sent`];

  it("when several processes check at once", async () => {
    const shopId = await due();
    await Promise.all(Array.from({ length: 6 }, () => check(shopId)));
    await sendDue(shopId);
    expect(await mailsOf(shopId)).toEqual(ONCE);
  });

  it.each(NOTICE_MOMENTS)("when the work throws at: %s", async (moment) => {
    const shopId = await due();
    const fault = throwAt(moment);
    await expect(check(shopId)).rejects.toThrow(moment);
    expect(fault.happened()).toBe(true);
    await check(shopId, later(1));
    await sendDue(shopId, later(1));
    expect(await mailsOf(shopId)).toEqual(ONCE);
  });

  it.each(NOTICE_MOMENTS)("when the process dies at: %s", async (moment) => {
    const shopId = await due();
    const { died } = dieAt(moment);
    await Promise.race([check(shopId), died]);
    await died;
    onMoment(null);
    await check(shopId, later(1));
    await sendDue(shopId, later(1));
    expect(await mailsOf(shopId)).toEqual(ONCE);
  });

  it("by a key of PostgreSQL: another notice of the metric on that day is not written, whoever makes it", async () => {
    const shopId = await due();
    await check(shopId);
    const another = await watched(shopId, threshold(10_000), [ADA]);
    await check(shopId, later(1));
    expect(await verdictsOf(shopId, another)).toEqual(["2026-11-18 below false"]);
    await sendDue(shopId, later(1));
    expect(await mailsOf(shopId)).toEqual(ONCE);
    await expect(
      withShopClient(shopId, (client) =>
        client.query(
          "INSERT INTO metric_notices (shop_id, notice_id, metric, day, created_at) VALUES ($1, gen_random_uuid(), 'netSales', $2, now())",
          [shopId, DAY],
        ),
      ),
    ).rejects.toThrow("metric_notices_shop_id_metric_day_key");
    expect(await writeNotices(shopId, { day: DAY, checks: [], notices: [] }, MORNING)).toEqual([]);
  });

  it("and the count would notice a second one: without the check's and the notice's rows there are more", async () => {
    const shopId = await due();
    await check(shopId);
    await withShopClient(shopId, async (client) => {
      await client.query("DELETE FROM watch_checks WHERE shop_id = $1", [shopId]);
      await client.query("UPDATE metric_notices SET metric = 'forgotten' WHERE shop_id = $1", [shopId]);
    });
    await check(shopId, later(1));
    await sendDue(shopId, later(1));
    expect(await mailsOf(shopId)).not.toEqual(ONCE);
    expect(await mailsOf(shopId)).toHaveLength(4);
  });
});

describe("the readers of a watch", () => {
  const save = (shopId: bigint, recipients: readonly string[], watchId: string | null = null) =>
    saveWatch(shopId, watchId, { rule: UNUSUAL, language: "tr", recipients }, new Date("2026-11-01T00:00:00Z"));

  it("are asked once whether they want the shop's mails, and get none before they say yes", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    const watchId = await save(shopId, [ADA, "eve@outside.example"]);
    expect(await mailsOf(shopId)).toEqual(["confirmation eve@outside.example pending"]);
    const asked = await findDelivery(shopId, (await listDeliveries(shopId))[0]?.deliveryId ?? "");
    expect(asked?.language).toBe("tr");
    expect(asked?.text).toContain("Uyarı: Net satışlar");
    await save(shopId, [ADA, "eve@outside.example"], watchId);
    expect(await mailsOf(shopId)).toHaveLength(1);
    await check(shopId);
    expect(await mailsOf(shopId)).toEqual(["confirmation eve@outside.example pending", `notice ${ADA} pending`]);
  });

  it("who left get nothing more; each mail has its one way out, in its text and in its head", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    await watched(shopId, UNUSUAL, [ADA, BOB]);
    await suppress(shopId, BOB, "unsubscribed");
    await check(shopId);
    const sent = await sendDue(shopId);
    expect(sent.map(({ recipient }) => recipient)).toEqual([ADA]);
    expect(await mailsOf(shopId)).toEqual([`notice ${ADA} sent`, `notice ${BOB} suppressed`]);
    const [url] = /https?:\/\/\S+\/unsubscribe\/[\w-]+/.exec(sent[0]?.headers["List-Unsubscribe"] ?? "") ?? [];
    expect(sent[0]?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(sent[0]?.html).toContain(url);
    expect(sent[0]?.text).toContain(url);
    expect(await findSubscription(url?.split("/").at(-1) ?? "")).toMatchObject({ shopId, email: ADA });
  });

  it("get a notice again at the merchant's wish, as a new mail that says so", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    await watched(shopId, UNUSUAL, [ADA]);
    await check(shopId);
    const [first] = await sendDue(shopId);
    const delivery = { shopId, deliveryId: first?.deliveryId ?? "" };
    const again = await sendAgain(delivery, later(1));
    expect(again).not.toBe(delivery.deliveryId);
    // While it is on its way no third one is made.
    expect(await sendAgain(delivery, later(1))).toBe(again);
    const [second] = await sendDue(shopId, later(1));
    expect(second?.subject).toBe(`[Sent again] ${first?.subject}`);
    expect(second?.text).toContain("From £54.00 to £66.00");
    expect(await findDelivery(shopId, again ?? "")).toMatchObject({ kind: "notice", copyOf: delivery.deliveryId });
  });

  it("are forgotten with the shop, its watches, checks and notices", async () => {
    const shopId = await steadyShop(DAY, { quiet: [DAY] });
    await watched(shopId, UNUSUAL, [ADA]);
    await check(shopId);
    await setShopState(shopId, "uninstalled");
    expect(await eraseShop(shopId)).toBe(true);
    for (const table of ["metric_watches", "watch_recipients", "watch_checks", "metric_notices", "deliveries"])
      expect((await withShopClient(shopId, (client) => client.query(`SELECT FROM ${table}`))).rowCount, table).toBe(0);
  });

  it("are of as many watches as a shop can have, and not of one more", async () => {
    const shopId = await steadyShop(DAY, { days: 1 });
    for (let count = 0; count < MOST_WATCHES; count += 1) await watched(shopId, UNUSUAL, []);
    expect(await save(shopId, [ADA])).toBeNull();
  });
});
