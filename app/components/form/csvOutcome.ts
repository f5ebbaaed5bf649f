/** What is wrong with a field of a line; the rule's words are `common.csvFaults`. */
export interface FaultyField {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly rule: CsvRule;
  /** The most that the value can be, where that is the rule. */
  readonly limit?: string;
}

type CsvRule =
  | "columns"
  | "malformed"
  | "missing"
  | "decimal_comma"
  | "number"
  | "negative"
  | "large"
  | "decimals"
  | "currency"
  | "day"
  | "kind"
  | "end"
  | "duplicate"
  | "contradiction"
  | "future"
  | "whole"
  | "id"
  | "order"
  | "percent"
  | "span"
  | "customer"
  | "status";

/** What a file holds before anything of it is stored (`imported` null), or after. */
export interface CsvOutcome {
  readonly goodRows: number;
  readonly faults: readonly FaultyField[];
  readonly skipped: readonly { readonly line: number; readonly reason: "unfilled" | "total" }[];
  /** Whose report it was known as; null for our own columns. */
  readonly format: "google" | "meta" | "tiktok" | null;
  /** Lines that were summed into the good rows. */
  readonly campaignRows: number;
  /** SKUs that nothing of the shop has; their rows go in all the same. */
  readonly unknownSkus: readonly string[];
  /** What happens while rows are wrong: the good ones may go in, or none, because days or the whole would be incomplete. */
  readonly partial: "goodRows" | "whole" | "all";
  readonly imported: number | null;
}

interface ReadFile extends Pick<CsvOutcome, "faults" | "skipped"> {
  readonly rows: readonly unknown[];
  readonly format?: CsvOutcome["format"];
  readonly campaignRows?: number;
  readonly unknownSkus?: readonly string[];
}

/** The outcome of reading a file of which nothing is stored yet. */
export const previewOf = (file: ReadFile, partial: CsvOutcome["partial"] = "goodRows"): CsvOutcome => ({
  goodRows: file.rows.length,
  faults: file.faults,
  skipped: file.skipped,
  format: file.format ?? null,
  campaignRows: file.campaignRows ?? file.rows.length,
  unknownSkus: file.unknownSkus ?? [],
  partial,
  imported: null,
});

/** Whether there is something that may be stored. */
export const importable = ({ goodRows, faults, partial }: CsvOutcome): boolean =>
  goodRows > 0 && (faults.length === 0 || partial === "goodRows");
