import { Head, Html } from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";
import { shortened } from "~/exports/text";
import type { Language } from "~/i18n/languages";
import { DARK_SHEET, look, OUTLOOK_DARK_SHEET, STYLE_SHEET } from "./theme";

interface BlockProps {
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** A block as wide as the sheet. Its padding and ground stand on a cell, the one place where Outlook's Word engine keeps them. */
export function Block({ className, style, children }: BlockProps) {
  return (
    <table role="presentation" width="100%" border={0} cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td className={className} style={style}>
            {children}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface MailProps {
  readonly title: string;
  readonly language: Language;
  /** What lists of mails show beside the subject. */
  readonly beside?: string;
  readonly children: ReactNode;
}

/**
 * A mail as a document: its head, the ground, and on it the sheet. React writes signs of markup in style sheets as entities, which
 * no client reads as such: they hold none.
 */
export function MailDocument({ title, language, beside, children }: MailProps) {
  return (
    <Html lang={language} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{STYLE_SHEET}</style>
        <style>{DARK_SHEET}</style>
        <style>{OUTLOOK_DARK_SHEET}</style>
      </Head>
      <body className="ground" style={look.body}>
        {beside === undefined ? null : <BesideSubject text={beside} />}
        <Block className="ground" style={look.ground}>
          <table
            className="sheet"
            role="presentation"
            align="center"
            width="100%"
            border={0}
            cellPadding={0}
            cellSpacing={0}
            style={look.sheet}
          >
            <tbody>
              <tr>
                <td>{children}</td>
              </tr>
            </tbody>
          </table>
        </Block>
      </body>
    </Html>
  );
}

/** A link that looks like a button. Word keeps neither padding nor blocks of a link, so that there the cell is the button. */
export function ButtonLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <table role="presentation" border={0} cellPadding={0} cellSpacing={0}>
      <tbody>
        <tr>
          <td style={look.buttonCell}>
            <a href={href} style={look.button}>
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const SHOWN_BESIDE_SUBJECT = 140;
/** Signs without width after the text, so that a list of mails does not go on with what follows. */
const FILLER = "\u00a0\u200c".repeat(75);

/** What lists of mails show beside the subject; the mail itself does not. Cut between letters, never within one. */
function BesideSubject({ text }: { readonly text: string }) {
  return (
    <div style={look.hidden}>
      {shortened(text, SHOWN_BESIDE_SUBJECT)}
      {FILLER}
    </div>
  );
}
