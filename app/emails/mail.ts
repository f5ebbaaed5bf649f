import { createHash } from "node:crypto";

/** A file of a mail; with a `contentId` it is a picture that the HTML shows by `cid:`. */
export interface MailFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly bytes: Uint8Array;
}

/** One mail to one person, whole: every try sends exactly this. */
export interface Mail {
  readonly deliveryId: string;
  readonly idempotencyKey: string;
  readonly sender: string;
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly files: readonly MailFile[];
}

export const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Digest of everything that is sent; it must not change between two tries under one key. */
export function mailDigest(mail: Omit<Mail, "deliveryId" | "idempotencyKey">): string {
  const { sender, recipient, subject, html, text, headers, files } = mail;
  return sha256(
    JSON.stringify([
      sender,
      recipient,
      subject,
      html,
      text,
      Object.entries(headers).sort(([left], [right]) => (left < right ? -1 : 1)),
      files.map((file) => [file.fileName, file.contentType, file.contentId, sha256(file.bytes)]),
    ]),
  );
}

// Everything below U+0020, DEL, and the two line ends that are none of these.
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** A title or a shop's name on one line, for a subject: control characters and line ends become spaces. */
export function oneLine(text: string): string {
  return text.replace(new RegExp(CONTROL, "gu"), " ").replace(/ {2,}/g, " ").trim();
}

/** Throws when a field of the mail's head holds a control character: a line end in one would begin another header. */
export function refuseInjection(mail: Mail): void {
  const fields: [string, string][] = [
    ["sender", mail.sender],
    ["recipient", mail.recipient],
    ["subject", mail.subject],
    ...Object.entries(mail.headers).flatMap(([name, value]): [string, string][] => [
      ["header name", name],
      [`header ${oneLine(name)}`, value],
    ]),
    ...mail.files.flatMap((file): [string, string][] => [
      ["file name", file.fileName],
      ["content type", file.contentType],
      ["content id", file.contentId ?? ""],
    ]),
  ];
  const broken = fields.find(([, value]) => CONTROL.test(value));
  if (broken)
    throw new RangeError(`${broken[0]} of mail ${mail.deliveryId}: expected one line without control characters`);
  if (!isOneAddress(mail.recipient)) throw new RangeError(`recipient of mail ${mail.deliveryId}: expected one address`);
}

/** Whether the text is exactly one plain address of at most 254 characters. */
export function isOneAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@,;:<>()[\]"\\\p{Cc}]{1,64}@[^\s@,;:<>()[\]"\\\p{Cc}]+\.[^\s@,;:<>()[\]"\\\p{Cc}.]{2,}$/u.test(text)
  );
}

/** Each `cid:` picture as a data address, so that the message shows everything by itself. */
export function withPictures(html: string, files: readonly MailFile[]): string {
  const pictures = new Map(
    files.map(({ contentId, contentType, bytes }) => [
      contentId,
      `data:${contentType};base64,${Buffer.from(bytes).toString("base64")}`,
    ]),
  );
  return html.replace(/cid:([\w.@-]+)/g, (whole, contentId: string) => pictures.get(contentId) ?? whole);
}
