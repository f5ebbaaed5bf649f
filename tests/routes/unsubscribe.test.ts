import { beforeAll, describe, expect, it } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { createSchedule } from "~/data/schedules.server";
import { findSuppression, suppress } from "~/data/suppressions.server";
import type { Mail } from "~/emails/mail";
import { action, loader } from "~/routes/unsubscribe.$token";
import { livesOn } from "../jobs/support";
import { draft, newShop, plainMakers } from "../support/schedules";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");

/** A shop that sent one report to each address, and the tokens of their mails' links by address. */
async function sentReport(recipients: readonly { email: string; language: string | null }[], name = "Harbour & Pine") {
  const shopId = await newShop({ name });
  await createSchedule(shopId, draft({ recipients }), START);
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    mails.push(mail);
    return { kind: "sent" as const, providerId: "x" };
  };
  const world = { now: DUE, makers: plainMakers(), send };
  await livesOn(world, shopId);
  const own = new Set((await listDeliveries(shopId)).map(({ deliveryId }) => deliveryId));
  const link = (mail: Mail) => /<(.*)>/.exec(mail.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  const links = new Map(mails.filter((mail) => own.has(mail.deliveryId)).map((mail) => [mail.recipient, link(mail)]));
  return { shopId, link: (email: string) => links.get(email) ?? "", mails, world };
}

const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);
const args = (request: Request, token: string) => ({ request, params: { token }, context: {} });
const get = (link: string) => loader(args(new Request(link), tokenOf(link)));
const post = (link: string, body: string | null, type = "application/x-www-form-urlencoded") => {
  const headers = body === null ? undefined : { "Content-Type": type };
  return action(args(new Request(link, { method: "POST", body, headers }), tokenOf(link)));
};

describe("the link to leave", () => {
  let report: Awaited<ReturnType<typeof sentReport>>;
  const [ada, bob, cem, dia] = ["ada@example.com", "bob@example.com", "cem@example.com", "dia@example.com"];
  beforeAll(async () => {
    report = await sentReport([
      { email: ada, language: null },
      { email: bob, language: "ja" },
      { email: cem, language: "tr" },
      { email: dia, language: "zh-CN" },
    ]);
  });

  it("only asks when it is opened, in the reader's language, and shows no whole address", async () => {
    const answer = await get(report.link(ada));
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain("Stop sending reports of Harbour &amp; Pine to a…@example.com?");
    expect(page).not.toContain("ada@");
    expect(await (await get(report.link(bob))).text()).toContain("配信を停止しますか");
    expect(await (await get(report.link(cem))).text()).toContain('<html lang="tr">');
    expect(await (await get(report.link(dia))).text()).toContain("退订");
    expect(await findSuppression(report.shopId, ada)).toBeNull();
  });

  it("unsubscribes with a mail program's one click, without cookies; again changes nothing", async () => {
    for (let click = 0; click < 3; click += 1) {
      const answer = await post(report.link(ada), "List-Unsubscribe=One-Click");
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("a…@example.com gets no more reports of Harbour &amp; Pine.");
    }
    expect(await findSuppression(report.shopId, ada)).toBe("unsubscribed");
    expect(await findSuppression(report.shopId, bob)).toBeNull();
  });

  it("unsubscribes whatever the body is", async () => {
    await post(report.link(bob), null);
    await post(report.link(cem), "{", "application/json");
    expect(await findSuppression(report.shopId, bob)).toBe("unsubscribed");
    expect(await findSuppression(report.shopId, cem)).toBe("unsubscribed");
  });

  it("lets the reader come back, but not an address that bounced", async () => {
    await post(report.link(ada), "List-Unsubscribe=One-Click");
    await post(report.link(ada), "wish=resubscribe");
    expect(await findSuppression(report.shopId, ada)).toBeNull();
    await suppress(report.shopId, dia, "bounced");
    await post(report.link(dia), "wish=resubscribe");
    expect(await findSuppression(report.shopId, dia)).toBe("bounced");
  });

  it("keeps mails away from then on, and from no one else", async () => {
    const own = await sentReport([
      { email: ada, language: null },
      { email: bob, language: null },
    ]);
    await post(own.link(ada), "List-Unsubscribe=One-Click");
    own.world.now = new Date("2026-11-03T08:00:01Z");
    await livesOn(own.world, own.shopId);
    const all = await listDeliveries(own.shopId);
    const states = all.map(({ recipient, state }) => `${recipient} ${state}`).sort();
    expect(states).toEqual([`${ada} sent`, `${ada} suppressed`, `${bob} sent`, `${bob} sent`]);
    const taken = new Set(own.mails.map(({ deliveryId }) => deliveryId));
    expect(all.filter(({ state, deliveryId }) => state === "suppressed" && taken.has(deliveryId))).toEqual([]);
  });

  it("holds for the shop that sent the mail alone", async () => {
    const other = await sentReport([{ email: ada, language: null }], "Other");
    await post(other.link(ada), "List-Unsubscribe=One-Click");
    expect(await findSuppression(other.shopId, ada)).toBe("unsubscribed");
    expect(await findSuppression(report.shopId, ada)).toBeNull();
  });

  it("that nobody got leads nowhere and tells nothing", async () => {
    const link = report.link(ada);
    const token = tokenOf(link);
    expect(token).toMatch(/^[\w-]{32}$/);
    for (const wrong of [`${token}x`, token.slice(1), token.toLowerCase(), "", "' OR '1'='1", "%00"]) {
      const request = new Request("http://127.0.0.1/unsubscribe/x", { headers: { "Accept-Language": "tr-TR,tr" } });
      const answer = await loader(args(request, wrong));
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain("Bu bağlantı bilinmiyor");
      const posted = await action(args(new Request("http://127.0.0.1/unsubscribe/x", { method: "POST" }), wrong));
      expect(posted.status).toBe(404);
    }
  });

  it("shows a shop's name as text, whatever it is", async () => {
    const hostile = await sentReport([{ email: ada, language: null }], '<script>alert("x")</script>');
    const answer = await get(hostile.link(ada));
    expect(await answer.text()).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(answer.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  });
});
