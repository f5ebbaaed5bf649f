import { Heading, Hr } from "@react-email/components";
import { render } from "@react-email/render";
import { createElement } from "react";
import type { Table } from "~/exports/content/content";
import { shortened, withoutControls } from "~/exports/text";
import { formatSentences } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { chanceText, findingTexts, type Saying, spanText, watchValue, whatText } from "~/i18n/watchText";
import type { Finding } from "~/reports/watchTypes";
import { Block, ButtonLink, MailDocument } from "./blocks";
import { DataTable } from "./parts";
import { SAMPLE_NOTICE } from "./preview/sampleNotice";
import { look } from "./theme";

/** What a notice about a metric is made of. */
export interface NoticeProps {
  readonly language: Language;
  readonly currency: string;
  readonly shop: string;
  /** All of one metric: what each of the reader's watches found. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** The watch in the app. */
  readonly openUrl: string;
  readonly unsubscribeUrl: string;
}

/** A notice as a mail with its text part. */
export interface RenderedNotice {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Past spans shown beside the one that is told of. */
const SHOWN = 9;

/** Tells that a metric left its bounds: the value, what was usual, and what the difference is made of. */
export default function NoticeEmail(props: NoticeProps) {
  const { language, shop, findings, openUrl, unsubscribeUrl } = props;
  const t = translator(language);
  const [first] = findings;
  const { subject, definition } = wordsOf(props);
  return (
    <MailDocument title={subject} language={language}>
      <Block className="inside" style={look.inside}>
        <p className="muted" style={look.shop}>
          {nameOf(shop)} · {spanText(first, first.rule.span, language)}
        </p>
        {findings.map((finding) => (
          <Told key={finding.watchId} finding={finding} isFirst={finding === first} saying={props} />
        ))}
        <p style={look.gap}>{"\u00a0"}</p>
        <ButtonLink href={openUrl}>{t("alerts.mail.open")}</ButtonLink>
      </Block>
      <Hr className="rule" style={look.rule} />
      <Block className="inside" style={look.inside}>
        <p className="muted" style={look.quiet}>
          <strong>{definition.label}</strong> {definition.explanation}
        </p>
        <p className="muted" style={look.quiet}>
          {t("alerts.mail.received", { shop: nameOf(shop) })}{" "}
          <a className="link" href={openUrl}>
            {t("alerts.mail.settings")}
          </a>
          {" · "}
          <a className="link" href={unsubscribeUrl}>
            {t("mails.unsubscribe")}
          </a>
        </p>
      </Block>
    </MailDocument>
  );
}

NoticeEmail.PreviewProps = SAMPLE_NOTICE satisfies NoticeProps;

interface ToldProps {
  readonly finding: Finding;
  readonly isFirst: boolean;
  readonly saying: Saying;
}

function Told({ finding, isFirst, saying }: ToldProps) {
  const table = pastTable(finding, saying);
  const chance = chanceText(finding.rule, saying);
  return (
    <>
      <Heading
        as={isFirst ? "h1" : "h2"}
        className="ink"
        style={isFirst ? look.title : { ...look.heading, margin: "24px 0 6px" }}
      >
        {whatText(finding, saying)}
      </Heading>
      <p className="ink" style={{ ...look.text, margin: "8px 0 12px" }}>
        {formatSentences(findingTexts(finding, saying), saying.language)}
      </p>
      {table && <DataTable table={table} admin={null} />}
      {chance !== null && (
        <p className="muted" style={look.quiet}>
          {chance}
        </p>
      )}
    </>
  );
}

/** The newest spans alike, this one in bold; null where there are none before it. */
function pastTable({ rule: { metric, span }, alike }: Finding, saying: Saying): Table | null {
  const t = translator(saying.language);
  if (alike.length < 2) return null;
  const newest = alike.slice(-SHOWN).toReversed();
  return {
    columns: [
      { text: t(span === "week" ? "alerts.mail.pastWeek" : "alerts.mail.pastDay"), align: "start" },
      { text: t(`metrics.${metric}.label`), align: "end" },
    ],
    rows: newest.map((one, index) => ({
      kind: index === 0 ? "strong" : "plain",
      cells: [{ text: spanText(one, span, saying.language) }, { text: watchValue(one.value, metric, saying) }],
    })),
  };
}

/** The notice ready to send. */
export async function renderNotice(props: NoticeProps): Promise<RenderedNotice> {
  const { language, shop, findings, openUrl, unsubscribeUrl } = props;
  const t = translator(language);
  const { subject, definition } = wordsOf(props);
  const blocks = [
    ...findings.map((finding) => [whatText(finding, props), "", ...findingTexts(finding, props)].join("\n")),
    ...findings.flatMap((finding) => [
      ...tableText(pastTable(finding, props)),
      ...[chanceText(finding.rule, props)].filter((text) => text !== null),
    ]),
    `${t("alerts.mail.open")}: ${openUrl}`,
    `${definition.label}: ${definition.explanation}`,
    [
      t("alerts.mail.received", { shop: nameOf(shop) }),
      `${t("alerts.mail.settings")}: ${openUrl}`,
      `${t("mails.unsubscribe")}: ${unsubscribeUrl}`,
    ].join("\n"),
  ];
  return { subject, html: await render(createElement(NoticeEmail, props)), text: `${blocks.join("\n\n")}\n` };
}

const tableText = (table: Table | null): string[] =>
  table === null
    ? []
    : [
        [
          table.columns.map(({ text }) => text).join(" · "),
          ...table.rows.map(({ cells }) => cells.map(({ text }) => text).join(": ")),
        ].join("\n"),
      ];

function wordsOf({ language, currency, shop, findings: [first] }: NoticeProps) {
  const t = translator(language);
  return {
    subject: t("alerts.mail.subject", {
      shop: nameOf(shop),
      what: whatText(first, { language, currency }),
      span: spanText(first, first.rule.span, language),
    }),
    definition: {
      label: t(`metrics.${first.rule.metric}.label`),
      explanation: t(`metrics.${first.rule.metric}.explanation`),
    },
  };
}

/** A shop's name is its own to choose: short and on one line, it cannot become a message of its own. */
const nameOf = (shop: string): string => shortened(withoutControls(shop).replace(/\s+/g, " ").trim(), 60);
