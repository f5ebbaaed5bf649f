import { formatSentences } from "~/i18n/format";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { SharedDocument } from "./SharedDocument";

interface Cell {
  readonly text: string;
}

interface Part {
  readonly name: string;
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly cards: readonly {
    readonly label: string;
    readonly value: string;
    readonly change: string;
    readonly isGood: boolean | null;
    readonly remarks: readonly string[];
  }[];
  readonly pictures: readonly { readonly name: string; readonly alt: string; readonly source: string }[];
  readonly table: {
    readonly columns: readonly { readonly text: string; readonly align: "start" | "end"; readonly isLong?: boolean }[];
    readonly rows: readonly { readonly cells: readonly Cell[]; readonly kind: "plain" | "strong" | "quiet" }[];
  } | null;
  readonly remarks: readonly string[];
}

/** A report in words, as it is read by people without access to the shop. */
export interface SharedReportView {
  readonly title: string;
  readonly shop: string;
  readonly period: string;
  readonly about: readonly string[];
  readonly foreword: readonly string[];
  readonly banners: readonly string[];
  readonly madeUp: string | null;
  readonly parts: readonly Part[];
  readonly notes: readonly string[];
  readonly definitions: readonly { readonly label: string; readonly explanation: string }[];
  readonly asOf: string;
}

export interface SharedReportProps {
  readonly language: Language;
  readonly view: SharedReportView;
  /** Files to be fetched, by the address below the page's own. */
  readonly files: readonly { readonly address: string; readonly label: string; readonly isTable: boolean }[];
  /** Until when the link works, in words. */
  readonly until: string;
  /** It shows the newest report of its series. */
  readonly isNewest: boolean;
}

/** The page: the sections of the mail, their pictures inside, with caveats and definitions below. */
export function SharedReport({ language, view, files, until, isNewest }: SharedReportProps) {
  const t = translator(language);
  return (
    <SharedDocument title={`${view.title} · ${view.shop}`} language={language}>
      <div className="bar">
        <span>
          {t("shared.page.readOnly")} {isNewest ? `${t("shared.page.newest")} ` : ""}
          {t("shared.page.until", { day: until })}
        </span>
        <LanguageChoice language={language} />
      </div>
      <header>
        <p className="quiet">
          {view.shop} · {view.period}
        </p>
        <h1>{view.title}</h1>
        <p className="quiet">{formatSentences(view.about, language)}</p>
        {view.foreword.length > 0 ? <p className="own">{view.foreword.join("\n")}</p> : null}
        {view.banners.map((text) => (
          <p key={text} className="banner">
            {text}
          </p>
        ))}
      </header>
      {files.length > 0 ? <Downloads files={files} language={language} /> : null}
      {view.parts.map((part) => (
        <PartOfReport key={part.name} part={part} language={language} madeUp={view.madeUp} />
      ))}
      <Foot view={view} language={language} />
    </SharedDocument>
  );
}

/** Files whole, and under each other those that hold one table each. */
function Downloads({ files, language }: Pick<SharedReportProps, "files" | "language">) {
  const t = translator(language);
  const [whole, tables] = [false, true].map((isTable) => files.filter((file) => file.isTable === isTable));
  return (
    <section className="downloads">
      <h2>{t("shared.page.files")}</h2>
      <FileList files={whole ?? []} />
      {tables && tables.length > 0 ? (
        <details>
          <summary>{t("shared.page.tables", { count: tables.length })}</summary>
          <FileList files={tables} />
        </details>
      ) : null}
    </section>
  );
}

function FileList({ files }: Pick<SharedReportProps, "files">) {
  return (
    <ul className="files">
      {files.map(({ address, label }) => (
        <li key={address}>
          <a href={address} download>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function LanguageChoice({ language }: { readonly language: Language }) {
  return (
    <nav aria-label={translator(language)("shared.page.language")}>
      {LANGUAGES.map((one) =>
        one === language ? (
          <strong key={one} lang={one} aria-current="true">
            {LANGUAGE_NAMES[one]}
          </strong>
        ) : (
          <a key={one} lang={one} hrefLang={one} href={`?language=${one}`}>
            {LANGUAGE_NAMES[one]}
          </a>
        ),
      )}
    </nav>
  );
}

function PartOfReport({
  part,
  language,
  madeUp,
}: {
  readonly part: Part;
  readonly language: Language;
  readonly madeUp: string | null;
}) {
  return (
    <section aria-labelledby={part.name}>
      <h2 id={part.name}>
        {part.heading}
        {madeUp === null ? null : <small> · {madeUp}</small>}
      </h2>
      {part.sentences.length > 0 ? <p>{formatSentences(part.sentences, language)}</p> : null}
      {part.cards.length > 0 ? <Cards cards={part.cards} /> : null}
      {part.pictures.map(({ name, alt, source }) => (
        <img key={name} className="picture" src={source} alt={`${alt}. ${formatSentences(part.sentences, language)}`} />
      ))}
      {part.table ? <DataTable table={part.table} label={part.heading} /> : null}
      {part.remarks.length > 0 ? <p className="quiet">{formatSentences(part.remarks, language)}</p> : null}
    </section>
  );
}

function Cards({ cards }: Pick<Part, "cards">) {
  return (
    <ul className="cards">
      {cards.map(({ label, value, change, isGood, remarks }) => (
        <li key={label}>
          {label}
          <b>{value}</b>
          {change === "" ? null : (
            <span className={isGood === null ? undefined : isGood ? "good" : "bad"}>{change}</span>
          )}
          {remarks.map((remark) => (
            <span key={remark} className="more">
              {remark}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function DataTable({
  table: { columns, rows },
  label,
}: {
  readonly table: NonNullable<Part["table"]>;
  readonly label: string;
}) {
  const classOf = (index: number) =>
    columns[index]?.align === "end" ? "end" : columns[index]?.isLong ? "long" : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column.text} scope="col" className={classOf(index)}>
                {column.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and two products may share every text
            <tr key={place} className={row.kind === "plain" ? undefined : row.kind}>
              {row.cells.map((cell, index) => (
                <td key={columns[index]?.text} className={classOf(index)}>
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Foot({ view, language }: { readonly view: SharedReportView; readonly language: Language }) {
  const t = translator(language);
  return (
    <section>
      {view.notes.length > 0 ? <h3>{t("reports.content.keepInMind")}</h3> : null}
      {view.notes.map((text) => (
        <p key={text} className="quiet">
          {text}
        </p>
      ))}
      <h3>{t("reports.content.definitions")}</h3>
      <dl>
        {view.definitions.map(({ label, explanation }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{explanation}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{view.asOf}</p>
    </section>
  );
}
