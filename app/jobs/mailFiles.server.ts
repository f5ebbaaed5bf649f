import type { NewFile } from "~/data/deliveries.server";
import { frozenReport } from "~/data/deliveryFiles.server";
import { type DeliveryDetail, findDelivery } from "~/data/deliveryLog.server";
import { withPictures } from "~/emails/mail";
import { filesOf } from "./sendAgain.server";

export interface MailWithFiles {
  readonly mail: DeliveryDetail;
  /** Files that hang on it. */
  readonly attached: readonly NewFile[];
  /** The message with its pictures inside. */
  readonly html: string;
  /** Files and pictures were deleted meanwhile and made again from the frozen report. */
  readonly remade: boolean;
}

/** A mail of the shop as its reader has it, or null. Files that were deleted are made again. */
export async function mailWithFiles(shopId: bigint, deliveryId: string, now: Date): Promise<MailWithFiles | null> {
  const mail = await findDelivery(shopId, deliveryId);
  if (!mail) return null;
  const { runId, language, seesPersons, formats } = mail;
  if (runId === null) return { mail, attached: [], html: mail.html, remade: false };
  const files = await filesOf({ shopId, runId, language, seesPersons }, now);
  return {
    mail,
    attached: files.filter(({ format }) => format !== null && formats.includes(format)),
    html: withPictures(mail.html, files),
    remade: mail.filesMadeAt !== null || mail.filesDeletedAt !== null,
  };
}

/** The numbers a mail was made from, or null. */
export async function numbersOf(shopId: bigint, deliveryId: string): Promise<unknown> {
  const mail = await findDelivery(shopId, deliveryId);
  return mail?.runId ? ((await frozenReport(shopId, mail.runId))?.report ?? null) : null;
}
