import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "~/env.server";
import { type Mail, type MailFile, withPictures } from "./mail";

// One folder for a mail: headers.json, message.html (pictures inside), message.txt, files/<name>. A folder appears whole or not at all.
const Manifest = z.object({
  deliveryId: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  sentAt: z.iso.datetime(),
  headers: z.record(z.string(), z.string()),
  files: z.array(z.object({ name: z.string(), contentType: z.string(), bytes: z.number().int() })),
});

/** What stands at the head of a mail in the outbox, and which files hang on it. */
export type OutboxMail = z.infer<typeof Manifest>;

export const outboxFolder = (): string => path.resolve(env.TENURE_HOME, "outbox");

/** Throws a 404 unless mails are kept on this machine, in development or for a dev store: nobody logs in to see them. */
export function requireOutbox(): void {
  const isOpen = !env.RESEND_API_KEY && (env.NODE_ENV !== "production" || env.DEVSTORE_URL !== undefined);
  if (!isOpen) throw new Response("Not found", { status: 404 });
}

/** Writes a mail into the outbox; one that is there already stays as it is. */
export async function writeToOutbox(folder: string, mail: Mail, sentAt: Date = new Date()): Promise<void> {
  const target = folderOf(folder, mail.deliveryId);
  if (!target) throw new RangeError(`delivery "${mail.deliveryId}": expected an id of letters, digits and hyphens`);
  const unfinished = path.join(folder, `.${mail.deliveryId}.${randomBytes(4).toString("hex")}`);
  const attached = uniquelyNamed(mail.files.filter(({ contentId }) => contentId === null));
  await mkdir(path.join(unfinished, "files"), { recursive: true });
  const manifest: OutboxMail = {
    deliveryId: mail.deliveryId,
    from: mail.sender,
    to: mail.recipient,
    subject: mail.subject,
    sentAt: sentAt.toISOString(),
    headers: { ...mail.headers },
    files: attached.map(({ name, file }) => ({ name, contentType: file.contentType, bytes: file.bytes.length })),
  };
  await Promise.all([
    writeFile(path.join(unfinished, "headers.json"), `${JSON.stringify(manifest, null, 2)}\n`),
    writeFile(path.join(unfinished, "message.html"), withPictures(mail.html, mail.files)),
    writeFile(path.join(unfinished, "message.txt"), mail.text),
    ...attached.map(({ name, file }) => writeFile(path.join(unfinished, "files", name), file.bytes)),
  ]);
  await rename(unfinished, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
}

/** Mails in the outbox, newest first. */
export async function listOutbox(folder: string): Promise<OutboxMail[]> {
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    names.filter((name) => !name.startsWith(".")).map((name) => findOutboxMail(folder, name)),
  );
  return mails
    .filter((mail) => mail !== null)
    .sort((left, right) => (left.sentAt < right.sentAt ? 1 : left.sentAt > right.sentAt ? -1 : 0));
}

/** One mail of the outbox, or null. */
export async function findOutboxMail(folder: string, deliveryId: string): Promise<OutboxMail | null> {
  const from = folderOf(folder, deliveryId);
  const text = from && (await readFile(path.join(from, "headers.json"), "utf8").catch(() => null));
  return text ? Manifest.parse(JSON.parse(text)) : null;
}

/** The mail's text in one of its two forms, or null when there is no such mail. */
export async function readOutboxText(folder: string, deliveryId: string, form: "html" | "txt"): Promise<string | null> {
  const from = folderOf(folder, deliveryId);
  return from ? readFile(path.join(from, `message.${form}`), "utf8").catch(() => null) : null;
}

/** Bytes of a file that hangs on a mail, or null: only names that the mail lists are served. */
export async function readOutboxFile(folder: string, deliveryId: string, name: string): Promise<Buffer | null> {
  const mail = await findOutboxMail(folder, deliveryId);
  const from = folderOf(folder, deliveryId);
  if (!from || !mail?.files.some((file) => file.name === name)) return null;
  const file = path.join(from, "files", path.basename(name));
  return (await stat(file).catch(() => null)) ? readFile(file) : null;
}

/** A mail's folder; null for an id that could lead elsewhere. */
function folderOf(folder: string, deliveryId: string): string | null {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(deliveryId) ? path.join(folder, deliveryId) : null;
}

function uniquelyNamed(files: readonly MailFile[]): { name: string; file: MailFile }[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const plain =
      path
        .basename(file.fileName)
        .replace(/[^\p{L}\p{N} ._()-]/gu, "_")
        .replace(/^\.+/, "") || "file";
    let name = plain;
    for (let copy = 2; taken.has(name); copy += 1) name = `${copy}-${plain}`;
    taken.add(name);
    return { name, file };
  });
}
