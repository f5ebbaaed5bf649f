import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { USUAL_TIMING } from "~/analytics/timing";
import { listAlerts, mailHold } from "~/data/alerts.server";
import { findSubscription, listDeliveries } from "~/data/deliveries.server";
import { createSchedule, deleteSchedule, getSchedule } from "~/data/schedules.server";
import { suppress } from "~/data/suppressions.server";
import { withShopClient } from "~/db.server";
import { type Mail, mailDigest } from "~/emails/mail";
import type { SendOutcome } from "~/emails/outcome";
import type { Send } from "~/emails/send.server";
import { onMoment } from "~/jobs/moments.server";
import { problemsOf } from "~/routes/app._index/load.server";
import { draft, newShop, plainMakers } from "../support/schedules";
import { livesOn, statesOf, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(DUE.getTime() + ms);

afterEach(() => onMoment(null));
// A hold is for all shops: none may outlive its test.
beforeAll(async () => expect(await mailHold(DUE)).toBeNull());
afterAll(async () => expect(await mailHold(later(48 * HOUR))).toBeNull());

/** A sender that answers what it is told to, and keeps what it was given. */
function scripted(...outcomes: SendOutcome[]): { send: Send; mails: Mail[] } {
  const mails: Mail[] = [];
  const send: Send = async (mail) => {
    mails.push(mail);
    return outcomes.shift() ?? { kind: "sent", providerId: `id-${mails.length}` };
  };
  return { send, mails };
}

async function dueShop(send: Send, change: Parameters<typeof draft>[0] = {}, makers = plainMakers()) {
  const shopId = await newShop();
  const { scheduleId } = await createSchedule(shopId, draft(change), START);
  const world: World = { now: DUE, makers, send };
  return { shopId, scheduleId, world };
}

const LOST: SendOutcome = { kind: "ambiguous", why: "the reply was lost" };

describe("a mail", () => {
  it("of unknown outcome is tried again with the same bytes and key, after 5 s, 30 s, 2 min, 10 min, then hourly", async () => {
    const { send, mails } = scripted(LOST, LOST, LOST, LOST, LOST, LOST);
    const { shopId, world } = await dueShop(send);
    const triedAt: number[] = [];
    for (world.now = DUE; world.now < later(3 * HOUR); world.now = new Date(world.now.getTime() + 5000)) {
      const before = mails.length;
      await tickOf(world, 1);
      if (mails.length > before) triedAt.push((world.now.getTime() - DUE.getTime()) / 1000);
      if (mails.length === 7) break;
      // Nothing is due in the next minutes: skip ahead as far as it is safe.
      if (mails.length > 3) world.now = new Date(world.now.getTime() + 5 * MINUTE - 5000);
    }
    expect(triedAt.slice(0, 4)).toEqual([0, 5, 35, 155]);
    const gaps = triedAt.slice(4).map((at, index) => at - (triedAt[index + 3] ?? 0));
    expect(gaps[0]).toBeGreaterThanOrEqual(600);
    expect(gaps[0]).toBeLessThan(900 + 5);
    for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual(3600);
    const [first] = mails;
    for (const { html, text, subject, headers, idempotencyKey, files } of mails)
      expect({ html, text, subject, headers, idempotencyKey, files }).toEqual({
        html: first?.html,
        text: first?.text,
        subject: first?.subject,
        headers: first?.headers,
        idempotencyKey: first?.idempotencyKey,
        files: first?.files,
      });
    expect(first?.idempotencyKey).toBe(`rpt/${first?.deliveryId}`);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
  });

  it("of unknown outcome for 23 hours is never sent again, and says so", async () => {
    const mails: Mail[] = [];
    const { shopId, world } = await dueShop(async (mail) => {
      mails.push(mail);
      return LOST;
    });
    await livesOn(world, shopId, { stepMs: 30 * MINUTE, untilHours: 30 });
    expect(await statesOf(shopId)).toEqual(["ada@example.com unknown"]);
    const [{ idempotencyKey } = { idempotencyKey: "" }] = mails;
    const tries = () => mails.filter((mail) => mail.idempotencyKey === idempotencyKey).length;
    const before = tries();
    expect(before).toBeGreaterThan(20);
    expect((await listDeliveries(shopId))[0]?.error).toContain("23 hours");
    world.now = later(60 * HOUR);
    await tickOf(world, 1);
    expect(tries()).toBe(before);
  });

  it("sent too fast is not a try: its 23 hours do not begin", async () => {
    const wait: SendOutcome = { kind: "wait", waitMs: HOUR, why: "too fast" };
    const { send } = scripted(...Array.from({ length: 30 }, () => wait));
    const rhythm = { frequency: { every: "week", weekday: 1 }, localTime: "08:00", timeZone: "Europe/London" } as const;
    const { shopId, world } = await dueShop(send, { rhythm, timing: { ...USUAL_TIMING, catchUpHours: 48 } });
    await livesOn(world, shopId, { stepMs: 61 * MINUTE, untilHours: 40 });
    expect((await listDeliveries(shopId))[0]).toMatchObject({ state: "sent", attempts: 1, error: null });
  });

  it("that is refused for good ends, with the reason for the merchant", async () => {
    const { send, mails } = scripted({ kind: "refused", changed: false, why: "invalid_attachment (422): x" });
    const { shopId, world } = await dueShop(send);
    await livesOn(world, shopId);
    expect(mails).toHaveLength(1);
    expect((await listDeliveries(shopId))[0]).toMatchObject({
      state: "failed",
      error: "invalid_attachment (422): x",
    });
    expect(await listAlerts(shopId)).toMatchObject([{ code: "mail_refused", detail: "ada@example.com" }]);
  });

  it("whose stored text was changed is not sent, and raises an alert", async () => {
    const { send, mails } = scripted(LOST);
    const { shopId, world } = await dueShop(send);
    await tickOf(world, 1);
    await withShopClient(shopId, (client) =>
      client.query("UPDATE deliveries SET html = html || '<p>more</p>' WHERE shop_id = $1", [shopId]),
    );
    await livesOn(world, shopId);
    expect(mails).toHaveLength(1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com failed"]);
    expect((await listAlerts(shopId)).map(({ code }) => code)).toEqual(["mail_changed"]);
  });

  it("to an address that unsubscribed after it was rendered is not sent", async () => {
    const { send, mails } = scripted(LOST);
    const { shopId, world } = await dueShop(send);
    await tickOf(world, 1);
    await suppress(shopId, "ada@example.com", "unsubscribed");
    await livesOn(world, shopId);
    expect(mails).toHaveLength(1);
    expect((await listDeliveries(shopId))[0]).toMatchObject({ state: "suppressed", error: "unsubscribed" });
  });

  it("of a shop that removed the app meanwhile is dropped", async () => {
    const { send, mails } = scripted(LOST);
    const { shopId, world } = await dueShop(send);
    await tickOf(world, 1);
    await withShopClient(shopId, (client) =>
      client.query("UPDATE shops SET state = 'uninstalled' WHERE shop_id = $1", [shopId]),
    );
    await livesOn(world, shopId);
    expect(mails).toHaveLength(1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com suppressed"]);
  });
});

describe("a refused key or a used-up quota", () => {
  it("stops the mails of every shop, raises an alert, and the first mail that goes through ends it", async () => {
    const hold: SendOutcome = { kind: "hold", code: "mail_key_refused", why: "invalid_api_key (403): x" };
    const { send, mails } = scripted(hold);
    const { shopId, world } = await dueShop(send);
    await tickOf(world, 1);
    const other = await dueShop(send);
    other.world.now = later(MINUTE);
    await tickOf(other.world, 2);
    expect(mails).toHaveLength(1);
    expect(await statesOf(other.shopId)).toEqual(["ada@example.com pending"]);
    expect((await listAlerts(shopId)).map(({ code }) => code)).toEqual(["mail_key_refused"]);
    expect(await mailHold(later(MINUTE))).toEqual(later(15 * MINUTE));
    world.now = later(15 * MINUTE + 1000);
    await tickOf(world, 1);
    expect([...(await statesOf(shopId)), ...(await statesOf(other.shopId))]).toEqual([
      "ada@example.com sent",
      "ada@example.com sent",
    ]);
    expect(await listAlerts(shopId)).toEqual([]);
    expect((await listDeliveries(shopId))[0]?.attempts).toBe(1);
  });
});

describe("a sender that the mail service does not accept", () => {
  const unverified: SendOutcome = { kind: "hold", code: "mail_sender_refused", why: "validation_error (403): x" };

  it("keeps the mails until its domain is verified, and is told on the first page", async () => {
    const { send } = scripted(unverified);
    const { shopId, world } = await dueShop(send);
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com pending"]);
    expect(problemsOf([], await listAlerts(shopId)).map(({ key }) => key)).toEqual(["mail_sender_refused"]);
    world.now = later(15 * MINUTE + 1000);
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(await listAlerts(shopId)).toEqual([]);
  });

  it("and that was replaced since ends its mails, so that they do not stop those of the new one", async () => {
    const { send, mails } = scripted(LOST, unverified);
    const { shopId, world } = await dueShop(send);
    await tickOf(world, 1);
    const [mail] = mails;
    if (!mail) throw new Error("expected a mail");
    const sender = "Tenure <before@example.com>";
    await withShopClient(shopId, (client) =>
      client.query("UPDATE deliveries SET sender = $2, sha256 = $3 WHERE shop_id = $1", [
        shopId,
        sender,
        mailDigest({ ...mail, sender }),
      ]),
    );
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual(["ada@example.com failed"]);
    expect((await listAlerts(shopId)).map(({ code }) => code)).toEqual(["mail_refused"]);
    expect(await mailHold(world.now)).toBeNull();
  });
});

describe("a report's run", () => {
  it("that cannot be made for a day is given up, with the reason", async () => {
    const makers = plainMakers({
      compute: async () => {
        throw new Error("division of nothing");
      },
    });
    const { send, mails } = scripted();
    const { shopId, scheduleId, world } = await dueShop(send, {}, makers);
    world.now = DUE;
    await livesOn({ ...world }, shopId, { stepMs: 50 * MINUTE, untilHours: 23 });
    expect((await getSchedule(shopId, scheduleId)).lastRun).toMatchObject({ state: "pending" });
    world.now = later(23 * HOUR + 58 * MINUTE);
    await tickOf(world, 1);
    expect((await getSchedule(shopId, scheduleId)).lastRun).toMatchObject({
      state: "failed",
      error: "division of nothing",
    });
    expect(mails).toHaveLength(0);
  });

  it("of a schedule that was deleted meanwhile is skipped", async () => {
    const { send, mails } = scripted();
    const failing = { current: true };
    const makers = plainMakers({
      catchUp: async () => {
        if (failing.current) throw new Error("not yet");
      },
    });
    const { shopId, scheduleId, world } = await dueShop(send, {}, makers);
    await tickOf(world, 1);
    await deleteSchedule(shopId, scheduleId, world.now);
    failing.current = false;
    await livesOn({ ...world, now: later(MINUTE) }, shopId);
    expect(mails).toHaveLength(0);
  });

  it("is rendered once for a language, and every reader has a way out of their own", async () => {
    const { send, mails } = scripted();
    let renderings = 0;
    const plain = plainMakers();
    const makers = {
      ...plain,
      render: (...input: Parameters<typeof plain.render>) => {
        renderings += 1;
        return plain.render(...input);
      },
    };
    const recipients = [
      { email: "ada@example.com", language: null },
      { email: "bob@example.com", language: "ja" },
      { email: "cem@example.com", language: null },
    ];
    const { shopId, world } = await dueShop(send, { recipients }, makers);
    await livesOn(world, shopId);
    expect(renderings).toBe(2);
    expect(mails.map(({ html }) => /lang="([\w-]+)"/.exec(html)?.[1]).sort()).toEqual(["en", "en", "ja"]);
    const tokens = mails.map(
      ({ headers }) => /\/unsubscribe\/([\w-]{32})>$/.exec(headers["List-Unsubscribe"] ?? "")?.[1],
    );
    expect(new Set(tokens).size).toBe(3);
    for (const [index, mail] of mails.entries()) {
      expect(mail.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
      expect(mail.html).toContain(`/unsubscribe/${tokens[index]}"`);
      expect(mail.text).toContain(`/unsubscribe/${tokens[index]}`);
      expect(await findSubscription(tokens[index] ?? "")).toMatchObject({ shopId, email: mail.recipient });
    }
  });

  it("that comes an hour late or more says so; one on time or asked for does not", async () => {
    const noted: (string | null | undefined)[] = [];
    const plain = plainMakers();
    const render: typeof plain.render = (report, options) => {
      noted.push(options.note);
      return plain.render(report, options);
    };
    const { send } = scripted();
    const onTime = await dueShop(send, {}, { ...plain, render });
    await livesOn(onTime.world, onTime.shopId);
    const late = await dueShop(send, {}, { ...plain, render });
    await livesOn({ ...late.world, now: later(2 * HOUR) }, late.shopId);
    expect(noted).toEqual([null, "This report was due on 2 Nov 2026, 08:00 and comes late."]);
  });

  it("of yesterday asks for the day before its slot, whenever it is made", async () => {
    const { send, mails } = scripted();
    const { shopId, world } = await dueShop(send);
    await livesOn({ ...world, now: later(20 * HOUR) }, shopId);
    expect(mails[0]?.subject).toBe("Lifetime value and profit 2026-11-01");
  });
});
