import { Heading } from "@react-email/components";
import { render } from "@react-email/render";
import { createElement } from "react";
import { shortened, withoutControls } from "~/exports/text";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { Block, ButtonLink, MailDocument } from "./blocks";
import { look } from "./theme";

export interface ConfirmationProps {
  readonly language: Language;
  readonly shop: string;
  /** The report's title. */
  readonly report: string;
  readonly confirmUrl: string;
  readonly unsubscribeUrl: string;
}

/** Asks a person whether they want a shop's report; nothing is sent before they say so. */
export default function ConfirmationEmail(props: ConfirmationProps) {
  const { language, confirmUrl, unsubscribeUrl } = props;
  const t = translator(language);
  const words = wordsOf(props);
  return (
    <MailDocument title={words.subject} language={language}>
      <Block className="inside" style={look.inside}>
        <Heading as="h1" className="ink" style={look.title}>
          {t("mails.confirm.heading")}
        </Heading>
        <p className="ink" style={look.text}>
          {words.asked}
        </p>
        <ButtonLink href={confirmUrl}>{t("mails.confirm.button")}</ButtonLink>
        <p className="muted" style={{ ...look.quiet, marginTop: 16 }}>
          {t("mails.confirm.nothing")}{" "}
          <a className="link" href={unsubscribeUrl}>
            {t("mails.confirm.never")}
          </a>
        </p>
      </Block>
    </MailDocument>
  );
}

ConfirmationEmail.PreviewProps = {
  language: "en",
  shop: "Harbour & Pine",
  report: "Weekly profit",
  confirmUrl: "https://tenure.example/confirm/sample",
  unsubscribeUrl: "https://tenure.example/unsubscribe/sample",
} satisfies ConfirmationProps;

/** The question as a mail with its text part. */
export async function renderConfirmation(
  props: ConfirmationProps,
): Promise<{ readonly subject: string; readonly html: string; readonly text: string }> {
  const { language, confirmUrl, unsubscribeUrl } = props;
  const t = translator(language);
  const { subject, asked } = wordsOf(props);
  const text = [
    t("mails.confirm.heading"),
    asked,
    `${t("mails.confirm.button")}: ${confirmUrl}`,
    t("mails.confirm.nothing"),
    `${t("mails.confirm.never")}: ${unsubscribeUrl}`,
  ];
  return { subject, html: await render(createElement(ConfirmationEmail, props)), text: `${text.join("\n\n")}\n` };
}

/** Names are the shop's to choose: short and on one line, they cannot become a message of their own. */
function wordsOf({ language, shop, report }: ConfirmationProps) {
  const t = translator(language);
  const line = (text: string, length: number) => shortened(withoutControls(text).replace(/\s+/g, " ").trim(), length);
  const names = { shop: line(shop, 60), report: line(report, 80) };
  return { subject: t("mails.confirm.subject", names), asked: t("mails.confirm.asked", names) };
}
