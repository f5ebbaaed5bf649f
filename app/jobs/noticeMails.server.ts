import { randomBytes, randomUUID } from "node:crypto";
import { isTold } from "~/analytics/watch";
import type { NewDelivery } from "~/data/deliveries.server";
import type { NewNotice } from "~/data/metricNotices.server";
import type { MetricWatch } from "~/data/metricWatches.server";
import type { ReportShop } from "~/data/settings.server";
import { isOneAddress, mailDigest } from "~/emails/mail";
import { renderNotice } from "~/emails/NoticeEmail";
import type { Finding } from "~/reports/watchTypes";
import { watchLink } from "./links.server";
import { headOf, languageOf, unsubscribeUrl } from "./renderMails.server";

/** A watch with what it has to tell. */
interface Told {
  readonly watch: MetricWatch;
  readonly finding: Finding;
}

/**
 * One notice for each metric that has left its bounds, with one mail for each reader of a watch that tells it. A watch that nobody
 * can be written to about tells nothing: it may still be told when somebody has said yes.
 */
export function renderNotices(
  shop: ReportShop,
  watches: readonly MetricWatch[],
  findings: readonly Finding[],
): Promise<NewNotice[]> {
  const told = findings.flatMap((finding): Told[] => {
    const watch = watches.find(({ watchId }) => watchId === finding.watchId);
    return watch && isTold(finding.verdict) && readersOf([{ watch }]).length > 0 ? [{ watch, finding }] : [];
  });
  const byMetric = Map.groupBy(told, ({ watch }) => watch.rule.metric);
  return Promise.all(
    [...byMetric].map(async ([metric, own]) => ({
      noticeId: randomUUID(),
      metric,
      watchIds: own.map(({ watch }) => watch.watchId),
      deliveries: await Promise.all(readersOf(own).map((email) => mailTo(shop, email, own))),
    })),
  );
}

/** People who want the shop's mails. Who has left since is told apart when the mail is sent, as with reports. */
function readersOf(told: readonly Pick<Told, "watch">[]): string[] {
  const confirmed = told.flatMap(({ watch }) => watch.recipients.filter(({ consent }) => consent === "confirmed"));
  return [...new Set(confirmed.map(({ email }) => email))].filter(isOneAddress).sort();
}

/** What this reader's watches have to tell, in the language of the first of them. */
async function mailTo(shop: ReportShop, email: string, told: readonly Told[]): Promise<NewDelivery> {
  const own = told.filter(({ watch }) => watch.recipients.some((one) => one.email === email));
  const [first, ...others] = own;
  if (!first) throw new Error(`a notice to ${email}: expected a watch of theirs`);
  const language = languageOf(first.watch.language);
  const token = randomBytes(24).toString("base64url");
  const mail = await renderNotice({
    language,
    currency: shop.currency,
    shop: shop.name,
    findings: [first.finding, ...others.map(({ finding }) => finding)],
    openUrl: watchLink(shop.domain, first.watch.watchId),
    unsubscribeUrl: unsubscribeUrl(token),
  });
  const frozen = { ...headOf(email, mail.subject, token), html: mail.html, text: mail.text };
  return {
    ...frozen,
    deliveryId: randomUUID(),
    language,
    seesPersons: false,
    formats: [],
    sha256: mailDigest({ ...frozen, files: [] }),
  };
}
