import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, List, Text } from "@shopify/polaris";
import { type ChangeEvent, useRef, useState } from "react";
import { useWords } from "~/components/shell/words";
import { type CsvOutcome, type FaultyField, importable } from "./csvOutcome";
import { readText } from "./readText";
import { JSON_POST } from "./send";

export type { CsvOutcome } from "./csvOutcome";

interface CsvImportProps {
  /** Which kind of file: sent along as `intent`, "previewCosts" or "importCosts". */
  readonly kind: "Costs" | "Spend" | "Expenses" | "Sessions" | "Shipping" | "Merges" | "Contracts";
  readonly text: string;
}

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

const LARGEST_BYTES = 5_000_000;
const MOST_FAULTS_SHOWN = 200;
const MOST_SKUS_SHOWN = 50;

/** Imports a CSV file in two steps: first what is in it and which rows are wrong, then, on a second click, the import. */
export function CsvImport({ kind, text }: CsvImportProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const fetcher = useFetcher<CsvOutcome>();
  const send = (intent: string, { name, text: csv }: ChosenFile) =>
    fetcher.submit(JSON.stringify({ intent, csv, name }), JSON_POST);
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = "";
    if (!chosen) return;
    const csv = chosen.size > LARGEST_BYTES ? null : readText(await chosen.arrayBuffer());
    setFault(chosen.size > LARGEST_BYTES ? t("pages.costs.tooLarge") : csv === null ? t("costs.file.encoding") : null);
    if (csv === null) return setFile(null);
    const read = { name: chosen.name, text: csv };
    setFile(read);
    send(`preview${kind}`, read);
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
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={choose}
      />
      {fault ? <Banner tone="critical">{fault}</Banner> : null}
      {file && fetcher.data ? (
        <Outcome name={file.name} outcome={fetcher.data} onImport={() => send(`import${kind}`, file)} />
      ) : null}
    </BlockStack>
  );
}

function Outcome({ name, outcome, onImport }: { name: string; outcome: CsvOutcome; onImport: () => void }) {
  const { t } = useWords();
  if (outcome.imported !== null)
    return <Banner tone="success">{t("pages.costs.imported", { count: outcome.imported })}</Banner>;
  const { goodRows } = outcome;
  return (
    <Card background="bg-surface-secondary">
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {name}
        </Text>
        <Found outcome={outcome} />
        <Text as="p">{t("pages.costs.goodRows", { count: goodRows })}</Text>
        {outcome.faults.length > 0 ? <Wrong outcome={outcome} /> : null}
        {importable(outcome) ? (
          <InlineStack>
            <Button variant="primary" onClick={onImport}>
              {t("pages.costs.importRows", { count: goodRows })}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

/** What was understood of the file, and which lines give nothing though nothing is wrong with them. */
function Found({ outcome: { format, campaignRows, goodRows, skipped, unknownSkus } }: { outcome: CsvOutcome }) {
  const { t } = useWords();
  const totals = skipped.filter(({ reason }) => reason === "total");
  const unfilled = skipped.length - totals.length;
  return (
    <>
      {format ? (
        <Text as="p">
          {t(`costs.file.recognised.${format}`)}{" "}
          {t("costs.file.summed", {
            rows: t("costs.file.campaignRows", { count: campaignRows }),
            days: t("common.days", { count: goodRows }),
          })}
        </Text>
      ) : null}
      {totals.length > 0 ? (
        <Text as="p" tone="subdued">
          {t("costs.file.totals", { count: totals.length, lines: totals.map(({ line }) => line).join(", ") })}
        </Text>
      ) : null}
      {unknownSkus.length > 0 ? (
        <Text as="p" tone="caution">
          {t("costs.file.unknownSkus", {
            count: unknownSkus.length,
            skus:
              unknownSkus.slice(0, MOST_SKUS_SHOWN).join(", ") + (unknownSkus.length > MOST_SKUS_SHOWN ? ", …" : ""),
          })}
        </Text>
      ) : null}
      {unfilled > 0 ? (
        <Text as="p" tone="subdued">
          {t("costs.file.unfilled", { count: unfilled })}
        </Text>
      ) : null}
    </>
  );
}

/** Every row that is wrong, with line, column, value and rule. */
function Wrong({ outcome: { faults, partial } }: { outcome: CsvOutcome }) {
  const { t } = useWords();
  const badRows = new Set(faults.map(({ line }) => line)).size;
  const consequence = { goodRows: "pages.costs.onlyGood", whole: "costs.file.whole", all: "costs.file.all" } as const;
  return (
    <BlockStack gap="100">
      <Text as="p" tone="critical">
        {t("pages.costs.badRows", { count: badRows })} {t(consequence[partial])}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className="faults" tabIndex={0} aria-label={t("pages.costs.badRows", { count: badRows })}>
        <List>
          {faults.slice(0, MOST_FAULTS_SHOWN).map((fault) => (
            <List.Item key={`${fault.line} ${fault.field} ${fault.rule}`}>
              <FaultWords fault={fault} />
            </List.Item>
          ))}
        </List>
        {faults.length > MOST_FAULTS_SHOWN ? (
          <Text as="p">{t("costs.file.more", { count: faults.length - MOST_FAULTS_SHOWN })}</Text>
        ) : null}
      </section>
    </BlockStack>
  );
}

function FaultWords({ fault: { line, field, value, rule, limit = "" } }: { fault: FaultyField }) {
  const { t } = useWords();
  return (
    <>
      {t("pages.costs.line", { line: String(line) })}: {t(`common.csvFaults.${rule}`, { field, value, limit })}
    </>
  );
}
