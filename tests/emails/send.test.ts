import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isOneAddress, type Mail, mailDigest, oneLine, refuseInjection } from "~/emails/mail";
import { findOutboxMail, listOutbox, readOutboxFile, readOutboxText, writeToOutbox } from "~/emails/outbox.server";
import { outcomeOf } from "~/emails/outcome";
import { outboxSender, resendSender } from "~/emails/send.server";
import { type ResendServer, startResendServer } from "../support/resendServer";

const PIXEL = Buffer.from("iVBORw0KGgo=", "base64");

const mail = (change: Partial<Mail> = {}): Mail => ({
  deliveryId: "0193d5c2-0000-4000-8000-000000000001",
  idempotencyKey: "rpt/0193d5c2-0000-4000-8000-000000000001",
  sender: "Tenure <reports@example.com>",
  recipient: "ada@example.com",
  subject: "Profit in October",
  html: '<img src="cid:chart-1"><img src="cid:chart-10">',
  text: "Profit in October",
  headers: { "List-Unsubscribe": "<https://example.com/unsubscribe/x>" },
  files: [
    { fileName: "chart-1.png", contentType: "image/png", contentId: "chart-1", bytes: PIXEL },
    { fileName: "chart-10.png", contentType: "image/png", contentId: "chart-10", bytes: Buffer.from("ten") },
    { fileName: "report.xlsx", contentType: "application/vnd.ms-excel", contentId: null, bytes: Buffer.from("sheet") },
  ],
  ...change,
});

describe("sending through Resend", () => {
  let server: ResendServer;
  beforeAll(async () => {
    server = await startResendServer();
  });
  afterAll(() => server.stop());
  beforeEach(() => server.script([]));

  const sender = () => resendSender({ apiKey: "re_test_key", baseUrl: server.url, timeoutMs: 500, gapMs: 0 });
  const withKey = (key: string) => mail({ idempotencyKey: key });

  it("sends one recipient, both texts, headers, tag, inline pictures and files", async () => {
    expect(await sender()(withKey("rpt/whole"))).toEqual({ kind: "sent", providerId: "mail-1" });
    expect(server.mails.at(-1)).toMatchObject({
      key: "rpt/whole",
      from: "Tenure <reports@example.com>",
      to: ["ada@example.com"],
      subject: "Profit in October",
      text: "Profit in October",
      headers: { "List-Unsubscribe": "<https://example.com/unsubscribe/x>" },
      tags: [{ name: "delivery", value: "0193d5c2-0000-4000-8000-000000000001" }],
      attachments: [
        { filename: "chart-1.png", content: "iVBORw0KGgo=", content_id: "chart-1" },
        { filename: "chart-10.png", content_id: "chart-10" },
        { filename: "report.xlsx", content: "c2hlZXQ=" },
      ],
    });
    expect(server.mails.at(-1)?.attachments[2]).not.toHaveProperty("content_id");
  });

  it.each(["loseReply", "truncate", "hang", "die", "status500", "html502", "concurrent"] as const)(
    "after %s cannot tell, and the same key sends it once",
    async (fault) => {
      server.script([fault]);
      expect(await sender()(withKey(`rpt/${fault}`))).toMatchObject({ kind: "ambiguous" });
      expect(await sender()(withKey(`rpt/${fault}`))).toMatchObject({ kind: "sent" });
      expect(server.mails.filter(({ key }) => key === `rpt/${fault}`)).toHaveLength(1);
    },
  );

  it("too fast waits as long as Resend says", async () => {
    server.script(["rateLimit"]);
    expect(await sender()(withKey("rpt/fast"))).toMatchObject({ kind: "wait", waitMs: 2000 });
  });

  it("a refused key or a used-up quota holds all mails", async () => {
    server.script(["invalidKey", "quota"]);
    expect(await sender()(withKey("rpt/hold"))).toMatchObject({ kind: "hold", code: "mail_key_refused" });
    expect(await sender()(withKey("rpt/hold"))).toMatchObject({ kind: "hold", code: "mail_quota_exceeded" });
  });

  it("a sender whose domain is not verified holds all mails", async () => {
    server.script(["unverified"]);
    expect(await sender()(withKey("rpt/domain"))).toMatchObject({ kind: "hold", code: "mail_sender_refused" });
    expect(await sender()(withKey("rpt/domain"))).toMatchObject({ kind: "sent" });
  });

  it("a mail that Resend calls invalid is refused for good", async () => {
    server.script(["validation"]);
    expect(await sender()(withKey("rpt/invalid"))).toMatchObject({ kind: "refused", changed: false });
  });

  it("a key that was used with other bytes is refused and said to be changed", async () => {
    await sender()(withKey("rpt/changed"));
    const second = { ...withKey("rpt/changed"), subject: "Something else" };
    expect(await sender()(second)).toMatchObject({ kind: "refused", changed: true });
  });

  it("keeps the distance between two requests", async () => {
    const paced = resendSender({ apiKey: "re_test_key", baseUrl: server.url, gapMs: 200 });
    const start = Date.now();
    await Promise.all([paced(withKey("rpt/p1")), paced(withKey("rpt/p2")), paced(withKey("rpt/p3"))]);
    expect(Date.now() - start).toBeGreaterThanOrEqual(400);
  });

  it("nothing with a line end in its head leaves", async () => {
    const before = server.requests.length;
    for (const broken of [
      mail({ subject: "Profit\r\nBcc: eve@example.com" }),
      mail({ recipient: "ada@example.com\nBcc: eve@example.com" }),
      mail({ recipient: "ada@example.com,eve@example.com" }),
      mail({ sender: "Tenure\r\n <reports@example.com>" }),
      mail({ headers: { "X-Shop": "a\nb" } }),
      mail({ headers: { "X-Shop\r\nBcc": "eve@example.com" } }),
      mail({ subject: "null\u0000" }),
      mail({ subject: "line\u2028separator" }),
    ])
      await expect(sender()(broken)).rejects.toThrow(/expected one/);
    expect(server.requests.length).toBe(before);
  });
});

describe("an answer of Resend's", () => {
  it("without a status or with a server's fault is ambiguous", () => {
    const error = (statusCode: number | null) => ({ name: "application_error", message: "x", statusCode });
    for (const status of [null, 500, 502, 503, 408]) expect(outcomeOf(error(status), null).kind).toBe("ambiguous");
  });

  it("never makes us wait less than a second or more than an hour", () => {
    const limited = { name: "rate_limit_exceeded", message: "x", statusCode: 429 };
    expect(outcomeOf(limited, null)).toMatchObject({ waitMs: 1000 });
    expect(outcomeOf(limited, "0")).toMatchObject({ waitMs: 1000 });
    expect(outcomeOf(limited, "soon")).toMatchObject({ waitMs: 1000 });
    expect(outcomeOf(limited, "999999")).toMatchObject({ waitMs: 3_600_000 });
  });

  it("that names a field or an attachment ends the mail", () => {
    for (const name of ["validation_error", "invalid_attachment", "missing_required_field"])
      expect(outcomeOf({ name, message: "x", statusCode: 422 }, null)).toMatchObject({ kind: "refused" });
  });

  it.each([
    ["validation_error", 403, "You can only send testing emails to your own email address."],
    ["validation_error", 422, "The shop.example domain is not verified."],
    ["invalid_from_address", 422, "Invalid `from` field."],
  ])("of %s (%i) about the sender holds all mails, for no other would be taken", (name, statusCode, message) => {
    expect(outcomeOf({ name, message, statusCode }, null)).toMatchObject({ kind: "hold", code: "mail_sender_refused" });
  });

  it.each([
    ["invalid_permission", 403],
    ["not_found", 404],
    ["method_not_allowed", 405],
    ["security_error", 451],
  ])("of %s (%i) about the account holds all mails", (name, statusCode) => {
    const hold = { kind: "hold", code: "mail_account_refused" };
    expect(outcomeOf({ name, message: "x", statusCode }, null)).toMatchObject(hold);
  });
});

describe("the head of a mail", () => {
  it("takes a shop's name on one line", () => {
    expect(oneLine("Shop\r\nBcc: eve@example.com\u0000")).toBe("Shop Bcc: eve@example.com");
    expect(oneLine("  Çay & Kahve 珈琲 ")).toBe("Çay & Kahve 珈琲");
  });

  it("takes exactly one plain address", () => {
    for (const good of ["a@b.co", "first.last+tag@sub.example.com"]) expect(isOneAddress(good), good).toBe(true);
    const long = `${"a".repeat(64)}@${"b".repeat(186)}.com`;
    expect(long).toHaveLength(255);
    for (const bad of [
      "a@b.co,c@d.co",
      "a@b@c.co",
      "<a@b.co>",
      '"a b"@c.co',
      "a@b.co\n",
      "a @b.co",
      "@b.co",
      "a@localhost",
      "",
      long,
    ])
      expect(isOneAddress(bad), bad).toBe(false);
  });

  it("changes its digest with any part of the mail", () => {
    const digest = mailDigest(mail());
    expect(mailDigest(mail())).toBe(digest);
    const [first, ...rest] = mail().files;
    const otherBytes = {
      ...(first ?? { fileName: "", contentType: "", contentId: null }),
      bytes: Buffer.from("other"),
    };
    for (const change of [
      { subject: "x" },
      { html: "x" },
      { text: "x" },
      { recipient: "x@example.com" },
      { headers: {} },
      { files: rest },
      { files: [otherBytes, ...rest] },
    ])
      expect(mailDigest(mail(change))).not.toBe(digest);
    expect(() => refuseInjection(mail())).not.toThrow();
  });
});

describe("the local outbox", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tenure-outbox-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("holds a mail as files, with its pictures inside the message", async () => {
    expect(await outboxSender(folder)(mail())).toEqual({ kind: "sent", providerId: "outbox" });
    const { deliveryId } = mail();
    expect((await readdir(path.join(folder, deliveryId))).sort()).toEqual([
      "files",
      "headers.json",
      "message.html",
      "message.txt",
    ]);
    expect(await readOutboxText(folder, deliveryId, "html")).toBe(
      '<img src="data:image/png;base64,iVBORw0KGgo="><img src="data:image/png;base64,dGVu">',
    );
    expect(await readOutboxText(folder, deliveryId, "txt")).toBe("Profit in October");
    expect(await findOutboxMail(folder, deliveryId)).toMatchObject({
      to: "ada@example.com",
      headers: { "List-Unsubscribe": "<https://example.com/unsubscribe/x>" },
      files: [{ name: "report.xlsx", contentType: "application/vnd.ms-excel", bytes: 5 }],
    });
    expect((await readOutboxFile(folder, deliveryId, "report.xlsx"))?.toString()).toBe("sheet");
  });

  it("keeps the first of two tries, and never half a mail", async () => {
    const twice = mail({ deliveryId: "twice" });
    await Promise.all([writeToOutbox(folder, twice), writeToOutbox(folder, twice), writeToOutbox(folder, twice)]);
    await writeToOutbox(folder, { ...twice, text: "second" });
    expect(await readOutboxText(folder, "twice", "txt")).toBe("Profit in October");
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("lists mails newest first", async () => {
    const own = await mkdtemp(path.join(tmpdir(), "tenure-outbox-"));
    await writeToOutbox(own, mail({ deliveryId: "older" }), new Date("2026-01-01T00:00:00Z"));
    await writeToOutbox(own, mail({ deliveryId: "newer" }), new Date("2026-01-02T00:00:00Z"));
    expect((await listOutbox(own)).map(({ deliveryId }) => deliveryId)).toEqual(["newer", "older"]);
    await rm(own, { recursive: true });
    expect(await listOutbox(own)).toEqual([]);
  });

  it("stays inside its folder whatever an id or a file is called", async () => {
    await expect(writeToOutbox(folder, mail({ deliveryId: "../escape" }))).rejects.toThrow(/expected an id/);
    const odd = [
      { fileName: "../../x\u202e.pdf", contentType: "application/pdf", contentId: null, bytes: PIXEL },
      { fileName: "...", contentType: "application/pdf", contentId: null, bytes: PIXEL },
      { fileName: "a.pdf", contentType: "application/pdf", contentId: null, bytes: PIXEL },
      { fileName: "a.pdf", contentType: "application/pdf", contentId: null, bytes: PIXEL },
    ];
    await writeToOutbox(folder, mail({ deliveryId: "odd", files: odd }));
    expect((await readdir(path.join(folder, "odd", "files"))).sort()).toEqual(["2-a.pdf", "a.pdf", "file", "x_.pdf"]);
    for (const name of ["../headers.json", "/etc/passwd", "..", "none.pdf"])
      expect(await readOutboxFile(folder, "odd", name)).toBeNull();
    for (const id of ["..", ".", "../outbox", "odd/files", ""]) expect(await findOutboxMail(folder, id)).toBeNull();
    expect(await readFile(path.join(folder, "odd", "message.txt"), "utf8")).toBe("Profit in October");
  });
});
