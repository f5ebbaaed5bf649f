import { randomBytes, randomUUID } from "node:crypto";
import { addressStates, mayBeSentTo } from "~/data/consents.server";
import type { DeliveryRef, NewDelivery, NewFile } from "~/data/deliveries.server";
import { noteDelivery } from "~/data/deliveryEvents.server";
import { type FilesRef, frozenReport, keepFilesAgain, storedFiles } from "~/data/deliveryFiles.server";
import { type DeliveryDetail, findDelivery, type MailSource, writeCopy } from "~/data/deliveryLog.server";
import { FILE_FORMATS } from "~/data/fileFormat";
import { mailDigest, sha256 } from "~/emails/mail";
import { translator } from "~/i18n/translate";
import { keptReport } from "~/reports/keptReport";
import type { Report } from "~/reports/report";
import { withoutPersons } from "~/reports/withoutPersons";
import { reportLinks } from "./links.server";
import { enqueue } from "./queue.server";
import { headOf, languageOf } from "./renderMails.server";
import { sendDelivery } from "./reportJobs.server";
import { makers } from "./reportMakers.server";

/**
 * Sends a mail of a report or a notice once more, with the figures it had: a new mail under a key of its own that says so. Answers the new
 * mail's id, or null when nothing may be sent to the address, or the mail is still on its way.
 */
export async function sendAgain(delivery: DeliveryRef, now: Date): Promise<string | null> {
  const { shopId } = delivery;
  const mail = await findDelivery(shopId, delivery.deliveryId);
  const source = mail && sourceOf(mail);
  if (!source || mail.state === "pending" || mail.state === "leased") return null;
  const [address] = await addressStates(shopId, [mail.recipient]);
  if (!address || !mayBeSentTo(address)) return null;
  const { language, seesPersons } = mail;
  const files = source.runId === null ? [] : await filesOf({ shopId, runId: source.runId, language, seesPersons }, now);
  const copy = copyOf(mail, files);
  const { deliveryId, isNew } = await writeCopy(shopId, { ...source, deliveryId: mail.deliveryId }, copy, now);
  if (isNew) {
    await noteDelivery(delivery, { kind: "sentAgain" }, now);
    await noteDelivery({ shopId, deliveryId }, { kind: "copy" }, now);
    await enqueue(sendDelivery, { shopId, deliveryId });
  }
  return deliveryId;
}

/** What the mail is of; null for one that asks for confirmation. */
function sourceOf({ runId, noticeId }: DeliveryDetail): MailSource | null {
  if (runId !== null) return { runId };
  return noticeId === null ? null : { runId, noticeId };
}

/** The same text with a way out of its own, and a line above it. */
function copyOf(mail: DeliveryDetail, files: readonly NewFile[]): NewDelivery {
  const t = translator(languageOf(mail.language));
  const token = randomBytes(24).toString("base64url");
  const said = t("mails.again");
  const line = `<p style="margin:0;padding:12px 16px;font-family:sans-serif;font-size:14px">${said}</p>`;
  const frozen = {
    ...headOf(mail.recipient, `${t("mails.againPrefix")} ${mail.subject}`, token),
    html: mail.html.replaceAll(mail.unsubscribeToken, token).replace(/<body[^>]*>/, (tag) => `${tag}${line}`),
    text: `${said}\n\n${mail.text.replaceAll(mail.unsubscribeToken, token)}`,
  };
  const hanging = files.filter(({ format }) => format === null || mail.formats.includes(format));
  return {
    ...frozen,
    deliveryId: randomUUID(),
    language: mail.language,
    seesPersons: mail.seesPersons,
    formats: mail.formats,
    sha256: mailDigest({ ...frozen, files: hanging }),
  };
}

/** A run's files as they were sent, or made again from its frozen report when they are deleted. Throws when the run has no report. */
export async function filesOf(of: FilesRef, now: Date): Promise<NewFile[]> {
  const kept = await storedFiles(of);
  if (kept.length > 0) return kept;
  const frozen = await frozenReport(of.shopId, of.runId);
  if (!frozen) throw new Error(`run ${of.runId}: expected a report that files can be made from`);
  // It was a Report when it was frozen, and nothing changes it.
  const whole = keptReport(frozen.report as Report);
  const report = of.seesPersons ? whole : withoutPersons(whole);
  const language = languageOf(of.language);
  const { images } = await makers.render(report, {
    language,
    links: reportLinks(report.shop.domain, null),
    unsubscribeUrl: "#",
  });
  const pictures = images.map(({ cid, filename, png }) => {
    return { fileName: filename, contentType: "image/png", contentId: cid, bytes: png, format: null };
  });
  const made = [...pictures, ...(await makers.files(report, language, FILE_FORMATS))].map((file): NewFile => {
    return { ...file, language: of.language, seesPersons: of.seesPersons, sha256: sha256(file.bytes) };
  });
  await keepFilesAgain(of, made, now);
  return storedFiles(of);
}
