import { describe, expect, it } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { deliveryHistory } from "~/data/deliveryEvents.server";
import { FILES_KEPT_DAYS, sweepFiles } from "~/data/deliveryFiles.server";
import { findDelivery } from "~/data/deliveryLog.server";
import { chooseForRecipient } from "~/data/recipients.server";
import { createSchedule } from "~/data/schedules.server";
import { suppress } from "~/data/suppressions.server";
import { withShopClient } from "~/db.server";
import type { Mail } from "~/emails/mail";
import { mailWithFiles, numbersOf } from "~/jobs/mailFiles.server";
import type { ReportFile } from "~/jobs/makers";
import { sendAgain } from "~/jobs/sendAgain.server";
import { draft, newShop, plainMakers } from "../support/schedules";
import { livesOn } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(DUE.getTime() + days * DAY_MS);

const files: ReturnType<typeof plainMakers>["files"] = async (_, language, wanted) =>
  wanted.map((format): ReportFile => {
    const bytes = Buffer.from(`${format} in ${language}`);
    return { format, fileName: `report.${format}`, contentType: "text/plain", contentId: null, bytes };
  });

/** A shop whose report was sent to its readers. */
async function sentReport(change: Parameters<typeof draft>[0] = {}) {
  const shopId = await newShop();
  const { scheduleId } = await createSchedule(shopId, draft({ attachXlsx: true, attachPdf: true, ...change }), START);
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    mails.push(mail);
    return { kind: "sent", providerId: `id-${mail.deliveryId}` } as const;
  };
  const world = { now: DUE, makers: plainMakers({ files }), send };
  await livesOn(world, shopId);
  const own = async () => {
    const ids = new Set((await listDeliveries(shopId)).map(({ deliveryId }) => deliveryId));
    return mails.filter(({ deliveryId }) => ids.has(deliveryId));
  };
  const [first] = await own();
  if (!first) throw new Error("expected a mail");
  return { shopId, scheduleId, world, own, first, ref: { shopId, deliveryId: first.deliveryId } };
}

const tokenOf = (mail: Mail | undefined) => /unsubscribe\/([\w-]+)/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1];
const namesOf = (mail: Mail | undefined) => mail?.files.map(({ fileName }) => fileName);

describe("a mail sent again", () => {
  it("is a new mail with the same figures and files that says so, under a key and a way out of its own", async () => {
    const { shopId, world, own, first, ref } = await sentReport();
    const deliveryId = await sendAgain(ref, later(1));
    world.now = new Date(DUE.getTime() + 3_600_000);
    await livesOn({ ...world, now: new Date(later(1).getTime() - 3_600_000) }, shopId);
    const again = (await own()).find((mail) => mail.deliveryId === deliveryId);
    expect(again?.subject).toBe(`[Sent again] ${first.subject}`);
    expect(again?.idempotencyKey).toBe(`rpt/${deliveryId}`);
    expect(again?.text).toContain("This mail is sent again; the figures are those of the first one.");
    expect(again?.files).toEqual(first.files);
    expect(tokenOf(again)).not.toBe(tokenOf(first));
    expect(again?.html).toContain(`/unsubscribe/${tokenOf(again)}`);
    expect(again?.html).not.toContain(tokenOf(first));
    expect(await findDelivery(shopId, deliveryId ?? "")).toMatchObject({ copyOf: first.deliveryId, state: "sent" });
    expect((await deliveryHistory(ref)).map(({ kind }) => kind)).toEqual(["taken", "sentAgain"]);
  });

  it("is one mail however often it is asked for while it is on its way", async () => {
    const { shopId, ref } = await sentReport();
    const asked = await Promise.all(Array.from({ length: 5 }, () => sendAgain(ref, later(1))));
    expect(new Set(asked).size).toBe(1);
    expect(await listDeliveries(shopId)).toHaveLength(2);
  });

  it("does not go to who left, nor out of another shop, nor of a mail still on its way", async () => {
    const { shopId, ref } = await sentReport();
    const other = await newShop();
    expect(await sendAgain({ ...ref, shopId: other }, later(1))).toBeNull();
    const open = await sendAgain(ref, later(1));
    expect(await sendAgain({ shopId, deliveryId: open ?? "" }, later(1))).toBeNull();
    await suppress(shopId, "ada@example.com", "unsubscribed");
    expect(await sendAgain(ref, later(2))).toBeNull();
    expect(await sendAgain({ shopId, deliveryId: "not an id" }, later(1))).toBeNull();
  });
});

describe("the files of a mail", () => {
  it("are those that were sent, and the numbers those of the run", async () => {
    const { shopId, first } = await sentReport();
    const found = await mailWithFiles(shopId, first.deliveryId, later(1));
    expect(found?.attached.map(({ fileName, bytes }) => `${fileName} ${bytes}`)).toEqual([
      "report.xlsx xlsx in en",
      "report.pdf pdf in en",
    ]);
    expect(found).toMatchObject({ remade: false });
    expect(found?.html).toContain("unsubscribe");
    expect(await numbersOf(shopId, first.deliveryId)).toMatchObject({ period: { start: "2026-11-01" } });
    const other = await newShop();
    expect(await mailWithFiles(other, first.deliveryId, later(1))).toBeNull();
    expect(await numbersOf(other, first.deliveryId)).toBeNull();
  });

  it("are deleted after their time, when nobody waits for them, and made again from the frozen report", async () => {
    const { shopId, first, ref } = await sentReport();
    const stored = () =>
      withShopClient(shopId, async (client) => {
        const { rows } = await client.query<{ count: number }>(
          "SELECT count(*)::int AS count FROM delivery_attachments WHERE shop_id = $1",
          [shopId],
        );
        return rows[0]?.count;
      });
    await sweepFiles(later(FILES_KEPT_DAYS - 1));
    expect(await stored()).toBe(3);
    const waiting = await sentReport();
    await sendAgain(waiting.ref, later(FILES_KEPT_DAYS));
    await sweepFiles(later(FILES_KEPT_DAYS + 1));
    expect(await stored()).toBe(0);
    const kept = await mailWithFiles(waiting.shopId, waiting.first.deliveryId, later(FILES_KEPT_DAYS + 1));
    expect(kept).toMatchObject({ remade: false });
    const found = await mailWithFiles(shopId, first.deliveryId, later(FILES_KEPT_DAYS + 1));
    expect(found).toMatchObject({ remade: true });
    expect(found?.attached.map(({ fileName }) => fileName.replace(/^.*\./, ""))).toEqual(["xlsx", "pdf"]);
    expect(found?.attached[1]?.bytes.subarray(0, 4).toString()).toBe("%PDF");
    await sweepFiles(later(FILES_KEPT_DAYS + 2));
    expect(await stored()).toBeGreaterThan(0);
    expect(await sendAgain(ref, later(FILES_KEPT_DAYS + 2))).not.toBeNull();
  });

  it("are the ones a reader chose, in their language, made once for all who see the same", async () => {
    const recipients = ["ada", "bob", "cem", "dia"].map((name) => ({ email: `${name}@example.com`, language: null }));
    const { shopId, scheduleId, world, own } = await sentReport({ recipients, title: "Chosen files" });
    const choose = (name: string, change: object) =>
      chooseForRecipient(shopId, scheduleId, `${name}@example.com`, {
        language: null,
        formats: null,
        seesPersons: false,
        timeZone: null,
        ...change,
      });
    await choose("ada", { formats: [] });
    await choose("bob", { formats: ["csv", "pdf"], language: "ja" });
    await choose("cem", { seesPersons: true });
    const made: string[] = [];
    const counting: typeof files = (report, language, wanted) => {
      if (report.title === "Chosen files") made.push(`${language} ${wanted.join()}`);
      return files(report, language, wanted);
    };
    await livesOn({ ...world, makers: plainMakers({ files: counting }), now: later(1) }, shopId);
    const second = (await own()).slice(4);
    const of = (name: string) => namesOf(second.find(({ recipient }) => recipient === `${name}@example.com`));
    expect(of("ada")).toEqual(["chart.png"]);
    expect(of("bob")).toEqual(["chart.png", "report.pdf", "report.csv"]);
    expect(of("cem")).toEqual(["chart.png", "report.xlsx", "report.pdf"]);
    expect(of("dia")).toEqual(["chart.png", "report.xlsx", "report.pdf"]);
    expect(made.sort()).toEqual(["en xlsx,pdf", "en xlsx,pdf", "ja pdf,csv"]);
  });
});
