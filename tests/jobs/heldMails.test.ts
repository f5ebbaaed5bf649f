import { describe, expect, it } from "vitest";
import { type Timing, USUAL_TIMING } from "~/analytics/timing";
import { listDeliveries } from "~/data/deliveries.server";
import { createSchedule, type ScheduleDraft } from "~/data/schedules.server";
import type { SendOutcome } from "~/emails/outcome";
import { draft, newShop, plainMakers } from "../support/schedules";
import { statesOf, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DUE = new Date("2026-11-02T08:00:01Z");
const later = (ms: number) => new Date(DUE.getTime() + ms);
const QUOTA: SendOutcome = { kind: "hold", code: "mail_quota_exceeded", why: "monthly_quota_exceeded (429): x" };
const WEEKLY = { frequency: { every: "week", weekday: 1 }, localTime: "08:00", timeZone: "Europe/London" } as const;

/** Lets `days` pass with a used-up quota, then half an hour more; answers the subjects that go when it is free again. */
async function afterQuota(days: number, timing: Partial<Timing>, change: Partial<ScheduleDraft> = {}) {
  const shopId = await newShop();
  await createSchedule(shopId, draft({ timing: { ...USUAL_TIMING, ...timing }, ...change }), START);
  let isUsedUp = true;
  const sent: string[] = [];
  const world: World = {
    now: DUE,
    makers: plainMakers(),
    send: async (mail) => {
      if (isUsedUp) return QUOTA;
      sent.push(mail.subject.slice(-10));
      return { kind: "sent", providerId: `id-${mail.deliveryId}` };
    },
  };
  for (let day = 0; day <= days; day += 1) {
    world.now = later(day * DAY);
    await tickOf(world, 1);
  }
  isUsedUp = false;
  world.now = later(days * DAY + HOUR / 2);
  await tickOf(world, 1);
  const ends = (await listDeliveries(shopId, { limit: 100 })).map(({ state, error }) => error ?? state);
  const count = (end: string) => ends.filter((one) => one === end).length;
  return { shopId, sent, expired: count("expired"), total: ends.length };
}

describe("reports held while the quota is used up", () => {
  it("come to the newest alone when it is free again; the others end as expired", async () => {
    // 2 to 22 November; the report of the 22nd is about the 21st.
    expect(await afterQuota(20, {})).toMatchObject({ sent: ["2026-11-21"], expired: 20, total: 21 });
  });

  it("come to the newest seven, oldest first, where all missed ones are to be made up for", async () => {
    const { sent, expired, total } = await afterQuota(9, { catchUp: "all" });
    expect(sent).toEqual([
      "2026-11-04",
      "2026-11-05",
      "2026-11-06",
      "2026-11-07",
      "2026-11-08",
      "2026-11-09",
      "2026-11-10",
    ]);
    expect({ expired, total }).toEqual({ expired: 3, total: 10 });
  });

  it("come to none where the newest is older than may be made up for", async () => {
    const held = await afterQuota(3, { catchUpHours: 48 }, { rhythm: WEEKLY });
    expect(held).toMatchObject({ sent: [], expired: 1, total: 1 });
    expect(await statesOf(held.shopId)).toEqual(["ada@example.com suppressed"]);
    const kept = await afterQuota(3, { catchUpHours: 96 }, { rhythm: WEEKLY });
    expect(kept).toMatchObject({ sent: ["2026-11-01"], expired: 0, total: 1 });
  });

  it("come to none after an hour where nothing is made up for", async () => {
    expect(await afterQuota(1, { catchUp: "none" }, { rhythm: WEEKLY })).toMatchObject({ sent: [], expired: 1 });
  });
});
