import { describe, expect, it } from "vitest";
import { archiveSchedule, restoreSchedule } from "~/data/scheduleArchive.server";
import {
  createShare,
  findOpenShare,
  listShares,
  listViews,
  MOST_OPEN,
  noteView,
  revokeShare,
  sweepShares,
} from "~/data/shares.server";
import { withShopClient } from "~/db.server";
import { agentKind } from "~/jobs/agentKind";
import { emptyReport, newShop } from "../support/schedules";
import { sharedLink, shopWithReports } from "../support/sharedReports";

const NOW = new Date("2026-11-02T08:00:00Z");
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const wish = (subject: Parameters<typeof sharedLink>[1]["subject"]) => ({
  subject,
  label: "Bank",
  language: null,
  seesPersons: false,
  formats: ["pdf"] as const,
  expiresAt: later(30),
  createdBy: "48213",
});

describe("links to reports", () => {
  it("are made for what the shop has, not for another shop's", async () => {
    const [own, other] = [await shopWithReports([emptyReport()]), await newShop()];
    expect(await createShare(own.shopId, wish({ kind: "run", runId: own.runId }), NOW)).toMatch(/^[0-9a-f-]{36}$/);
    const nobodys = "00000000-0000-4000-8000-000000000000";
    expect(await createShare(own.shopId, wish({ kind: "run", runId: nobodys }), NOW)).toBeNull();
    expect(await createShare(own.shopId, wish({ kind: "schedule", scheduleId: nobodys }), NOW)).toBeNull();
    expect(await createShare(other, wish({ kind: "run", runId: own.runId }), NOW)).toBeNull();
    expect(await createShare(other, wish({ kind: "schedule", scheduleId: own.scheduleId }), NOW)).toBeNull();
  });

  it("are withdrawn by their own shop alone, once", async () => {
    const [own, other] = [await shopWithReports([emptyReport()]), await newShop()];
    const { shareId } = await sharedLink(own.shopId, { subject: { kind: "run", runId: own.runId } });
    expect(await revokeShare(other, shareId, NOW)).toBe(false);
    expect(await revokeShare(own.shopId, shareId, NOW)).toBe(true);
    expect(await revokeShare(own.shopId, shareId, NOW)).toBe(false);
    expect(await listShares(own.shopId, { runId: own.runId }, NOW)).toMatchObject([
      { shareId, state: "revoked", title: "Monthly figures" },
    ]);
    expect(await listShares(other, {}, NOW)).toEqual([]);
  });

  it("to the newest report of a schedule rest while it is in the archive; those to one run go on", async () => {
    const { shopId, scheduleId, runId } = await shopWithReports([emptyReport()]);
    const now = new Date();
    const newest = await sharedLink(shopId, { subject: { kind: "schedule", scheduleId } });
    const one = await sharedLink(shopId, { subject: { kind: "run", runId } });
    const statesNow = async () =>
      new Map((await listShares(shopId, {}, now)).map(({ shareId, state }) => [shareId, state]));
    await archiveSchedule(shopId, scheduleId, now);
    expect(await findOpenShare(shopId, newest.shareId, now)).toBeNull();
    expect(await findOpenShare(shopId, one.shareId, now)).not.toBeNull();
    expect((await statesNow()).get(newest.shareId)).toBe("resting");
    expect((await statesNow()).get(one.shareId)).toBe("open");
    expect(await createShare(shopId, wish({ kind: "schedule", scheduleId }), now)).toBeNull();
    await restoreSchedule(shopId, scheduleId, now);
    expect(await findOpenShare(shopId, newest.shareId, now)).not.toBeNull();
    await archiveSchedule(shopId, scheduleId, now);
    expect(await revokeShare(shopId, newest.shareId, now)).toBe(true);
    await restoreSchedule(shopId, scheduleId, now);
    expect(await findOpenShare(shopId, newest.shareId, now)).toBeNull();
  });

  it("are at most 200 at a time, however many are asked for at once", async () => {
    const { shopId, runId } = await shopWithReports([emptyReport()]);
    await withShopClient(shopId, (client) =>
      client.query(
        `INSERT INTO shares (shop_id, run_id, label, formats, created_at, expires_at)
         SELECT $1, $2, 'x', '{}', $3, $4 FROM generate_series(1, $5::int)`,
        [shopId, runId, NOW, later(30), MOST_OPEN - 1],
      ),
    );
    const made = await Promise.all(
      Array.from({ length: 3 }, () => createShare(shopId, wish({ kind: "run", runId }), NOW)),
    );
    expect(made.filter((shareId) => shareId !== null)).toHaveLength(1);
    await revokeShare(shopId, made.find((shareId) => shareId !== null) ?? "", NOW);
    expect(await createShare(shopId, wish({ kind: "run", runId }), NOW)).not.toBeNull();
  });

  it("are forgotten a year after they ended, and of a busy one the latest thousand openings are kept", async () => {
    const { shopId, runId } = await shopWithReports([emptyReport()]);
    const subject = { kind: "run", runId } as const;
    const old = await sharedLink(shopId, { subject, expiresAt: later(-366) });
    const withdrawn = await sharedLink(shopId, { subject, expiresAt: later(-364) });
    const busy = await sharedLink(shopId, { subject, expiresAt: later(20) });
    await withShopClient(shopId, async (client) => {
      await client.query(
        `INSERT INTO share_views (shop_id, share_id, at, what, agent, language)
         SELECT $1, $2, $3::timestamptz - n * interval '1 second', 'page', 'unknown', 'en' FROM generate_series(1, 1002) n`,
        [shopId, busy.shareId, NOW],
      );
      await client.query("UPDATE shares SET pages = 1002, last_viewed_at = $2 WHERE share_id = $1", [
        busy.shareId,
        NOW,
      ]);
    });
    await sweepShares(NOW);
    const left = (await listShares(shopId, {}, NOW)).map(({ shareId }) => shareId);
    expect(new Set(left)).toEqual(new Set([withdrawn.shareId, busy.shareId]));
    expect(left).not.toContain(old.shareId);
    expect(await listViews(shopId, busy.shareId, 2000)).toHaveLength(1000);
    expect(await listShares(shopId, { shareId: busy.shareId }, NOW)).toMatchObject([{ pages: 1002 }]);
  });

  it("count files apart from pages, and let none past the limit", async () => {
    const { shopId, runId } = await shopWithReports([emptyReport()]);
    const { shareId } = await sharedLink(shopId, { subject: { kind: "run", runId } });
    const view = { at: NOW, agent: "computer", language: "en" } as const;
    const files = await Promise.all(
      Array.from({ length: 22 }, (_, index) =>
        noteView(shopId, shareId, { ...view, what: index % 2 === 0 ? "pdf" : "csv" }),
      ),
    );
    expect(files.filter((taken) => taken)).toHaveLength(20);
    expect(await noteView(shopId, shareId, { ...view, what: "page" })).toBe(true);
    const next = new Date(NOW.getTime() + 60_000);
    expect(await noteView(shopId, shareId, { ...view, at: next, what: "xlsx" })).toBe(true);
  });
});

describe("of a reader's device", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "computer",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
      "computer",
    ],
    [
      "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
      "phone",
    ],
    [
      "Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "tablet",
    ],
    [
      "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
      "tablet",
    ],
    ["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "program"],
    ["WhatsApp/2.23.20.0", "program"],
    ["", "unknown"],
    [null, "unknown"],
  ])("only its kind is kept: %s is a %s", (userAgent, kind) => {
    expect(agentKind(userAgent)).toBe(kind);
  });
});
