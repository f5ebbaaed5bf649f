import type { Section, Table } from "~/exports/content/content";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

/** Gmail cuts a mail at 102 kB of HTML; a mail sent again gets a line more, and a token is longer than its place. */
export const MOST_BYTES = 97_000;
/** Rows of each table to try, once all of them are too much. */
const MOST_ROWS = [40, 30, 25, 20, 15, 12, 10, 8, 6, 4, 2] as const;

/** A part as the mail shows it. */
export interface ShownPart extends Section {
  /** Rows of its table were left out; where they are is said and linked. */
  readonly isCut: boolean;
}

/**
 * The parts with as many rows as a mail may hold, and the mail made of them. Tables are cut alike, at whole rows; sums and the
 * statement stay. Whatever else is in a mail is of limited length; should it be too large all the same, it is sent as small as it
 * gets: a mail that Gmail clips is better than none.
 */
export async function fitted(
  parts: readonly Section[],
  language: Language,
  render: (parts: readonly ShownPart[]) => Promise<string>,
): Promise<{ readonly parts: readonly ShownPart[]; readonly html: string }> {
  const whole = parts.map((part) => cutTo(part, Number.POSITIVE_INFINITY, language));
  let mail = { parts: whole, html: await render(whole) };
  for (const most of MOST_ROWS) {
    if (Buffer.byteLength(mail.html) <= MOST_BYTES) break;
    const shown = parts.map((part) => cutTo(part, most, language));
    mail = { parts: shown, html: await render(shown) };
  }
  return mail;
}

function cutTo(part: Section, most: number, language: Language): ShownPart {
  const all = part.table?.rows.filter(isPlain).length ?? 0;
  if (!part.table || part.name === "profitAndLoss" || all <= most) return { ...part, isCut: false };
  const said = translator(language)("mails.cut", { shown: most, count: all });
  return { ...part, table: firstRows(part.table, most), remarks: [said, ...part.remarks], isCut: true };
}

function firstRows(table: Table, most: number): Table {
  let plain = 0;
  const rows = table.rows.filter((row) => {
    if (!isPlain(row)) return true;
    plain += 1;
    return plain <= most;
  });
  return { ...table, rows };
}

const isPlain = ({ kind }: Table["rows"][number]): boolean => kind === "plain";
