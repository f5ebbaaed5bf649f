import { Decimal } from "decimal.js";
import { exponentOf } from "~/analytics/currencies";
import { largestMajor } from "~/analytics/largest";
import { parseMinor } from "~/analytics/money";
import { type Day, day } from "~/analytics/period";
import type { SpendRow } from "./adSpend.server";
import { type CsvRows, type LineReader, readRows } from "./csvFile.server";
import { type CsvTable, readTable } from "./csvTable.server";

/** A platform whose exported reports are known by their header, under the name its spend is kept by. */
export const AD_FORMATS = ["google", "meta", "tiktok"] as const;
export type AdFormat = (typeof AD_FORMATS)[number];

/** A campaign's spend on a day, exact. */
interface CampaignDay {
  readonly day: Day;
  readonly spend: string;
}

/** Columns of an exported report, by the names they have in its header. */
interface Layout {
  readonly format: AdFormat;
  readonly day: string;
  /** Last day of the row, where reports may have rows of several days. */
  readonly lastDay: string | null;
  readonly spend: string;
  /** Column of the currency; null where the header of `spend` tells it. */
  readonly currency: string | null;
  /** Columns that name a campaign, an ad set or an ad. */
  readonly names: readonly string[];
}

// Header names as Google Ads (report editor, "Campaign report"), Meta Ads Manager ("Export table data") and TikTok Ads Manager
// (custom reports) write them in the languages of this app, in small letters.
const NAMES = [
  "campaign",
  "campaign name",
  "ad group",
  "ad group name",
  "ad set name",
  "ad name",
  "account",
  "account name",
  "キャンペーン",
  "キャンペーン名",
  "広告セット名",
  "広告の名前",
  "広告名",
  "アカウント",
  "kampanya",
  "kampanya adı",
  "reklam seti adı",
  "reklam adı",
  "hesap",
  "广告系列",
  "广告系列名称",
  "广告组名称",
  "推广系列名称",
  "广告名称",
  "帐号",
];
const GOOGLE_DAY = ["day", "日", "日付", "gün", "天", "日期"];
const GOOGLE_SPEND = ["cost", "費用", "maliyet", "费用"];
const GOOGLE_CURRENCY = ["currency code", "currency", "通貨コード", "para birimi kodu", "货币代码"];
const META_SPEND = /^(?:amount spent|消化金額|harcanan tutar|花费金额|已花费金额)\s*[(（]([a-z]{3})[)）]$/;
const META_DAY = ["day", "日", "gün", "天", "单日"];
const META_FIRST = ["reporting starts", "レポート開始日", "rapor başlangıcı", "报告开始日期"];
const META_LAST = ["reporting ends", "レポート終了日", "rapor sonu", "报告结束日期"];
const TIKTOK_DAY = ["by day", "date", "stat_time_day", "日別", "日付", "güne göre", "tarih", "按天", "日期"];
const TIKTOK_SPEND = ["cost", "total cost", "spend", "消化額", "費用", "maliyet", "消耗", "总消耗"];
const TIKTOK_CURRENCY = ["currency", "通貨", "para birimi", "货币"];

/** The report of a platform that this text is, with what was spent by day; null where it is none that is known. */
export function parseAdExport(
  text: string,
  { currency }: { readonly currency: string },
  today: Day | null = null,
): (CsvRows<SpendRow> & { readonly format: AdFormat; readonly campaignRows: number }) | null {
  const table = readTable(text, (header) => layoutOf(header) !== null);
  const layout = layoutOf(table.header);
  if (layout === null) return null;
  const { rows, faults, skipped } = readCampaigns(table, layout, currency, today);
  return {
    format: layout.format,
    campaignRows: rows.length,
    faults,
    skipped,
    rows: byDay(rows, layout.format, currency),
  };
}

function layoutOf(header: readonly string[]): Layout | null {
  const first = (known: readonly string[]) => known.find((name) => header.includes(name)) ?? null;
  const names = header.filter((name) => NAMES.includes(name));
  const metaSpend = header.find((name) => META_SPEND.test(name));
  const metaDay = first(META_DAY) ?? first(META_FIRST);
  if (metaSpend && metaDay) {
    const lastDay = META_FIRST.includes(metaDay) ? first(META_LAST) : null;
    return { format: "meta", day: metaDay, lastDay, spend: metaSpend, currency: null, names };
  }
  const google = { day: first(GOOGLE_DAY), spend: first(GOOGLE_SPEND), currency: first(GOOGLE_CURRENCY) };
  const isGoogle = google.currency !== null && google.currency !== "currency";
  if (google.day && google.spend && (isGoogle || names.length > 0) && !header.includes("by day"))
    return {
      format: "google",
      day: google.day,
      lastDay: null,
      spend: google.spend,
      currency: google.currency ?? "currency code",
      names,
    };
  const [tiktokDay, tiktokSpend] = [first(TIKTOK_DAY), first(TIKTOK_SPEND)];
  if (tiktokDay && tiktokSpend && names.length > 0)
    return {
      format: "tiktok",
      day: tiktokDay,
      lastDay: null,
      spend: tiktokSpend,
      currency: first(TIKTOK_CURRENCY) ?? "currency",
      names,
    };
  return null;
}

function readCampaigns(table: CsvTable, layout: Layout, currency: string, today: Day | null): CsvRows<CampaignDay> {
  const columns = [layout.day, layout.spend, ...(layout.currency ? [layout.currency] : [])];
  return readRows(table, columns, (line) => {
    if (isTotal(line, layout)) return line.skip("total");
    const told = layout.currency ? line.text(layout.currency) : META_SPEND.exec(layout.spend)?.[1]?.toUpperCase();
    if (told !== currency) line.fault(layout.currency ?? layout.spend, "currency");
    const on = dayOf(line, layout.day);
    if (on !== null && today !== null && on > today) line.fault(layout.day, "future");
    if (layout.lastDay && line.has(layout.lastDay) && dayOf(line, layout.lastDay) !== on)
      line.fault(layout.lastDay, "span");
    const spend = spendOf(line, layout.spend, largestMajor(currency, "total"));
    return on === null || spend === null ? null : { day: on, spend };
  });
}

const TOTAL = /^(?:total|totals|grand total|合計|総計|toplam|genel toplam|总计|合计|汇总)(?:$|[:：]| of \d)/i;
const NOTHING = /^[-–—]*$/;

/** A row that sums up others says so where a name or a day stands, or names no campaign and no day of its own. */
function isTotal(line: LineReader, { day: dayColumn, names }: Layout): boolean {
  const told = [dayColumn, ...names].map((column) => line.optionalText(column) ?? "");
  if (told.some((text) => TOTAL.test(text))) return true;
  const [on = "", ...named] = told;
  return named.length > 0 && (named.every((text) => NOTHING.test(text)) || NOTHING.test(on));
}

/** A day, alone or before a time of day. */
function dayOf(line: LineReader, column: string): Day | null {
  const text = line.text(column);
  if (text === "") return null;
  try {
    return day(text.replace(/[ T]\d{2}:\d{2}(:\d{2})?$/, ""));
  } catch {
    line.fault(column, "day");
    return null;
  }
}

/** A decimal string; platforms write thousands with commas, and nothing spent as dashes. */
function spendOf(line: LineReader, column: string, most: number): string | null {
  const text = line.optionalText(column) ?? "";
  if (NOTHING.test(text)) return "0";
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  const rule = plain.includes(",")
    ? "decimal_comma"
    : /^-/.test(plain)
      ? "negative"
      : /^\d+(\.\d+)?$/.test(plain)
        ? null
        : "number";
  if (rule === null && new Decimal(plain).lte(most)) return plain;
  line.fault(column, rule ?? "large", String(most));
  return null;
}

/** Campaigns summed by day exactly; the day's sum is rounded once. */
function byDay(rows: readonly CampaignDay[], platform: AdFormat, currency: string): SpendRow[] {
  const sums = new Map<Day, Decimal>();
  for (const row of rows) sums.set(row.day, (sums.get(row.day) ?? new Decimal(0)).plus(row.spend));
  const exponent = exponentOf(currency);
  return [...sums]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([on, total]) => ({ day: on, platform, amount: parseMinor(total.toFixed(), exponent) }));
}
