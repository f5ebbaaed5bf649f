import { Heading, Hr, Img } from "@react-email/components";
import { type CSSProperties, Fragment, type ReactNode } from "react";
import type { FileFormat } from "~/data/fileFormat";
import { aboutTexts } from "~/exports/content/about";
import { definitions } from "~/exports/content/definitions";
import { forewordLines } from "~/exports/content/foreword";
import { isMadeUp, noteText } from "~/exports/content/notes";
import { shopNameOf, titleOf } from "~/exports/content/title";
import { formatInstant, formatPeriod, formatSentences } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { attachedText } from "./attachedText";
import { Block, ButtonLink, MailDocument } from "./blocks";
import type { ShownPart } from "./fitted";
import { Cards, DataTable } from "./parts";
import { previewProps } from "./preview/previewProps";
import { Sentences } from "./Sentences";
import { pageOf } from "./sectionPages";
import { look } from "./theme";

/** Where a reader of the mail can go. */
export interface ReportLinks {
  /** The report in the app. */
  readonly report: string;
  /** Its schedule in the app. */
  readonly settings: string;
  /** The shop's admin, "https://admin.shopify.com/store/…", for links to products and customers; null without one. */
  readonly admin: string | null;
}

export interface ReportEmailProps {
  readonly report: Report;
  readonly language: Language;
  /** The parts of the report in words, as `sections(report, language)` gives them, with as many rows as the mail holds. */
  readonly parts: readonly ShownPart[];
  readonly links: ReportLinks;
  /** Source of a picture by its name: "cid:…" in a mail. */
  readonly images: Readonly<Record<string, string>>;
  readonly unsubscribeUrl: string;
  /** A line above the report, such as why it is late; null without one. */
  readonly note: string | null;
  /** On whose clock instants are told. */
  readonly timeZone: string;
  /** Forms in which the report hangs on the mail. */
  readonly attached: readonly FileFormat[];
}

/** The scheduled report as a mail. Everything it shows is in `parts` already: no figure is computed here. */
export default function ReportEmail(props: ReportEmailProps) {
  const { report, language, parts, links, note, attached } = props;
  const t = translator(language);
  return (
    <MailDocument
      title={titleOf(report, language)}
      language={language}
      beside={formatSentences(parts.flatMap((part) => part.sentences).slice(0, 2), language)}
    >
      <Block className="inside" style={look.inside}>
        <P className="muted" style={look.shop}>
          {shopNameOf(report)} · {formatPeriod(report.period, language)}
        </P>
        <Heading as="h1" className="ink" style={look.title}>
          {titleOf(report, language)}
        </Heading>
        <P className="muted" style={look.quiet}>
          {formatSentences(aboutTexts(report, language), language)}
        </P>
        <Foreword lines={forewordLines(report)} />
        {note !== null && (
          <P className="ink" style={{ ...look.text, margin: "10px 0 0" }}>
            {note}
          </P>
        )}
        {report.notes
          .filter((one) => one.code === "made_up_data")
          .map((one) => (
            <Fragment key={one.code}>
              <P style={look.gap}>{"\u00a0"}</P>
              <Block className="banner" style={look.banner}>
                {noteText(one, language)}
              </Block>
            </Fragment>
          ))}
      </Block>
      {parts.map((part) => (
        <PartOfReport
          key={part.name}
          part={part}
          language={language}
          images={props.images}
          links={links}
          madeUp={isMadeUp(report) ? t("reports.content.madeUpCosts") : null}
        />
      ))}
      <Block className="inside" style={{ ...look.inside, paddingTop: 4 }}>
        <ButtonLink href={links.report}>{t("mails.open")}</ButtonLink>
        {attached.length > 0 && (
          <P className="muted" style={look.quiet}>
            {attachedText(attached, language)}
          </P>
        )}
      </Block>
      <Footer {...props} />
    </MailDocument>
  );
}

ReportEmail.PreviewProps = previewProps();

/** What the merchant wrote to the readers, as text alone. */
function Foreword({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <P className="ink" style={look.foreword}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and two may say the same
        <Fragment key={index}>
          {index > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </P>
  );
}

interface ParagraphProps {
  readonly className?: string;
  readonly style: CSSProperties;
  readonly children: ReactNode;
}

const P = (props: ParagraphProps) => <p {...props} />;

/** Without a style of its own, of which a mail holds hundreds: clients that drop the style sheet show it as any link. */
const A = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <a className="link" href={href}>
    {children}
  </a>
);

interface PartProps {
  readonly part: ShownPart;
  readonly language: Language;
  readonly images: ReportEmailProps["images"];
  readonly links: ReportLinks;
  readonly madeUp: string | null;
}

function PartOfReport({ part, language, images, links, madeUp }: PartProps) {
  const t = translator(language);
  return (
    <>
      <Hr className="rule" style={look.rule} />
      <Block className="inside" style={look.inside}>
        <Heading as="h2" className="ink" style={look.heading}>
          {part.heading}
          {madeUp !== null && (
            <span style={{ ...look.cardLine, fontWeight: 400 }} className="muted">
              {" "}
              · {madeUp}
            </span>
          )}
        </Heading>
        <P className="ink" style={look.text}>
          <Sentences text={formatSentences(part.sentences, language)} />
        </P>
        {part.cards.length > 0 && <Cards cards={part.cards} />}
        {part.pictures.map(({ name, alt }) => (
          <Img
            key={name}
            className="picture"
            src={images[name]}
            alt={`${alt}. ${formatSentences(part.sentences, language)}`}
            width={584}
            style={look.picture}
          />
        ))}
        {part.table && <DataTable table={part.table} admin={links.admin} />}
        {part.remarks.length > 0 && (
          <P className="muted" style={look.quiet}>
            {formatSentences(part.remarks, language)}
          </P>
        )}
        <P style={look.onward}>
          <A href={`${links.report}${pageOf(part.name)}`}>{t(part.isCut ? "mails.cutLink" : "mails.seeInApp")}</A>
        </P>
      </Block>
    </>
  );
}

function Footer({ report, language, parts, links, unsubscribeUrl, timeZone }: ReportEmailProps) {
  const t = translator(language);
  const caveats = report.notes.filter((one) => one.code !== "made_up_data");
  return (
    <>
      <Hr className="rule" style={look.rule} />
      <Block className="inside" style={look.inside}>
        {caveats.length > 0 && <SmallHeading text={t("reports.content.keepInMind")} />}
        {caveats.map((one) => (
          <P key={one.code} className="muted" style={look.quiet}>
            {noteText(one, language)}
          </P>
        ))}
        <SmallHeading text={t("reports.content.definitions")} />
        <P className="muted" style={look.quiet}>
          {definitions(report, parts, language).map(({ label, explanation }, index) => (
            <Fragment key={label}>
              {index > 0 && <br />}
              <strong>{label}</strong> {explanation}
            </Fragment>
          ))}
        </P>
        <P className="muted" style={{ ...look.quiet, marginTop: 16 }}>
          {t("reports.content.asOf", { instant: formatInstant(report.asOf, timeZone, language), timeZone })}
        </P>
        <P className="muted" style={look.quiet}>
          {t("mails.received", { shop: shopNameOf(report) })} <A href={links.settings}>{t("mails.settings")}</A>
          {" · "}
          <A href={unsubscribeUrl}>{t("mails.unsubscribe")}</A>
        </P>
      </Block>
    </>
  );
}

const SmallHeading = ({ text }: { readonly text: string }) => (
  <P className="ink" style={{ ...look.text, margin: "14px 0 0", fontSize: 13, fontWeight: 700 }}>
    {text}
  </P>
);
