import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { listDeliveries, type NewDelivery, writeDelivery } from "~/data/deliveries.server";
import { openRun } from "~/data/runs.server";
import { archiveSchedule } from "~/data/scheduleArchive.server";
import { createSchedule, deleteSchedule, pauseSchedule, updateSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { type Mail, mailDigest } from "~/emails/mail";
import type { SendOutcome } from "~/emails/outcome";
import { draft, newShop, plainMakers } from "../support/schedules";
import { UNUSUAL, watched } from "../support/watchedShop";
import { statesOf, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const later = (ms: number) => new Date(DUE.getTime() + ms);
const AGAIN = later(10_000);
const LOST: SendOutcome = { kind: "ambiguous", why: "the reply was lost" };

/** A shop whose mail service loses the first answers and takes every later mail. */
async function shopWith(lost: number) {
  const shopId = await newShop();
  const { scheduleId } = await createSchedule(shopId, draft(), START);
  const mails: Mail[] = [];
  const world: World = {
    now: DUE,
    makers: plainMakers(),
    send: async (mail) => {
      mails.push(mail);
      return mails.length <= lost ? LOST : { kind: "sent", providerId: `id-${mail.deliveryId}` };
    },
  };
  return { shopId, scheduleId, mails, world };
}

describe("a report that was made", () => {
  const bob = draft({ recipients: [{ email: "bob@example.com", language: null }] });
  it.each([
    ["removed", (shopId: bigint, id: string) => updateSchedule(shopId, id, bob, AGAIN)],
    ["archived", (shopId: bigint, id: string) => archiveSchedule(shopId, id, AGAIN)],
    ["deleted", (shopId: bigint, id: string) => deleteSchedule(shopId, id, AGAIN)],
    ["paused", (shopId: bigint, id: string) => pauseSchedule(shopId, id, AGAIN)],
    ["unconfirmed", (shopId: bigint) => askedAnew(shopId)],
  ])("is not sent when its schedule or its reader is %s since, and says so", async (why, change) => {
    const { shopId, scheduleId, mails, world } = await shopWith(1);
    await tickOf(world, 1);
    expect(mails).toHaveLength(1);
    await change(shopId, scheduleId);
    world.now = AGAIN;
    await tickOf(world, 1);
    expect(mails).toHaveLength(1);
    expect(await listDeliveries(shopId)).toMatchObject([{ state: "suppressed", error: why }]);
  });

  it("by hand goes although its schedule is paused, but not to who was taken off it", async () => {
    const { shopId, scheduleId, world } = await shopWith(2);
    await pauseSchedule(shopId, scheduleId, START);
    const settings = draft({ recipients: [] });
    await openRun(shopId, { kind: "now", scheduleId, settings, recipients: null }, DUE);
    await tickOf(world, 1);
    world.now = AGAIN;
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com pending"]);
    await updateSchedule(shopId, scheduleId, bob, AGAIN);
    world.now = later(60_000);
    await tickOf(world, 1);
    expect(await listDeliveries(shopId)).toMatchObject([{ state: "suppressed", error: "removed" }]);
  });

  it("goes to those who were named for it, whoever stands on the schedule", async () => {
    const { shopId, scheduleId, world } = await shopWith(0);
    await archiveSchedule(shopId, scheduleId, START);
    const recipients = [{ email: "cem@example.com", language: null }];
    const settings = draft();
    await openRun(shopId, { kind: "test", scheduleId: null, settings, recipients }, DUE);
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["cem@example.com sent"]);
  });
});

describe("a notice about a metric", () => {
  it("goes to readers of its watch alone", async () => {
    const { shopId, world } = await shopWith(0);
    const watchId = await watched(shopId, UNUSUAL, ["ada@example.com", "bob@example.com"]);
    await withShopClient(shopId, (client) =>
      client.query("DELETE FROM watch_recipients WHERE shop_id = $1 AND email = 'bob@example.com'", [shopId]),
    );
    world.now = START;
    await noticeTo(shopId, watchId, ["ada@example.com", "bob@example.com"]);
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent", "bob@example.com suppressed"]);
  });

  it("is not sent when its watch was deleted, nor a day after it was made", async () => {
    const { shopId, scheduleId, world } = await shopWith(0);
    const watchId = await watched(shopId, UNUSUAL, ["ada@example.com", "bob@example.com"]);
    await noticeTo(shopId, watchId, ["ada@example.com"]);
    await deleteSchedule(shopId, scheduleId, START);
    world.now = new Date(START.getTime() + 24 * 3_600_000 + 1000);
    await tickOf(world, 1);
    expect(await listDeliveries(shopId)).toMatchObject([{ state: "suppressed", error: "expired" }]);
    await withShopClient(shopId, async (client) => {
      await client.query("UPDATE metric_watches SET deleted_at = $2 WHERE shop_id = $1", [shopId, START]);
      await client.query(
        "UPDATE deliveries SET state = 'pending', attempts = 0, first_try_at = NULL, created_at = $2 WHERE shop_id = $1",
        [shopId, world.now],
      );
    });
    await tickOf(world, 1);
    expect(await listDeliveries(shopId)).toMatchObject([{ state: "suppressed", error: "deleted" }]);
  });
});

/** The reader's yes holds no longer: they were asked again. */
const askedAnew = (shopId: bigint) =>
  withShopClient(shopId, (client) =>
    client.query(
      `UPDATE recipient_consents SET state = 'asked', ask_id = gen_random_uuid(), asked_at = $2, confirmed_at = NULL
       WHERE shop_id = $1`,
      [shopId, DUE],
    ),
  );

/** A notice of the watch as a morning leaves it, with a mail to each reader. */
function noticeTo(shopId: bigint, watchId: string, readers: readonly string[]): Promise<void> {
  const noticeId = randomUUID();
  return withShopClient(shopId, async (client) => {
    await client.query(
      "INSERT INTO metric_notices (shop_id, notice_id, metric, day, created_at) VALUES ($1, $2, 'netSales', '2026-11-01', $3)",
      [shopId, noticeId, START],
    );
    await client.query(
      `INSERT INTO watch_checks (shop_id, watch_id, last_day, first_day, checked_at, verdict, finding, notice_id)
       VALUES ($1, $2, '2026-11-01', '2026-11-01', $3, 'above', '{}', $4)`,
      [shopId, watchId, START, noticeId],
    );
    const place = { runId: null, noticeId, copy: 0, copyOf: null };
    for (const reader of readers) await writeDelivery(client, shopId, noticeMail(reader), place, START);
  });
}

function noticeMail(recipient: string): NewDelivery {
  const sender = "Tenure <reports@localhost>";
  const frozen = { sender, recipient, subject: "Net sales", html: "<p>Net sales</p>", text: "Net sales", headers: {} };
  return {
    ...frozen,
    deliveryId: randomUUID(),
    language: "en",
    unsubscribeToken: randomUUID(),
    seesPersons: false,
    formats: [],
    sha256: mailDigest({ ...frozen, files: [] }),
  };
}
