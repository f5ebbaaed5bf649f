import { Body, Container, Head, Heading, Hr, Html, Img, Link, Preview, Section, Text } from "@react-email/components";
import type { FileFormat } from "~/data/fileFormat";
import { aboutTexts } from "~/exports/content/about";
import type { Section as Part } from "~/exports/content/content";
import { definitions } from "~/exports/content/definitions";
import { isMadeUp, noteText } from "~/exports/content/notes";
import { titleOf } from "~/exports/content/title";
import { withoutControls } from "~/exports/text";
import { formatInstant, formatPeriod, formatSentences } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { attachedText } from "./attachedText";
import { Cards, DataTable } from "./parts";
import { previewProps } from "./preview/previewProps";
import { look, STYLE_SHEET } from "./theme";

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
  /** The parts of the report in words, as `sections(report, language)` gives them. */
  readonly parts: readonly Part[];
  readonly links: ReportLinks;
  /** Source of a picture by its name: "cid:…" in a mail. */
  readonly images: Readonly<Record<string, string>>;
  readonly unsubscribeUrl: string;
  /** A line above the report, such as why it is late; null without one. */
  readonly note: string | null;
  /** Forms in which the report hangs on the mail. */
  readonly attached: readonly FileFormat[];
}

/** The scheduled report as a mail. Everything it shows is in `parts` already: no figure is computed here. */
export default function ReportEmail(props: ReportEmailProps) {
  const { report, language, parts, links, note, attached } = props;
  const t = translator(language);
  return (
    <Html lang={language} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{titleOf(report, language)}</title>
        <style>{STYLE_SHEET}</style>
      </Head>
      <Preview>{formatSentences(parts.flatMap((part) => part.sentences).slice(0, 2), language)}</Preview>
      <Body className="body" style={look.body}>
        <Container className="sheet" style={look.sheet}>
          <Section className="inside" style={look.inside}>
            <Text className="muted" style={look.shop}>
              {withoutControls(report.shop.name)} · {formatPeriod(report.period, language)}
            </Text>
            <Heading as="h1" className="ink" style={look.title}>
              {titleOf(report, language)}
            </Heading>
            <Text className="muted" style={look.quiet}>
              {formatSentences(aboutTexts(report, language), language)}
            </Text>
            {note !== null && (
              <Text className="ink" style={{ ...look.text, margin: "10px 0 0" }}>
                {note}
              </Text>
            )}
            {report.notes
              .filter((one) => one.code === "made_up_data")
              .map((one) => (
                <Text key={one.code} className="banner" style={look.banner}>
                  {noteText(one, language)}
                </Text>
              ))}
          </Section>
          {parts.map((part) => (
            <PartOfReport
              key={part.name}
              part={part}
              language={language}
              images={props.images}
              admin={links.admin}
              madeUp={isMadeUp(report) ? t("reports.content.madeUpCosts") : null}
            />
          ))}
          <Section className="inside" style={{ ...look.inside, paddingTop: 4 }}>
            <Link href={links.report} style={look.button}>
              {t("mails.open")}
            </Link>
            {attached.length > 0 && (
              <Text className="muted" style={look.quiet}>
                {attachedText(attached, language)}
              </Text>
            )}
          </Section>
          <Footer {...props} />
        </Container>
      </Body>
    </Html>
  );
}

ReportEmail.PreviewProps = previewProps();

interface PartProps {
  readonly part: Part;
  readonly language: Language;
  readonly images: ReportEmailProps["images"];
  readonly admin: string | null;
  readonly madeUp: string | null;
}

function PartOfReport({ part, language, images, admin, madeUp }: PartProps) {
  return (
    <>
      <Hr className="rule" style={look.rule} />
      <Section className="inside" style={look.inside}>
        <Heading as="h2" className="ink" style={look.heading}>
          {part.heading}
          {madeUp !== null && (
            <span style={{ ...look.cardLine, fontWeight: 400 }} className="muted">
              {" "}
              · {madeUp}
            </span>
          )}
        </Heading>
        <Text className="ink" style={look.text}>
          {formatSentences(part.sentences, language)}
        </Text>
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
        {part.table && <DataTable table={part.table} admin={admin} />}
        {part.remarks.length > 0 && (
          <Text className="muted" style={look.quiet}>
            {formatSentences(part.remarks, language)}
          </Text>
        )}
      </Section>
    </>
  );
}

function Footer({ report, language, parts, links, unsubscribeUrl }: ReportEmailProps) {
  const t = translator(language);
  const caveats = report.notes.filter((one) => one.code !== "made_up_data");
  return (
    <>
      <Hr className="rule" style={look.rule} />
      <Section className="inside" style={look.inside}>
        {caveats.length > 0 && <SmallHeading text={t("reports.content.keepInMind")} />}
        {caveats.map((one) => (
          <Text key={one.code} className="muted" style={look.quiet}>
            {noteText(one, language)}
          </Text>
        ))}
        <SmallHeading text={t("reports.content.definitions")} />
        {definitions(report, parts, language).map(({ label, explanation }) => (
          <Text key={label} className="muted" style={look.quiet}>
            <strong>{label}</strong> {explanation}
          </Text>
        ))}
        <Text className="muted" style={{ ...look.quiet, marginTop: 16 }}>
          {t("reports.content.asOf", {
            instant: formatInstant(report.asOf, report.timeZone, language),
            timeZone: report.timeZone,
          })}
        </Text>
        <Text className="muted" style={look.quiet}>
          {t("mails.received", { shop: withoutControls(report.shop.name) })}{" "}
          <Link className="link" href={links.settings} style={look.link}>
            {t("mails.settings")}
          </Link>
          {" · "}
          <Link className="link" href={unsubscribeUrl} style={look.link}>
            {t("mails.unsubscribe")}
          </Link>
        </Text>
      </Section>
    </>
  );
}

const SmallHeading = ({ text }: { readonly text: string }) => (
  <Text className="ink" style={{ ...look.text, margin: "14px 0 0", fontSize: 13, fontWeight: 700 }}>
    {text}
  </Text>
);
