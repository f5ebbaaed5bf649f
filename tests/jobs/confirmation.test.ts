import { describe, expect, it } from "vitest";
import { confirmAsk } from "~/data/consents.server";
import { listDeliveries } from "~/data/deliveries.server";
import { getSchedule } from "~/data/schedules.server";
import { findSuppression, suppress } from "~/data/suppressions.server";
import { withShopClient } from "~/db.server";
import type { Mail } from "~/emails/mail";
import { signToken } from "~/emails/signedToken";
import { askRecipient, readConfirmLink, saveSchedule } from "~/jobs/recipients.server";
import { sendTest } from "~/jobs/reports.server";
import { action, loader } from "~/routes/confirm.$token";
import { draft, newShop, plainMakers } from "../support/schedules";
import { livesOn, tickOf } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const later = (days: number) => new Date(DUE.getTime() + days * 86_400_000);
const EVE = "eve@outside.example";

/** A shop whose report goes to one outsider, and what was sent to them. */
async function withOutsider(change: Parameters<typeof draft>[0] = {}, name = "Harbour & Pine") {
  const shopId = await newShop({ name });
  const mails: Mail[] = [];
  const world = {
    now: START,
    makers: plainMakers(),
    send: async (mail: Mail) => {
      mails.push(mail);
      return { kind: "sent", providerId: `id-${mail.deliveryId}` } as const;
    },
  };
  const values = draft({ recipients: [{ email: EVE, language: null }], ...change });
  const { scheduleId } = await saveSchedule(shopId, null, values, START);
  await tickOf(world, 1);
  const own = async () => {
    const ids = new Set((await listDeliveries(shopId, { limit: 500 })).map(({ deliveryId }) => deliveryId));
    return mails.filter(({ deliveryId }) => ids.has(deliveryId));
  };
  const kinds = async () => (await listDeliveries(shopId)).map(({ kind, state }) => `${kind} ${state}`).sort();
  return { shopId, scheduleId, values, world, own, kinds };
}

const linkIn = (mail: Mail | undefined) => /\/confirm\/([\w.-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
const page = (token: string, wish?: string) => {
  const url = `http://127.0.0.1/confirm/${token}`;
  const body = new URLSearchParams({ wish: wish ?? "" });
  const request = wish ? new Request(url, { method: "POST", body }) : new Request(url);
  return (wish ? action : loader)({ request, params: { token }, context: {} });
};

describe("a recipient outside of the shop", () => {
  it("gets one question and no report before they say yes, and every report from then on", async () => {
    const { shopId, scheduleId, world, own, kinds } = await withOutsider();
    expect((await own()).map(({ subject }) => subject)).toEqual([
      "Harbour & Pine: do you want the report “Lifetime value and profit”?",
    ]);
    world.now = DUE;
    await livesOn(world, shopId);
    expect(await kinds()).toEqual(["confirmation sent"]);
    expect((await getSchedule(shopId, scheduleId)).recipients).toMatchObject([{ email: EVE, consent: "asked" }]);
    const token = linkIn((await own())[0]);
    await withShopClient(shopId, async (client) => {
      const { rows } = await client.query<{ ask: string }>(
        "SELECT ask_id AS ask FROM recipient_consents WHERE email = $1",
        [EVE],
      );
      expect(readConfirmLink(token, DUE)).toEqual({ shopId, askId: rows[0]?.ask });
    });
    const { askId } = readConfirmLink(token, DUE) ?? { askId: "" };
    await confirmAsk(shopId, askId, DUE);
    world.now = later(1);
    await livesOn(world, shopId);
    expect(await kinds()).toEqual(["confirmation sent", "slot sent"]);
    expect((await own()).at(-1)?.recipient).toBe(EVE);
  });

  it("is not confirmed by a program that opens the link, only by the button", async () => {
    const { shopId, scheduleId } = await withOutsider();
    const askId = await askOf(shopId);
    const token = signToken("confirm", [String(shopId), askId], new Date(Date.now() + 60_000));
    const consent = async () => (await getSchedule(shopId, scheduleId)).recipients[0]?.consent;
    const shown = await page(token);
    expect(await shown.text()).toContain("Do you want to receive reports of Harbour &amp; Pine by e-mail?");
    expect(await consent()).toBe("asked");
    expect(await (await page(token, "confirm")).text()).toContain("You receive the reports of Harbour &amp; Pine");
    expect(await consent()).toBe("confirmed");
    expect(await (await page(token, "never")).text()).toContain("You get no reports");
    expect(await findSuppression(shopId, EVE)).toBe("unsubscribed");
  });

  it("cannot be confirmed by a link that was changed, is too old, or is another question's", async () => {
    const { shopId } = await withOutsider();
    const askId = await askOf(shopId);
    const soon = new Date(Date.now() + 60_000);
    const good = signToken("confirm", [String(shopId), askId], soon);
    const [body = "", signature = ""] = good.split(".");
    const otherBody = Buffer.from(JSON.stringify([9_999_999_999, String(shopId + 1n), askId])).toString("base64url");
    const wrong = [
      `${body}.`,
      `${body}.${signature.slice(0, -2)}`,
      `${otherBody}.${signature}`,
      `${good}.x`,
      "",
      signToken("confirm", [String(shopId), askId], new Date(Date.now() - 1000)),
      signToken("confirm", [String(shopId), crypto.randomUUID()], soon),
      signToken("confirm", [String(shopId + 1n), askId], soon),
    ];
    for (const token of wrong) {
      expect((await page(token, "confirm")).status).toBe(404);
    }
    expect((await page(good)).status).toBe(200);
  });

  it("who left is asked anew when they are added again, and gets nothing until they say yes", async () => {
    const { shopId, scheduleId, values, world, own, kinds } = await withOutsider();
    await confirmAsk(shopId, await askOf(shopId), START);
    world.now = DUE;
    await livesOn(world, shopId);
    await suppress(shopId, EVE, "unsubscribed");
    // Saving the report again with the same readers asks nobody.
    await saveSchedule(shopId, scheduleId, values, later(2));
    expect(await kinds()).toEqual(["confirmation sent", "slot sent"]);
    const without = { ...values, recipients: [{ email: "ada@example.com", language: null }] };
    await saveSchedule(shopId, scheduleId, without, later(2));
    await saveSchedule(shopId, scheduleId, values, later(2));
    world.now = later(2);
    await livesOn(world, shopId);
    expect((await own()).filter(({ subject }) => subject.includes("do you want"))).toHaveLength(2);
    world.now = later(3);
    await livesOn(world, shopId);
    const reports = (await own()).filter(
      ({ recipient, subject }) => recipient === EVE && !subject.includes("do you want"),
    );
    expect(reports).toHaveLength(1);
    await confirmAsk(shopId, await askOf(shopId), later(3));
    expect(await findSuppression(shopId, EVE)).toBeNull();
    world.now = later(4);
    await livesOn(world, shopId);
    expect((await own()).at(-1)).toMatchObject({ recipient: EVE, subject: "Lifetime value and profit 2026-11-05" });
  });

  it("is asked at most once a day, never after a complaint, and a bounced address only at the merchant's wish", async () => {
    const { shopId } = await withOutsider();
    const ask = (at: Date) => askRecipient(shopId, { email: EVE, language: "en", report: "Report" }, at);
    expect(await ask(new Date(START.getTime() + 3_600_000))).toBe(false);
    await suppress(shopId, EVE, "bounced");
    expect(await ask(later(1))).toBe(true);
    await confirmAsk(shopId, await askOf(shopId), later(1));
    expect(await findSuppression(shopId, EVE)).toBeNull();
    await suppress(shopId, EVE, "complained");
    expect(await ask(later(5))).toBe(false);
    await confirmAsk(shopId, await askOf(shopId), later(5));
    expect(await findSuppression(shopId, EVE)).toBe("complained");
  });

  it("gets no test mail before they say yes: they are asked instead", async () => {
    const { shopId, kinds } = await withOutsider({ recipients: [{ email: "ada@example.com", language: null }] });
    expect(await sendTest(shopId, { scheduleId: null, settings: draft() }, EVE)).toBeNull();
    expect(await kinds()).toEqual(["confirmation pending"]);
    await suppress(shopId, "ada@example.com", "unsubscribed");
    expect(await sendTest(shopId, { scheduleId: null, settings: draft() }, "ada@example.com")).toBeNull();
    expect(await kinds()).toEqual(["confirmation pending"]);
  });

  it("reads names of the shop and of the report as text, however they are written", async () => {
    const hostile = `<script>x</script>\r\nBcc: all@example.com\u202e${"long ".repeat(2000)}`;
    const { own } = await withOutsider({ title: "<b>Free</b> money http://evil.example" }, hostile);
    const [mail] = await own();
    expect(mail?.html).not.toMatch(/<script>|<b>Free/);
    expect(mail?.subject).not.toMatch(/[\r\n\u202e]/);
    expect(mail?.subject.length).toBeLessThan(250);
    expect(mail?.text.length).toBeLessThan(1500);
  });
});

describe("the shop's own address", () => {
  it("is known to Shopify and not asked", async () => {
    const shopId = await newShop();
    await withShopClient(shopId, (client) =>
      client.query("UPDATE shops SET email = 'Owner@Shop.example' WHERE shop_id = $1", [shopId]),
    );
    const { recipients } = await saveSchedule(
      shopId,
      null,
      draft({ recipients: [{ email: "owner@shop.example", language: null }] }),
      START,
    );
    expect(recipients).toMatchObject([{ consent: "confirmed" }]);
    expect(await listDeliveries(shopId)).toEqual([]);
  });
});

async function askOf(shopId: bigint): Promise<string> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ ask: string }>("SELECT ask_id AS ask FROM recipient_consents WHERE shop_id = $1 AND email = $2", [
      shopId,
      EVE,
    ]),
  );
  return rows[0]?.ask ?? "";
}
