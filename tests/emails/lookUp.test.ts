import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { deliveryHistory } from "~/data/deliveryEvents.server";
import { createSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { type LookUp, resendLookUp } from "~/emails/lookUp.server";
import type { Mail } from "~/emails/mail";
import { resendSender } from "~/emails/send.server";
import { deliver } from "~/jobs/deliver.server";
import { tickOf } from "../jobs/support";
import { type ResendServer, startResendServer } from "../support/resendServer";
import { draft, newShop, plainMakers } from "../support/schedules";

const DUE = new Date("2026-11-02T08:00:01Z");
const HOUR_MS = 3_600_000;
const later = (hours: number) => new Date(DUE.getTime() + hours * HOUR_MS);

let server: ResendServer;
beforeAll(async () => {
  server = await startResendServer();
  server.at(() => DUE);
});
afterAll(() => server.stop());

const lookUp = (): LookUp => resendLookUp({ apiKey: "re_test_key", baseUrl: server.url, gapMs: 0 });
const sender = () => resendSender({ apiKey: "re_test_key", baseUrl: server.url, gapMs: 0, timeoutMs: 500 });

const mail = (change: Partial<Mail> = {}): Mail => {
  const deliveryId = randomUUID();
  return {
    deliveryId,
    idempotencyKey: `rpt/${deliveryId}`,
    sender: "Tenure <reports@example.com>",
    recipient: "ada@example.com",
    subject: "Profit",
    html: "x",
    text: "x",
    headers: {},
    files: [],
    ...change,
  };
};

describe("a mail of which nobody knows whether it was taken", () => {
  it("is found in Resend's list by its tag, among mails that look the same and pages of others", async () => {
    const wanted = mail();
    for (const one of [mail(), wanted, mail(), ...Array.from({ length: 120 }, () => mail({ subject: "Other" }))])
      await sender()(one);
    const id = server.mails.find(({ tags }) => tags[0]?.value === wanted.deliveryId)?.id;
    expect(await lookUp()({ ...wanted, firstTryAt: DUE })).toEqual({ kind: "found", providerId: id });
    expect(await lookUp()({ ...mail(), firstTryAt: DUE })).toEqual({ kind: "absent" });
  });

  it("is not told by a key that may only send, or a Resend that does not answer", async () => {
    const refused = resendLookUp({ apiKey: "re_x", baseUrl: "http://127.0.0.1:1", gapMs: 0 });
    expect(await refused({ ...mail(), firstTryAt: DUE })).toMatchObject({ kind: "untold", again: true });
  });

  /** A shop with a mail that was tried once, without an answer. */
  async function lostMail() {
    const shopId = await newShop();
    await createSchedule(shopId, draft(), new Date("2026-11-02T07:00:00Z"));
    await tickOf({ now: DUE, makers: plainMakers(), send: async () => ({ kind: "ambiguous", why: "lost" }) }, 1);
    const [delivery] = await listDeliveries(shopId);
    const ref = { shopId, deliveryId: delivery?.deliveryId ?? "" };
    const state = async () => (await listDeliveries(shopId))[0]?.state;
    const never = async () => {
      throw new RangeError("no second mail may be sent");
    };
    const tryAt = (hours: number, look: LookUp) => deliver(ref, never, () => later(hours), look);
    return { ...ref, state, tryAt };
  }

  it("counts as sent when the list has it, after the hours of its key", async () => {
    const { shopId, deliveryId, state, tryAt } = await lostMail();
    await tryAt(23.5, async () => ({ kind: "found", providerId: "re-1" }));
    expect(await state()).toBe("sent");
    expect((await deliveryHistory({ shopId, deliveryId })).map(({ kind }) => kind)).toEqual(["unanswered", "found"]);
    const { rows } = await withShopClient(shopId, (client) =>
      client.query<{ id: string }>("SELECT provider_id AS id FROM deliveries WHERE shop_id = $1", [shopId]),
    );
    expect(rows).toEqual([{ id: "re-1" }]);
  });

  it("is unknown when the list does not have it, and is never sent again by itself", async () => {
    const { state, tryAt } = await lostMail();
    await tryAt(23.5, async () => ({ kind: "absent" }));
    expect(await state()).toBe("unknown");
    await tryAt(48, async () => ({ kind: "found", providerId: "re-2" }));
    expect(await state()).toBe("unknown");
  });

  it("is asked after every hour while the list does not answer, for two days", async () => {
    const { state, tryAt } = await lostMail();
    const silent: LookUp = async () => ({ kind: "untold", why: "timeout", again: true });
    await tryAt(23.5, silent);
    expect(await state()).toBe("pending");
    await tryAt(46, silent);
    expect(await state()).toBe("pending");
    await tryAt(47.5, silent);
    expect(await state()).toBe("unknown");
  });
});
