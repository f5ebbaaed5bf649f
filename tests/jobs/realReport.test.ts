import { rm } from "node:fs/promises";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";

// The outbox of this file alone.
vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-test-${process.pid}-${Date.now()}`;
});

import { listDeliveries } from "~/data/deliveries.server";
import { createSchedule, getSchedule } from "~/data/schedules.server";
import { listOutbox, outboxFolder, readOutboxFile, readOutboxText } from "~/emails/outbox.server";
import { env } from "~/env.server";
import { tick } from "~/jobs/clock.server";
import { createExecutor } from "~/jobs/executor.server";
import { JOBS } from "~/jobs/index.server";
import type { Wake } from "~/jobs/job";
import { previewReport } from "~/jobs/previews.server";
import { runNow, sendTest } from "~/jobs/reports.server";
import { SWEEPS } from "~/jobs/sweeps.server";
import { draft, newShop } from "../support/schedules";

beforeEach(() => rm(outboxFolder(), { recursive: true, force: true }));
afterAll(() => rm(env.TENURE_HOME, { recursive: true, force: true }));

/** Ticks of several processes at once, each with its own executor, until nothing they found is left undone. */
async function ticks(processes: number, now: Date): Promise<void> {
  const executors = Array.from({ length: processes }, () => createExecutor(JOBS));
  await Promise.all(
    executors.map(async ({ submit }) => {
      const under: Promise<void>[] = [];
      await tick(SWEEPS, (wake: Wake) => under.push(submit(wake)), now);
      await Promise.all(under);
    }),
  );
  await Promise.all(executors.map((executor) => executor.stop(10_000)));
}

const yesterday = new Date(Date.now() - 20 * 3_600_000);
/** Due within the last day, whatever the time is now. */
const dueToday = draft({
  sections: ["keyFigures", "sales", "profitAndLoss", "cohorts", "products", "highValueCustomers"],
  periodRule: "lastMonth",
  attachXlsx: true,
  attachPdf: true,
  rhythm: {
    frequency: { every: "day" },
    localTime: new Date(Date.now() - 3_600_000).toISOString().slice(11, 16),
    timeZone: "UTC",
  },
  recipients: [
    { email: "ada@example.com", language: null },
    { email: "bob@example.com", language: "ja" },
  ],
});

describe("a real report of a shop without orders", () => {
  it("reaches each reader's outbox once, with three processes at the clock", { timeout: 120_000 }, async () => {
    const shopId = await newShop({ name: "Çay & Söhne\r\nBcc: eve@example.com" });
    const { scheduleId } = await createSchedule(shopId, dueToday, yesterday);
    for (let round = 0; round < 3; round += 1) await ticks(3, new Date());
    const mails = (await listOutbox(outboxFolder())).sort((left, right) => (left.to < right.to ? -1 : 1));
    expect(mails.map(({ to }) => to)).toEqual(["ada@example.com", "bob@example.com"]);
    expect((await listDeliveries(shopId)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ["sent", 1],
      ["sent", 1],
    ]);
    expect((await getSchedule(shopId, scheduleId)).lastRun).toMatchObject({ state: "built", error: null });
    for (const mail of mails) {
      expect(mail.subject).toContain("Çay & Söhne Bcc: eve@example.com");
      expect(mail.subject).not.toMatch(/[\r\n]/);
      expect(mail.files.map(({ name }) => name.replace(/^.*\./, ""))).toEqual(["xlsx", "pdf"]);
      const html = await readOutboxText(outboxFolder(), mail.deliveryId, "html");
      expect(html).not.toContain("cid:");
      const [sheet, paper] = mail.files;
      const bytes = await Promise.all(
        [sheet, paper].map((file) => readOutboxFile(outboxFolder(), mail.deliveryId, file?.name ?? "")),
      );
      expect(bytes.map((content) => content?.subarray(0, 4).toString("latin1"))).toEqual(["PK\u0003\u0004", "%PDF"]);
    }
    const texts = await Promise.all(mails.map(({ deliveryId }) => readOutboxText(outboxFolder(), deliveryId, "txt")));
    expect(texts[0]).toContain("Unsubscribe");
    expect(texts[1]).toContain("配信を停止する");
  });

  it("is sent as a test at once, marked as one, without the schedule being saved", { timeout: 60_000 }, async () => {
    const shopId = await newShop();
    const sent = await sendTest(shopId, { scheduleId: null, settings: draft() }, "cem@example.com");
    expect(sent).toMatchObject({ state: "sent", kind: "test", recipient: "cem@example.com", scheduleId: null });
    expect(sent?.subject).toMatch(/^\[Test\]/);
    const [mail] = await listOutbox(outboxFolder());
    expect(mail).toMatchObject({ to: "cem@example.com", subject: sent?.subject, files: [] });
  });

  it("asked for now goes to the schedule's readers and leaves its slots alone", { timeout: 60_000 }, async () => {
    const shopId = await newShop();
    const made = await createSchedule(shopId, draft(), new Date());
    await runNow(shopId, made.scheduleId);
    for (let round = 0; round < 3; round += 1) await ticks(1, new Date());
    expect((await listDeliveries(shopId)).map(({ kind, state }) => `${kind} ${state}`)).toEqual(["now sent"]);
    expect((await getSchedule(shopId, made.scheduleId)).nextSlotAt).toEqual(made.nextSlotAt);
  });

  it("is previewed as it would arrive, and nothing is stored or sent", { timeout: 60_000 }, async () => {
    const shopId = await newShop();
    const settings = draft({ title: "A look <b>ahead</b>", language: "tr" });
    const { subject, html, text } = await previewReport(shopId, { scheduleId: null, settings });
    expect(subject).toContain("A look <b>ahead</b>");
    expect(html).toContain("A look &lt;b&gt;ahead&lt;/b&gt;");
    expect(html).not.toContain("cid:");
    expect(text).toContain("Aboneliği iptal et");
    expect(await listDeliveries(shopId)).toEqual([]);
    expect(await listOutbox(outboxFolder())).toEqual([]);
  });
});
