import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { resendSender } from "~/emails/send.server";
import { MOMENTS, onMoment } from "~/jobs/moments.server";
import { type ResendFault, type ResendServer, startResendServer } from "../support/resendServer";
import { confirmed, draft, newShop, plainMakers } from "../support/schedules";
import { dieAt, statesOf, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const SHOPS = 20;
const SCHEDULES = 50;
const MINUTE = 60_000;

/** What Resend does to one request in three. A refused key or a used-up quota is tried elsewhere: it holds every mail. */
const FAULTS: readonly (ResendFault | null)[] = [
  "loseReply",
  "truncate",
  "die",
  "status500",
  "html502",
  "rateLimit",
  "concurrent",
  "hang",
];

let server: ResendServer;
beforeAll(async () => {
  server = await startResendServer();
});
afterAll(() => server.stop());
afterEach(() => onMoment(null));

/** The same draws in every run (mulberry32). */
function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function openWork(shopIds: readonly bigint[]): Promise<number> {
  const states = await Promise.all(shopIds.map(statesOf));
  const open = states.flat().filter((line) => / (pending|leased)$/.test(line)).length;
  return open + (SHOPS * SCHEDULES - states.flat().length);
}

describe("1,000 schedules due at once", { timeout: 900_000 }, () => {
  it("arrive once each, while processes die at every moment and Resend fails at every third request", async () => {
    const shopIds: bigint[] = [];
    for (let shop = 0; shop < SHOPS; shop += 1) {
      const shopId = await newShop();
      const emails = Array.from({ length: SCHEDULES }, (_, index) => `reader-${index}@example.com`);
      await confirmed(shopId, emails);
      for (const email of emails)
        await createSchedule(shopId, draft({ recipients: [{ email, language: null }] }), START);
      shopIds.push(shopId);
    }
    const draw = drawsFrom(5);
    server.draw(() => (draw() < 1 / 3 ? (FAULTS[Math.floor(draw() * FAULTS.length)] ?? null) : null));
    const send = resendSender({ apiKey: "re_test_key", baseUrl: server.url, timeoutMs: 150, gapMs: 0 });
    const world: World = { now: DUE, makers: plainMakers(), send };
    for (const moment of MOMENTS) {
      const { died } = dieAt(moment);
      await Promise.race([tickOf(world, 4, died), died]);
      onMoment(null);
      world.now = new Date(world.now.getTime() + 2 * MINUTE);
    }
    for (let round = 0; round < 40 && (await openWork(shopIds)) > 0; round += 1) {
      await tickOf(world, 4);
      world.now = new Date(world.now.getTime() + 20 * MINUTE);
    }
    expect((await Promise.all(shopIds.map(statesOf))).flat().filter((line) => !line.endsWith(" sent"))).toEqual([]);
    const expected = await deliveryIds(shopIds);
    expect(expected).toHaveLength(SHOPS * SCHEDULES);
    expect(server.mails.map(({ tags }) => tags[0]?.value).sort()).toEqual(expected.sort());
    // Faults and deaths did happen: many mails were asked for more than once.
    expect(server.requests.length).toBeGreaterThan(1.3 * server.mails.length);
  });
});

async function deliveryIds(shopIds: readonly bigint[]): Promise<string[]> {
  const all = await Promise.all(
    shopIds.map((shopId) =>
      withShopClient(shopId, (client) =>
        client.query<{ id: string }>("SELECT delivery_id AS id FROM deliveries WHERE shop_id = $1", [shopId]),
      ),
    ),
  );
  return all.flatMap(({ rows }) => rows.map(({ id }) => id));
}
