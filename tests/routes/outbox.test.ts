import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-outbox-${process.pid}-${Date.now()}`;
});

import { outboxFolder, writeToOutbox } from "~/emails/outbox.server";
import { env } from "~/env.server";
import { loader as showList } from "~/routes/outbox._index";
import { loader as showMail } from "~/routes/outbox.$id";
import { loader as showFile } from "~/routes/outbox.$id_.files.$name";
import { loader as showMessage } from "~/routes/outbox.$id_.message";

const mail = {
  deliveryId: "mail-1",
  idempotencyKey: "rpt/mail-1",
  sender: "Tenure <reports@example.com>",
  recipient: "ada@example.com",
  subject: "<b>Profit</b> & loss",
  html: '<p>Profit</p><script>alert("x")</script>',
  text: "Profit <and> loss",
  headers: { "List-Unsubscribe": "<https://example.com/unsubscribe/x>" },
  files: [
    { fileName: "münih raporu.pdf", contentType: "application/pdf", contentId: null, bytes: Buffer.from("%PDF") },
  ],
};

const args = (params: Record<string, string>) => ({ request: new Request("http://127.0.0.1/"), params, context: {} });
const status = (answer: Promise<Response>) =>
  answer.then(
    ({ status }) => status,
    (thrown: unknown) => (thrown instanceof Response ? thrown.status : thrown),
  );

const original = { ...env };
const setEnv = (change: Partial<typeof env>) => Object.assign(env, original, { RESEND_API_KEY: undefined }, change);

beforeAll(() => writeToOutbox(outboxFolder(), mail, new Date("2026-11-02T08:00:00Z")));
afterAll(async () => {
  setEnv({});
  await rm(env.TENURE_HOME, { recursive: true, force: true });
});

describe("the outbox's pages", () => {
  it("list the mails with their subjects as text", async () => {
    const page = await (await showList()).text();
    expect(page).toContain('<a href="/outbox/mail-1">&lt;b&gt;Profit&lt;/b&gt; &amp; loss</a>');
    expect(page).toContain("2026-11-02 08:00:00 UTC");
  });

  it("show a mail in a frame without rights, its text, its headers and its files", async () => {
    const page = await (await showMail(args({ id: "mail-1" }))).text();
    expect(page).toContain('src="/outbox/mail-1/message" sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain("Profit &lt;and&gt; loss");
    expect(page).toContain("&lt;https://example.com/unsubscribe/x&gt;");
    expect(page).toContain('href="/outbox/mail-1/files/m%C3%BCnih%20raporu.pdf"');
  });

  it("serve the message so that nothing in it runs, wherever it is opened", async () => {
    const answer = await showMessage(args({ id: "mail-1" }));
    expect(await answer.text()).toContain("<p>Profit</p>");
    const policy = answer.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/^sandbox (?!.*allow-scripts)/);
    expect(policy).toContain("default-src 'none'");
  });

  it("hand out a file to be saved", async () => {
    const answer = await showFile(args({ id: "mail-1", name: "münih raporu.pdf" }));
    expect(await answer.text()).toBe("%PDF");
    expect(answer.headers.get("Content-Disposition")).toBe("attachment; filename*=UTF-8''m%C3%BCnih%20raporu.pdf");
  });

  it("know no other mail, file or folder", async () => {
    for (const id of ["mail-2", "..", "../mail-1", ""]) {
      expect(await status(showMail(args({ id })))).toBe(404);
      expect(await status(showMessage(args({ id })))).toBe(404);
    }
    for (const name of ["other.pdf", "../message.html", "../../../etc/passwd"])
      expect(await status(showFile(args({ id: "mail-1", name })))).toBe(404);
  });

  it("are closed when mails are really sent, and in production unless a dev store is the shop", async () => {
    const all = () =>
      Promise.all([
        status(showList()),
        status(showMail(args({ id: "mail-1" }))),
        status(showMessage(args({ id: "mail-1" }))),
        status(showFile(args({ id: "mail-1", name: "münih raporu.pdf" }))),
      ]);
    const [open, closed] = [Array(4).fill(200), Array(4).fill(404)];
    setEnv({ RESEND_API_KEY: "re_x" });
    expect(await all()).toEqual(closed);
    setEnv({ NODE_ENV: "production", DEVSTORE_URL: undefined });
    expect(await all()).toEqual(closed);
    setEnv({ NODE_ENV: "production", DEVSTORE_URL: "http://127.0.0.1:4000" });
    expect(await all()).toEqual(open);
    setEnv({ NODE_ENV: "development", DEVSTORE_URL: undefined });
    expect(await all()).toEqual(open);
  });
});
