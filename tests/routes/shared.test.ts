import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { eraseShop } from "~/data/erasure.server";
import { deleteSchedule } from "~/data/schedules.server";
import { listShares, listViews, revokeShare } from "~/data/shares.server";
import { setShopState } from "~/data/shops.server";
import { withShopClient } from "~/db.server";
import { signToken } from "~/emails/signedToken";
import { sections } from "~/exports/content/content";
import { LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { sampleReport } from "../fixtures/report";
import { builtRun, openFile, openPage, sharedLink, shopWithReports } from "../support/sharedReports";

const DAY_MS = 86_400_000;
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

const report = sampleReport();

async function sharedRun(change: Partial<Parameters<typeof sharedLink>[1]> = {}) {
  const shop = await shopWithReports([report]);
  return { ...shop, ...(await sharedLink(shop.shopId, { subject: { kind: "run", runId: shop.runId }, ...change })) };
}

const written = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;");

describe("a shared report", () => {
  it.each(LANGUAGES)("shows the sections of the mail with their pictures in words, in %s", async (language) => {
    const { token } = await sharedRun();
    const answer = await openPage(token, `?language=${language}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain(`<html lang="${language}"`);
    for (const part of sections(report, language)) {
      expect(html).toContain(`${written(part.heading)}<small>`);
      for (const sentence of part.sentences) expect(html).toContain(written(sentence));
      for (const card of part.cards) expect(html).toContain(`${written(card.label)}<b>${written(card.value)}</b>`);
      for (const row of part.table?.rows ?? [])
        for (const cell of row.cells) expect(html).toContain(`>${written(cell.text)}</td>`);
      for (const { alt } of part.pictures) expect(html).toContain(`alt="${written(alt)}. `);
    }
    const pictures = sections(report, language).flatMap((part) => part.pictures);
    expect(html.match(/<img/g)).toHaveLength(pictures.length);
    expect(html).not.toMatch(/undefined|NaN|\[object|\{\w+\}(?!\})/);
  });

  it("runs nothing, loads nothing, tells no other site where it was, and is in no index", async () => {
    const { token, url } = await sharedRun();
    const answer = await openPage(token);
    const html = await answer.text();
    expect(url).toContain(`/shared/${token}`);
    expect(html).not.toMatch(/<script|<link|<iframe|<form|\son\w+=|\sstyle=|src="(?!data:image\/svg)|@import|url\(/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
    const digest = createHash("sha256").update(style).digest("base64");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain(`style-src 'sha256-${digest}'`);
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toMatch(/unsafe|script-src|\*|https?:/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(answer.headers.get("X-Robots-Tag")).toContain("noindex");
    expect(html).toContain('<meta name="robots" content="noindex,nofollow,noarchive"/>');
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Set-Cookie")).toBeNull();
  });

  it("speaks the language asked for, else the link's, else the reader's own", async () => {
    const [own, fixed] = [await sharedRun(), await sharedRun({ language: "zh-CN" })];
    const said = async (token: string, query: string, accepted: string) =>
      /<html lang="([^"]+)"/.exec(await (await openPage(token, query, { "Accept-Language": accepted })).text())?.[1];
    expect(await said(own.token, "", "tr-TR,tr;q=0.9")).toBe("tr");
    expect(await said(own.token, "?language=ja", "tr")).toBe("ja");
    expect(await said(own.token, "?language=xx", "tr")).toBe("tr");
    expect(await said(fixed.token, "", "tr")).toBe("zh-CN");
    expect(await said(fixed.token, "?language=en", "tr")).toBe("en");
  });

  it("of a schedule is always its newest, never a test, and says so before there is one", async () => {
    const early = { ...report, asOf: "2025-11-01T00:00:00.000Z", title: "October" };
    const late = { ...report, asOf: "2025-12-01T00:00:00.000Z", title: "November" };
    const { shopId, scheduleId } = await shopWithReports([early]);
    const { token } = await sharedLink(shopId, { subject: { kind: "schedule", scheduleId } });
    const title = async () => /<h1>([^<]*)/.exec(await (await openPage(token)).text())?.[1];
    expect(await title()).toBe("October");
    const runId = await builtRun(shopId, scheduleId, late, new Date());
    expect(await title()).toBe("November");
    await withShopClient(shopId, (client) =>
      client.query("UPDATE report_runs SET kind = 'test' WHERE shop_id = $1 AND run_id = $2", [shopId, runId]),
    );
    expect(await title()).toBe("October");

    const bare = await shopWithReports([]);
    const waiting = await sharedLink(bare.shopId, { subject: { kind: "schedule", scheduleId: bare.scheduleId } });
    expect(await (await openPage(waiting.token)).text()).toContain("There is no report here yet");
  });

  it("is noted with the kind of device and nothing else of its reader", async () => {
    const { shopId, shareId, token } = await sharedRun();
    await openPage(token, "?language=ja", { "User-Agent": IPHONE, "X-Forwarded-For": "203.0.113.9" });
    await openFile(token, "csv-products");
    const views = await listViews(shopId, shareId);
    expect(views.map(({ what, agent, language }) => [what, agent, language])).toEqual([
      ["csv", "computer", "en"],
      ["page", "phone", "ja"],
    ]);
    const { rows } = await withShopClient(shopId, (client) =>
      client.query(
        "SELECT v.*, s.pages FROM share_views v JOIN shares s USING (shop_id, share_id) WHERE v.what = 'page'",
      ),
    );
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      ["agent", "at", "language", "pages", "share_id", "shop_id", "view_id", "what"].sort(),
    );
    expect(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      "203.0",
    );
    expect(await listShares(shopId, { shareId }, new Date())).toMatchObject([{ pages: 1, label: "Accountant" }]);
  });

  it("is opened at most 120 times a minute by all its readers", async () => {
    const { shopId, shareId, token } = await sharedRun();
    const openings = (at: Date, count: number) =>
      withShopClient(shopId, (client) =>
        client.query(
          `INSERT INTO share_views (shop_id, share_id, at, what, agent, language)
           SELECT $1, $2, $3, 'page', 'unknown', 'en' FROM generate_series(1, $4::int)`,
          [shopId, shareId, at, count],
        ),
      );
    await openings(new Date(Date.now() - 70_000), 120);
    await openings(new Date(), 118);
    const answers = await Promise.all(Array.from({ length: 4 }, () => openPage(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get("Retry-After")).toBe("60");
    expect(await refused?.text()).toContain("Try again in a minute");
    expect((await openFile(token, "csv-products")).status).toBe(200);
  });
});

describe("the files of a shared report", () => {
  it("are those its merchant allows, and no other name leads anywhere", async () => {
    const { token } = await sharedRun({ formats: ["csv"] });
    const page = await (await openPage(token)).text();
    const offered = [...page.matchAll(/files\/([\w-]+)\?language=en" download/g)].map(([, name]) => name);
    expect(offered).toContain("csv-products");
    expect(offered).not.toContain("csv-salesByPart");
    expect(offered.every((name) => name?.startsWith("csv-"))).toBe(true);
    for (const name of [
      "pdf",
      "xlsx",
      "csv",
      "csv-salesByPart",
      "csv-nothing",
      "csv-../secret",
      "toString",
      "",
      "json",
    ])
      expect((await openFile(token, name)).status, name).toBe(404);
  });

  it("are made from the frozen report in the reader's language, and come as downloads", async () => {
    const { token } = await sharedRun({ formats: ["pdf", "xlsx"] });
    for (const [name, start, type] of [
      ["pdf", "%PDF", "application/pdf"],
      ["xlsx", "PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ] as const) {
      const answer = await openFile(token, name, "?language=ja");
      expect(Buffer.from(await answer.arrayBuffer()).toString("latin1")).toMatch(new RegExp(`^${start}`));
      expect(answer.headers.get("Content-Type")).toBe(type);
      expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; /);
      expect(answer.headers.get("Content-Security-Policy")).toContain("sandbox");
      expect(answer.headers.get("X-Robots-Tag")).toContain("noindex");
    }
  });

  it("are the very ones that were sent where those are kept", async () => {
    const { shopId, runId, token } = await sharedRun();
    await withShopClient(shopId, (client) =>
      client.query(
        `INSERT INTO delivery_attachments (shop_id, run_id, language, sees_persons, position, format, file_name, content_type, sha256, bytes)
         VALUES ($1, $2, 'tr', false, 0, 'pdf', 'sent.pdf', 'application/pdf', 'x', 'as it was sent')`,
        [shopId, runId],
      ),
    );
    expect(await (await openFile(token, "pdf", "?language=tr")).text()).toBe("as it was sent");
    expect(await (await openFile(token, "pdf", "?language=en")).text()).toMatch(/^%PDF/);
  });

  it("tell customers by number alone unless the merchant chose otherwise", async () => {
    const countries = async (seesPersons: boolean) => {
      const { token } = await sharedRun({ seesPersons });
      const text = await (await openFile(token, "csv-highValueCustomers")).text();
      const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
      expect(rows.length).toBeGreaterThan(0);
      return new Set(rows.map(({ country }) => country));
    };
    expect(await countries(false)).toEqual(new Set([""]));
    expect((await countries(true)).size).toBeGreaterThan(1);
  });
});

describe("a link that does not work", () => {
  const shown = async (answer: Promise<Response>) => [(await answer).status, await (await answer).text()] as const;

  it("looks the same whether it is guessed, broken, expired, withdrawn or of a shop that has gone", async () => {
    const { shopId, shareId, token } = await sharedRun();
    const ended = await sharedRun({ expiresAt: new Date(Date.now() - 1000) });
    const future = new Date(Date.now() + DAY_MS);
    expect((await openPage(token)).status).toBe(200);
    await revokeShare(shopId, shareId, new Date());
    const [, withdrawn] = await shown(openPage(token));
    expect(withdrawn).toContain("It may have expired, been withdrawn, or been copied incompletely.");
    const guessed = [
      "",
      "x",
      "a.b",
      "%00",
      "' OR '1'='1",
      token.slice(0, -1),
      `${token}A`,
      `${token}.x`,
      token.toLowerCase(),
      signToken("confirm", [String(shopId), shareId], future),
    ];
    for (const wrong of guessed) expect(await shown(openPage(wrong)), wrong).toEqual([404, withdrawn]);
    for (const held of [token, ended.token, signToken("share", ["987654321", shareId], future)])
      expect(await shown(openPage(held))).toEqual([410, withdrawn]);
    expect(await shown(openFile(token, "pdf"))).toEqual([410, withdrawn]);
    expect(await shown(openFile("x", "pdf"))).toEqual([404, withdrawn]);
  });

  it("does so when any one sign of it is changed", async () => {
    const { token } = await sharedRun();
    const places = Array.from({ length: token.length }, (_, place) => place);
    for (const place of places) {
      const sign = token[place] === "A" ? "B" : "A";
      const changed = `${token.slice(0, place)}${sign}${token.slice(place + 1)}`;
      expect((await openPage(changed)).status, changed).toBe(404);
    }
  });

  it("ends at the very second it expires, and the row's word holds over the link's", async () => {
    const { shopId, shareId, token } = await sharedRun();
    await withShopClient(shopId, (client) =>
      client.query("UPDATE shares SET expires_at = now() - interval '1 second' WHERE shop_id = $1", [shopId]),
    );
    expect((await openPage(token)).status).toBe(410);
    expect(await listShares(shopId, { shareId }, new Date())).toMatchObject([{ state: "expired" }]);
  });

  it("works no more after the app was uninstalled, not even when it comes back, and nothing of it is left", async () => {
    const { shopId, token } = await sharedRun();
    await openPage(token);
    await setShopState(shopId, "uninstalled");
    expect((await openPage(token)).status).toBe(410);
    await setShopState(shopId, "active");
    expect((await openPage(token)).status).toBe(410);
    expect(await listShares(shopId, {}, new Date())).toEqual([]);

    const other = await sharedRun();
    await openPage(other.token);
    await withShopClient(other.shopId, (client) =>
      client.query("UPDATE shops SET state = 'uninstalled' WHERE shop_id = $1", [other.shopId]),
    );
    await eraseShop(other.shopId);
    const { rows } = await withShopClient(other.shopId, (client) =>
      client.query("SELECT share_id FROM shares UNION ALL SELECT share_id FROM share_views"),
    );
    expect(rows).toEqual([]);
  });

  it("rests while the shop is closed at Shopify, and ends with its schedule", async () => {
    const { shopId, scheduleId, token } = await sharedRun();
    const newest = await sharedLink(shopId, { subject: { kind: "schedule", scheduleId } });
    await setShopState(shopId, "closed");
    expect((await openPage(token)).status).toBe(410);
    await setShopState(shopId, "active");
    expect((await openPage(token)).status).toBe(200);
    expect((await openPage(newest.token)).status).toBe(200);
    await deleteSchedule(shopId, scheduleId, new Date());
    expect((await openPage(newest.token)).status).toBe(410);
    expect((await openPage(token)).status).toBe(200);
  });

  it("is told in the reader's language", async () => {
    for (const language of LANGUAGES) {
      const answer = await openPage("x", "", { "Accept-Language": language });
      expect(await answer.text()).toContain(translator(language)("shared.gone.title"));
    }
  });
});
