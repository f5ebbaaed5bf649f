import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { Resend } from "resend";
import { beforeEach, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.RESEND_WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
});

import { MAIL_EVENT_KINDS, stateAfter } from "~/analytics/deliveryState";
import { listAlerts, resolveAlert } from "~/data/alerts.server";
import { listDeliveries } from "~/data/deliveries.server";
import { deliveryHistory } from "~/data/deliveryEvents.server";
import { createSchedule } from "~/data/schedules.server";
import { findSuppression, suppress } from "~/data/suppressions.server";
import { readResendWebhook } from "~/emails/resendWebhook";
import { deliver } from "~/jobs/deliver.server";
import { action } from "~/routes/webhooks.resend";
import { livesOn, tickOf } from "../jobs/support";
import { signedWebhook } from "../support/resendServer";
import { draft, newShop, plainMakers } from "../support/schedules";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const DUE = new Date("2026-11-02T08:00:01Z");
const NOW = new Date("2026-11-02T09:00:00Z");

/** A shop with one mail that Resend took. */
async function sentMail(outcome: "sent" | "ambiguous" = "sent") {
  const shopId = await newShop();
  await createSchedule(shopId, draft(), new Date("2026-11-02T07:00:00Z"));
  const providerId = `re-${randomUUID()}`;
  const send = async () =>
    outcome === "sent" ? ({ kind: "sent", providerId } as const) : ({ kind: "ambiguous", why: "lost" } as const);
  const world = { now: DUE, makers: plainMakers(), send };
  if (outcome === "sent") await livesOn(world, shopId);
  else await tickOf(world, 1);
  const [mail] = await listDeliveries(shopId);
  if (!mail) throw new Error("expected a mail");
  const state = async () => (await listDeliveries(shopId))[0]?.state;
  return { shopId, deliveryId: mail.deliveryId, providerId, state, world };
}

type Sent = Awaited<ReturnType<typeof sentMail>>;

/** The body of an event as Resend sends it. */
const bodyOf = (type: string, { providerId, deliveryId }: Sent, more: object = {}, at = "2026-11-02T08:01:00.000Z") =>
  JSON.stringify({
    type,
    created_at: at,
    data: { email_id: providerId, to: ["ada@example.com"], tags: { delivery: deliveryId }, ...more },
  });

const BOUNCE = (type: string) => ({ bounce: { type, subType: "General", message: "mailbox does not exist" } });

const post = (request: Request) => action({ request, params: {}, context: {} });
const tell = async (body: string, id: string = randomUUID()) =>
  (await post(signedWebhook(SECRET, body, id, new Date()))).status;

describe("the webhook of Resend", () => {
  let mail: Sent;
  beforeEach(async () => {
    mail = await sentMail();
  });

  it("moves a mail on and keeps each event once, however often it comes", async () => {
    for (let time = 0; time < 3; time += 1)
      expect(await tell(bodyOf("email.delivered", mail), `evt-${mail.deliveryId}`)).toBe(200);
    expect(await mail.state()).toBe("delivered");
    const history = await deliveryHistory(mail);
    expect(history.map(({ source, kind }) => `${source} ${kind}`)).toEqual(["tenure taken", "resend delivered"]);
  });

  it("after a hard bounce stops sending to the address, for this shop, and tells the owner once", async () => {
    expect(await tell(bodyOf("email.bounced", mail, BOUNCE("Permanent")), "hard")).toBe(200);
    expect(await mail.state()).toBe("bounced");
    expect(await findSuppression(mail.shopId, "ada@example.com")).toBe("bounced");
    expect(await listAlerts(mail.shopId)).toMatchObject([{ code: "mail_bounced", detail: "ada@example.com" }]);
    await resolveAlert(mail.shopId, "mail_bounced", NOW);
    await tell(bodyOf("email.bounced", mail, BOUNCE("Permanent")), "hard");
    expect(await listAlerts(mail.shopId)).toEqual([]);
    const other = await sentMail();
    expect(await findSuppression(other.shopId, "ada@example.com")).toBeNull();
    mail.world.now = new Date("2026-11-03T08:00:01Z");
    await livesOn(mail.world, mail.shopId);
    expect((await listDeliveries(mail.shopId)).map(({ state }) => state)).toEqual(["suppressed", "bounced"]);
  });

  it("after a soft bounce goes on sending", async () => {
    await tell(bodyOf("email.bounced", mail, BOUNCE("Transient")));
    expect(await mail.state()).toBe("bounced");
    expect(await findSuppression(mail.shopId, "ada@example.com")).toBeNull();
    expect(await listAlerts(mail.shopId)).toEqual([]);
    await tell(bodyOf("email.delivered", mail, {}, "2026-11-02T08:05:00.000Z"));
    expect(await mail.state()).toBe("delivered");
  });

  it("takes a complaint for stronger than a wish to leave, which could be taken back", async () => {
    await suppress(mail.shopId, "ada@example.com", "unsubscribed");
    await tell(bodyOf("email.complained", mail));
    expect(await findSuppression(mail.shopId, "ada@example.com")).toBe("complained");
    await suppress(mail.shopId, "ada@example.com", "bounced");
    expect(await findSuppression(mail.shopId, "ada@example.com")).toBe("complained");
    expect(await listAlerts(mail.shopId)).toMatchObject([{ code: "mail_complained" }]);
  });

  it("finds the mail by Resend's id where the tag is missing, and takes events of others for none", async () => {
    await tell(bodyOf("email.delivery_delayed", mail, { tags: undefined }));
    expect(await mail.state()).toBe("delayed");
    const strange = { ...mail, providerId: "x", deliveryId: randomUUID() };
    expect(await tell(bodyOf("email.complained", strange))).toBe(200);
    for (const body of [
      "",
      "{",
      "[]",
      '{"type":"email.bounced"}',
      bodyOf("email.opened", mail),
      bodyOf("contact.created", mail),
    ])
      expect(await tell(body)).toBe(200);
    expect(await mail.state()).toBe("delayed");
  });

  it("settles a mail whose sending was never answered: it is not sent a second time", async () => {
    const lost = await sentMail("ambiguous");
    expect(await lost.state()).toBe("pending");
    await tell(bodyOf("email.sent", lost));
    expect(await lost.state()).toBe("sent");
    let sends = 0;
    const send = async () => {
      sends += 1;
      return { kind: "sent", providerId: "y" } as const;
    };
    expect(await deliver(lost, send, () => NOW)).toBeNull();
    expect(sends).toBe(0);
  });

  it("is refused without a true signature, or more than five minutes off", async () => {
    const body = bodyOf("email.complained", mail);
    const ago = (seconds: number) => new Date(Date.now() - 1000 * seconds);
    const other = `whsec_${randomBytes(24).toString("base64")}`;
    const signed = (change: Record<string, string>) => {
      const request = signedWebhook(SECRET, body, "evt", new Date());
      for (const [name, value] of Object.entries(change)) request.headers.set(name, value);
      return request;
    };
    const forged = [
      signedWebhook(other, body, "evt", new Date()),
      signedWebhook(SECRET, body, "evt", ago(302)),
      signedWebhook(SECRET, body, "evt", ago(-302)),
      signed({ "svix-id": "another" }),
      signed({ "svix-timestamp": "NaN" }),
      signed({ "svix-signature": "" }),
      signed({ "svix-signature": "v1," }),
      signed({ "svix-signature": (signed({}).headers.get("svix-signature") ?? "").replace("v1", "v2") }),
      new Request("http://127.0.0.1/webhooks/resend", { method: "POST", body }),
    ];
    for (const request of forged) expect((await post(request)).status).toBe(401);
    expect(await mail.state()).toBe("sent");
    const two = signed({ "svix-signature": `v1,AAAA ${signed({}).headers.get("svix-signature")}` });
    expect((await post(two)).status).toBe(200);
    expect((await post(signedWebhook(SECRET, body, "early", ago(298)))).status).toBe(200);
  });

  it("is signed as Resend's own library takes it", async () => {
    const body = bodyOf("email.delivered", mail);
    const request = signedWebhook(SECRET, body, "evt-1", new Date());
    const header = (name: string) => request.headers.get(name) ?? "";
    const headers = { id: header("svix-id"), timestamp: header("svix-timestamp"), signature: header("svix-signature") };
    const verified = new Resend("re_x").webhooks.verify({ payload: body, headers, webhookSecret: SECRET });
    expect(verified).toMatchObject({ type: "email.delivered" });
  });
});

describe("the state of a mail", () => {
  const told = fc.record({
    kind: fc.constantFrom(...MAIL_EVENT_KINDS),
    at: fc.integer({ min: 0, max: 5 }).map((minute) => new Date(60_000 * minute)),
  });

  it("is the same in whatever order its events arrive, and no complaint or hard bounce is forgotten", () => {
    fc.assert(
      fc.property(
        fc
          .array(told, { maxLength: 8 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(stateAfter(shuffled)).toBe(stateAfter(all));
          const kinds = new Set(all.map(({ kind }) => kind));
          if (kinds.has("complained")) expect(stateAfter(all)).toBe("complained");
          else if (kinds.has("bouncedHard")) expect(stateAfter(all)).toBe("bounced");
        },
      ),
      { numRuns: 500 },
    );
    expect(stateAfter([])).toBeNull();
  });

  it("keeps of what a mail server wrote one line without control characters", () => {
    const body = JSON.stringify({
      type: "email.bounced",
      created_at: "2026-11-02T08:01:00Z",
      data: { email_id: "x", bounce: { type: "Permanent", message: "no\u0000 such\r\nuser" } },
    });
    const request = signedWebhook(SECRET, body, "e", NOW);
    expect(readResendWebhook(request.headers, body, SECRET, NOW)).toMatchObject({
      kind: "event",
      event: { kind: "bouncedHard", detail: "Permanent: no such user", deliveryId: null },
    });
  });
});
