import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { claimDelivery, dueDeliveries, listDeliveries } from "~/data/deliveries.server";
import { claimRun, dueRuns, finishRun, openDueRuns, renewRun } from "~/data/runs.server";
import { createSchedule } from "~/data/schedules.server";
import { resendSender, type Send } from "~/emails/send.server";
import { MOMENTS, onMoment } from "~/jobs/moments.server";
import { type ResendFault, type ResendServer, startResendServer } from "../support/resendServer";
import { draft, newShop, plainMakers } from "../support/schedules";
import { dieAt, livesOn, statesOf, throwAt, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const READERS = ["ada@example.com", "bob@example.com", "cem@example.com"];

let server: ResendServer;
beforeAll(async () => {
  server = await startResendServer();
});
afterAll(() => server.stop());
afterEach(() => {
  onMoment(null);
  server.script([]);
  server.draw(null);
});

const resend = () => resendSender({ apiKey: "re_test_key", baseUrl: server.url, timeoutMs: 300, gapMs: 0 });

/** A shop whose report is due for three readers. */
async function dueShop(send: Send = resend()) {
  const shopId = await newShop();
  const recipients = READERS.map((email) => ({ email, language: null }));
  await createSchedule(shopId, draft({ recipients, attachXlsx: true }), START);
  const world: World = { now: DUE, makers: plainMakers(), send };
  return { shopId, world, taken: () => takenFor(shopId) };
}

/** Readers of this shop's mails that Resend took, in order; one that got two is there twice. */
async function takenFor(shopId: bigint): Promise<string[]> {
  const own = new Set((await listDeliveries(shopId)).map(({ deliveryId }) => deliveryId));
  return server.mails
    .filter(({ tags }) => own.has(tags[0]?.value ?? ""))
    .map(({ to }) => to.join())
    .sort();
}

const ONCE_EACH = { states: READERS.map((email) => `${email} sent`), taken: READERS };

describe("a report reaches each reader once", () => {
  it("when nothing goes wrong, with two processes at work", async () => {
    const { shopId, world, taken } = await dueShop();
    await livesOn(world, shopId);
    expect({ states: await statesOf(shopId), taken: await taken() }).toEqual(ONCE_EACH);
  });

  it.each(MOMENTS)("when the work throws at: %s", async (moment) => {
    const { shopId, world, taken } = await dueShop();
    const fault = throwAt(moment);
    await livesOn(world, shopId);
    expect(fault.happened()).toBe(true);
    expect({ states: await statesOf(shopId), taken: await taken() }).toEqual(ONCE_EACH);
  });

  it.each(MOMENTS)("when the process dies at: %s", async (moment) => {
    const { shopId, world, taken } = await dueShop();
    const { died } = dieAt(moment);
    // The second process does not help: a lone one dies, and another one starts a little later.
    await Promise.race([tickOf(world, 1, died), died]);
    await died;
    await livesOn(world, shopId);
    expect({ states: await statesOf(shopId), taken: await taken() }).toEqual(ONCE_EACH);
  });

  it.each([
    "loseReply",
    "truncate",
    "hang",
    "die",
    "status500",
    "html502",
    "rateLimit",
    "quota",
    "invalidKey",
    "concurrent",
  ] as const)("when Resend answers each first try with: %s", async (fault) => {
    const { shopId, world, taken } = await dueShop();
    const seen = new Set<string>();
    server.draw(() => {
      const key = server.requests.at(-1) ?? "";
      if (seen.has(key)) return null;
      seen.add(key);
      return fault;
    });
    await livesOn(world, shopId, { stepMs: 5 * 60_000 });
    expect({ states: await statesOf(shopId), taken: await taken() }).toEqual(ONCE_EACH);
  });

  it("through any sequence of deaths and faults", { timeout: 300_000 }, async () => {
    const faults: readonly ResendFault[] = [
      "loseReply",
      "truncate",
      "die",
      "status500",
      "html502",
      "rateLimit",
      "quota",
      "concurrent",
    ];
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(99)), async (draws) => {
        const draw = () => draws.next().value ?? 99;
        const due = await dueShop();
        const { shopId, taken } = due;
        // Where Shopify does not answer, the report waits for it.
        const catchUp = async () => {
          if (draw() < 30) throw new Error("Shopify does not answer");
        };
        const world: World = { ...due.world, makers: plainMakers({ catchUp }) };
        server.draw(() => (draw() < 40 ? (faults[draw() % faults.length] ?? null) : null));
        onMoment(() => {
          if (draw() < 12) throw new Error("thrown somewhere");
        });
        await livesOn(world, shopId, { stepMs: 10 * 60_000, untilHours: 22 });
        onMoment(null);
        server.draw(null);
        await livesOn(world, shopId, { stepMs: 60 * 60_000, untilHours: 6 });
        expect(await taken()).toEqual(READERS);
        expect((await statesOf(shopId)).every((line) => line.endsWith("sent") || line.endsWith("unknown"))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("and the count would notice a second one: with another key for each try there are more", async () => {
    let tries = 0;
    const careless: Send = (mail) => {
      tries += 1;
      return resend()({ ...mail, idempotencyKey: `${mail.idempotencyKey}-${tries}` });
    };
    const { shopId, world, taken } = await dueShop(careless);
    server.script(["loseReply"]);
    await livesOn(world, shopId);
    expect((await taken()).length).toBe(READERS.length + 1);
  });
});

describe("two processes at once", () => {
  it("never hold the same run or the same mail", async () => {
    const { shopId, world } = await dueShop();
    await openDueRuns(DUE);
    const [run] = (await dueRuns(DUE)).filter((one) => one.shopId === shopId);
    if (!run) throw new Error("expected a run");
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimRun(run, DUE, 60_000)));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    const afterwards = new Date(DUE.getTime() + 60_000);
    expect(await claimRun(run, new Date(DUE.getTime() + 59_999), 60_000)).toBeNull();
    world.now = afterwards;
    await tickOf({ ...world, send: async () => ({ kind: "wait", waitMs: 1000, why: "not now" }) }, 1);
    const soon = new Date(afterwards.getTime() + 2000);
    const [mail] = (await dueDeliveries(soon)).filter((one) => one.shopId === shopId);
    if (!mail) throw new Error("expected a mail");
    const held = await Promise.all(Array.from({ length: 8 }, () => claimDelivery(mail, soon, 60_000)));
    expect(held.filter((claim) => claim !== null)).toHaveLength(1);
    expect(await claimDelivery(mail, new Date(soon.getTime() + 59_999), 60_000)).toBeNull();
    expect(await claimDelivery(mail, new Date(soon.getTime() + 60_000), 60_000)).not.toBeNull();
  });

  it("cannot both finish a run: the one whose lease was taken over writes nothing", async () => {
    const { shopId } = await dueShop();
    await openDueRuns(DUE);
    const [run] = (await dueRuns(DUE)).filter((one) => one.shopId === shopId);
    if (!run) throw new Error("expected a run");
    const nothing = { report: {}, deliveries: [], files: [] };
    const first = await claimRun(run, DUE, 60_000);
    const second = await claimRun(run, new Date(DUE.getTime() + 60_000), 60_000);
    if (!first || !second) throw new Error("expected two leases, one after the other");
    expect(await renewRun(run, first, new Date(DUE.getTime() + 999_000))).toBe(false);
    expect(await finishRun(run, first, nothing, DUE)).toBe(false);
    expect(await finishRun(run, second, nothing, DUE)).toBe(true);
    expect(await finishRun(run, second, nothing, DUE)).toBe(false);
  });

  it("that both made a report freeze it once: whose lease ran out writes nothing", async () => {
    const { shopId, world, taken } = await dueShop();
    let slow: () => void = () => {};
    const waiting = new Promise<void>((resolve) => {
      slow = resolve;
    });
    let first = true;
    const makers = plainMakers({
      catchUp: async () => {
        if (!first) return;
        first = false;
        await waiting;
      },
    });
    const stalled = tickOf({ now: DUE, makers, send: world.send }, 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    world.now = new Date(DUE.getTime() + 61_000);
    await livesOn(world, shopId);
    slow();
    await stalled;
    expect({ states: await statesOf(shopId), taken: await taken() }).toEqual(ONCE_EACH);
  });
});
