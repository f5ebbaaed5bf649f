import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { type ChangeEvent, useRef, useState } from "react";
import { useWords } from "~/components/shell/words";
import { JSON_POST } from "./send";

/** What is wrong with a field of a line; the rule's words are `common.csvFaults`. */
export interface CsvFault {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly rule: CsvRule;
}

export type CsvRule =
  | "columns"
  | "malformed"
  | "missing"
  | "decimal_comma"
  | "number"
  | "negative"
  | "decimals"
  | "currency"
  | "day"
  | "kind"
  | "end"
  | "duplicate";

/** What a file holds before anything of it is stored (`imported` null), or after. */
export interface CsvOutcome {
  readonly goodRows: number;
  readonly faults: readonly CsvFault[];
  readonly imported: number | null;
}

interface CsvImportProps {
  /** Which kind of file: sent along as `intent`, "previewCosts" or "importCosts". */
  readonly kind: "Costs" | "Spend" | "Expenses";
  readonly text: string;
}

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

const LARGEST_BYTES = 5_000_000;
const MOST_FAULTS_SHOWN = 20;

/** Imports a CSV file in two steps: first what is in it and which rows are wrong, then, on a second click, the import. */
export function CsvImport({ kind, text }: CsvImportProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [fault, setFault] = useState<"tooLarge" | null>(null);
  const fetcher = useFetcher<CsvOutcome>();
  const send = (intent: string, csv: string) => fetcher.submit(JSON.stringify({ intent, csv }), JSON_POST);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = "";
    if (!chosen) return;
    setFault(chosen.size > LARGEST_BYTES ? "tooLarge" : null);
    if (chosen.size > LARGEST_BYTES) return;
    const csv = await chosen.text();
    setFile({ name: chosen.name, text: csv });
    send(`preview${kind}`, csv);
  };
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p" tone="subdued">
          {text}
        </Text>
        <Button onClick={() => input.current?.click()} loading={fetcher.state !== "idle"}>
          {t("pages.costs.choose")}
        </Button>
      </InlineStack>
      <input ref={input} type="file" accept=".csv,text/csv" hidden aria-hidden tabIndex={-1} onChange={choose} />
      {fault ? <Banner tone="critical">{t(`pages.costs.${fault}`)}</Banner> : null}
      {file && fetcher.data ? (
        <Outcome name={file.name} outcome={fetcher.data} onImport={() => send(`import${kind}`, file.text)} />
      ) : null}
    </BlockStack>
  );
}

function Outcome({ name, outcome, onImport }: { name: string; outcome: CsvOutcome; onImport: () => void }) {
  const { t } = useWords();
  const { goodRows, faults, imported } = outcome;
  const badRows = new Set(faults.map(({ line }) => line)).size;
  if (imported !== null) return <Banner tone="success">{t("pages.costs.imported", { count: imported })}</Banner>;
  return (
    <Card background="bg-surface-secondary">
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        <Text as="p">{t("pages.costs.goodRows", { count: goodRows })}</Text>
        {badRows > 0 ? (
          <BlockStack gap="100">
            <Text as="p" tone="critical">
              {t("pages.costs.badRows", { count: badRows })} {t("pages.costs.onlyGood")}
            </Text>
            <List>
              {faults.slice(0, MOST_FAULTS_SHOWN).map(({ line, field, value, rule }) => (
                <List.Item key={`${line} ${field} ${rule}`}>
                  {t("pages.costs.line", { line: String(line) })}: {t(`common.csvFaults.${rule}`, { field, value })}
                </List.Item>
              ))}
            </List>
          </BlockStack>
        ) : null}
        <InlineStack>
          <Button variant="primary" disabled={goodRows === 0} onClick={onImport}>
            {t("pages.costs.importRows", { count: goodRows })}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
