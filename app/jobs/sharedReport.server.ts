import { storedFiles } from "~/data/deliveryFiles.server";
import { FILE_FORMATS, type FileFormat } from "~/data/fileFormat";
import { findOpenShare, noteView, type OpenShare } from "~/data/shares.server";
import type { MailFile } from "~/emails/mail";
import { openToken } from "~/emails/signedToken";
import { tablesOf } from "~/exports/tables";
import { isLanguage, type Language, languageFor } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { keptReport } from "~/reports/keptReport";
import type { Report, TableName } from "~/reports/report";
import { withoutPersons } from "~/reports/withoutPersons";
import { agentKind } from "./agentKind";
import { makers } from "./reportMakers.server";

/** A link as it stands: not made by us, ended, opened too often within a minute, or open with what it shows; and its reader's language. */
export type SharedLink = { readonly kind: "unknown" | "ended" | "busy"; readonly language: Language } | OpenLink;

export interface OpenLink {
  readonly kind: "open";
  readonly language: Language;
  readonly share: OpenShare;
  readonly shopId: bigint;
  /** Null while there is none. */
  readonly report: Report | null;
}

/**
 * Opens a link for a reader and notes it. Whoever guesses learns nothing: every address that we did not sign is as unknown as any
 * other, and no row is asked for.
 */
export async function openSharedLink(
  token: string,
  what: "page" | FileFormat,
  request: Request,
  now: Date,
): Promise<SharedLink> {
  const unknown = readerLanguage(request, null);
  const opened = openToken("share", token);
  const [shopId, shareId] = opened?.parts ?? [];
  if (!opened || shopId === undefined || shareId === undefined) return { kind: "unknown", language: unknown };
  if (opened.expiresAt <= now) return { kind: "ended", language: unknown };
  const share = await findOpenShare(BigInt(shopId), shareId, now);
  if (!share) return { kind: "ended", language: unknown };
  const language = readerLanguage(request, share.language);
  const view = { at: now, what, agent: agentKind(request.headers.get("user-agent")), language };
  if (!(await noteView(BigInt(shopId), shareId, view))) return { kind: "busy", language };
  return { kind: "open", language, share, shopId: BigInt(shopId), report: reportOf(share) };
}

/**
 * What a reader is told in place of a report, and how the answer is marked. The words are the same for every link that does not
 * work; 410 tells no more than 404 to anyone but the holder of a link that we signed.
 */
export function sharedRefusal(kind: "unknown" | "ended" | "busy"): {
  readonly about: "gone" | "busy";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
} {
  if (kind === "busy") return { about: "busy", status: 429, headers: { "Retry-After": "60" } };
  return { about: "gone", status: kind === "ended" ? 410 : 404, headers: {} };
}

/** What a reader of the link may see of the run's report. It was a Report when it was frozen, and nothing changes it. */
function reportOf({ report, seesPersons }: OpenShare): Report | null {
  if (report === null) return null;
  const whole = keptReport(report as Report);
  return seesPersons ? whole : withoutPersons(whole);
}

/** The language a reader asked for in the address, else the link's, else the reader's own. */
function readerLanguage(request: Request, chosen: string | null): Language {
  const asked = new URL(request.url).searchParams.get("language") ?? chosen;
  if (asked !== null && isLanguage(asked)) return asked;
  return languageFor(request.headers.get("accept-language")?.split(",")[0]);
}

/** The files a reader may fetch, each by its address and what it is called: of CSV one for each table with a row. */
export function fileLinks(
  token: string,
  { share, language }: OpenLink,
  report: Report,
): readonly { readonly address: string; readonly label: string; readonly isTable: boolean }[] {
  const t = translator(language);
  const link = (name: string, label: string, isTable = false) => ({
    address: `/shared/${token}/files/${name}?language=${language}`,
    label,
    isTable,
  });
  return FILE_FORMATS.filter((format) => share.formats.includes(format)).flatMap((format) =>
    format === "csv"
      ? csvTables(report).map((table) => link(`csv-${table}`, t(`reports.tables.${table}`), true))
      : [link(format, format === "pdf" ? "PDF" : "Excel")],
  );
}

/** The format and, of CSV, the table that a file's name in an address stands for; null for any other text. */
export function parseFileName(name: string): { readonly format: FileFormat; readonly table: string | null } | null {
  const [, format, table] = /^(xlsx|pdf|csv)(?:-(\w+))?$/.exec(name) ?? [];
  const known = FILE_FORMATS.find((one) => one === format);
  if (!known || (known === "csv") !== (table !== undefined)) return null;
  return { format: known, table: table ?? null };
}

const csvTables = (report: Report): readonly TableName[] =>
  tablesOf(report).filter((table) => report.tables[table].length > 0);

/** A file of a shared report: the very one that was sent where it is kept, else made from the frozen report; null: there is none. */
export async function sharedFile(
  { share, shopId, report, language }: OpenLink,
  { format, table }: { readonly format: FileFormat; readonly table: string | null },
): Promise<MailFile | null> {
  if (report === null || share.runId === null || !share.formats.includes(format)) return null;
  if (table !== null && !csvTables(report).some((one) => one === table)) return null;
  const kept = await storedFiles({ shopId, runId: share.runId, language, seesPersons: share.seesPersons });
  const sent = kept.filter((file) => file.format === format);
  const files = sent.length > 0 ? sent : await makers.files(report, language, [format]);
  return files.find(({ fileName }) => table === null || fileName.endsWith(`-${table}.csv`)) ?? null;
}
