import { rm } from "node:fs/promises";
import { afterAll, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-built-${process.pid}-${Date.now()}`;
});

import { SectionOptions } from "~/analytics/sectionOptions";
import { listDeliveries } from "~/data/deliveries.server";
import { listOutcomes } from "~/data/scheduleOutcomes.server";
import { createSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import type { Mail } from "~/emails/mail";
import { env } from "~/env.server";
import { previewInTurn, previewReport } from "~/jobs/previews.server";
import { makers } from "~/jobs/reportMakers.server";
import type { Report } from "~/reports/report";
import { smallStore } from "../reports/smallStore";
import { confirmed, draft } from "../support/schedules";
import { livesOn } from "./support";

afterAll(() => rm(env.TENURE_HOME, { recursive: true, force: true }));

const DUE = new Date("2025-03-01T08:00:05Z");
const built = draft({
  title: "Lamps and mugs",
  foreword: "Mind the scarf.",
  sections: ["products", "keyFigures"],
  options: SectionOptions.parse({ keyFigures: ["orders", "mrr"], rows: { products: 5 } }),
  periodRule: "lastMonth",
  recipients: ["ada", "bob"].map((name) => ({ email: `${name}@example.com`, language: null })),
});

it("what is set up reaches the stored report, the mail and its preview alike, and the list tells whom it reached", {
  timeout: 60_000,
}, async () => {
  const shop = await smallStore();
  await confirmed(shop, ["ada@example.com", "bob@example.com"]);
  const { scheduleId } = await createSchedule(shop, built, new Date("2025-03-01T00:00:00Z"));
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    mails.push(mail);
    return mail.recipient.startsWith("bob")
      ? ({ kind: "refused", why: "no such address", changed: false } as const)
      : ({ kind: "sent", providerId: "id" } as const);
  };
  await livesOn({ now: DUE, makers: { ...makers, catchUp: async () => undefined }, send }, shop);

  const { rows } = await withShopClient(shop, (client) =>
    client.query<{ report: Report }>("SELECT report FROM report_runs WHERE shop_id = $1 AND state = 'built'", [shop]),
  );
  expect(rows[0]?.report).toMatchObject({ foreword: "Mind the scarf.", shown: built.options });
  // February: a lamp and a scarf; nobody subscribes, so MRR is unknown.
  expect(rows[0]?.report.metrics).toMatchObject({ orders: { value: 2 }, mrr: { value: null } });

  const [mail] = mails;
  const body = mail?.text.slice(0, mail.text.indexOf("What the figures mean")) ?? "";
  expect(body).toMatch(
    /Lamps and mugs[\s\S]*Mind the scarf\.[\s\S]*\nProducts\n[\s\S]*\nKey figures\n[\s\S]*Orders: 2/,
  );
  const seen = await previewReport(shop, { scheduleId, settings: built }, new Date("2025-03-01T08:00:00Z"));
  const previewed = seen.text.slice(0, seen.text.indexOf("What the figures mean"));
  expect(previewed).toBe(body);
  expect(seen.subject).toBe(mail?.subject);

  const states = (await listDeliveries(shop)).map(({ recipient, state }) => `${recipient} ${state}`);
  expect(states.sort()).toEqual(["ada@example.com sent", "bob@example.com failed"]);
  expect(await listOutcomes(shop)).toMatchObject([{ scheduleId, state: "built", mails: 2, reached: 1 }]);
});

it("a preview in another language is the same report; a title alone asks for no figures anew", async () => {
  const shop = await smallStore();
  const compute = vi.spyOn(makers, "compute");
  const now = new Date("2025-03-01T08:00:00Z");
  const wish = { scheduleId: null, settings: built };
  const turkish = await previewReport(shop, wish, now, "tr");
  expect(turkish.text).toContain("Temel göstergeler");
  expect(turkish.text).toContain("Mind the scarf.");
  const renamed = { ...built, title: "Another", foreword: "" };
  const seen = await previewReport(shop, { scheduleId: null, settings: renamed }, new Date(now.getTime() + 30_000));
  expect(seen.subject).toContain("Another");
  expect(compute).toHaveBeenCalledTimes(1);
  await previewReport(shop, wish, new Date(now.getTime() + 61_000));
  expect(compute).toHaveBeenCalledTimes(2);
  await previewReport(shop, { ...wish, settings: { ...built, clock: "orderDay" } }, new Date(now.getTime() + 61_000));
  expect(compute).toHaveBeenCalledTimes(3);
  compute.mockRestore();
});

it("previews of a shop are made one after the other, and none for a page that has gone on meanwhile", async () => {
  const shop = await smallStore();
  const begun: string[] = [];
  let open = 0;
  const render = vi.spyOn(makers, "render").mockImplementation(async (report) => {
    begun.push(report.title);
    open += 1;
    expect(open).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    open -= 1;
    if (report.title === "Broken") throw new Error("cannot be drawn");
    return { subject: report.title, html: "", text: "", images: [] };
  });
  const gone = new AbortController();
  const ask = (title: string, { signal } = new AbortController()) =>
    previewInTurn(shop, { scheduleId: null, settings: { ...built, title } }, "en", signal);
  const all = Promise.allSettled([ask("One"), ask("Two", gone), ask("Broken"), ask("Three")]);
  gone.abort();
  const answers = (await all).map((one) => (one.status === "fulfilled" ? (one.value?.subject ?? null) : "failed"));
  expect(answers).toEqual(["One", null, "failed", "Three"]);
  expect(begun).toEqual(["One", "Broken", "Three"]);
  render.mockRestore();
});
