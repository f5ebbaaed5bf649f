import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, InlineStack, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import type { Month } from "~/analytics/period";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { Pages } from "~/components/figures/Pages";
import { CsvImport } from "~/components/form/CsvImport";
import { DayField } from "~/components/form/DayField";
import { download } from "~/components/form/download";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault, useFaultWords } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { FileButton } from "./FileButton";
import { type OpenChange, RecostStatus } from "./RecostStatus";

/** A variant that was sold and whose cost nobody knows. */
export interface UncostedVariant {
  /** Null where only the SKU is left of it. */
  readonly variantId: string | null;
  readonly title: string;
  readonly sku: string | null;
  /** Net sales whose profit is unknown, minor units. */
  readonly netSales: number;
  readonly units: number;
}

export interface CostsView {
  readonly variants: readonly UncostedVariant[];
  /** Of all pages. */
  readonly netSales: number;
  /** The months the list is about, both included. */
  readonly months: { readonly first: Month; readonly last: Month } | null;
  readonly page: number;
  readonly lastPage: number;
  readonly count: number;
  readonly open: OpenChange | null;
}

/** Under what a cost is sent: the variant's id, or "sku …" where only that is left. */
const subjectOf = ({ variantId, sku }: UncostedVariant): string => variantId ?? `sku ${sku ?? ""}`;

/** Unit costs: those that are missing, by hand, and all of them from a file. */
export function CostsPage({ view }: { view: CostsView }) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const fetchCosts = () => {
    setFailed(false);
    download("/app/settings/costs.csv", "costs.csv").catch(() => setFailed(true));
  };
  return (
    <Page
      title={t("pages.costs.title")}
      backAction={{ content: t("pages.costs.back"), url: "/app/settings" }}
      secondaryActions={[
        { content: t("costs.known.open"), url: "/app/settings/known-costs" },
        { content: t("costs.rules.open"), url: "/app/settings/cost-rules" },
        { content: t("pages.costs.download"), onAction: fetchCosts },
      ]}
    >
      <BlockStack gap="400">
        <RecostStatus open={view.open} />
        {failed ? (
          <Text as="p" tone="critical">
            {t("pages.errors.failed")}
          </Text>
        ) : null}
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("pages.costs.import")}
            </Text>
            <CsvImport kind="Costs" text={t("pages.costs.importText")} />
          </BlockStack>
        </Card>
        <MissingCosts view={view} />
        <Pages page={view.page} last={view.lastPage} />
      </BlockStack>
    </Page>
  );
}

function MissingCosts({ view }: { view: CostsView }) {
  const { t, money, month } = useWords();
  const wordsOf = useFaultWords();
  const [validFrom, setValidFrom] = useState("");
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const draft = useDraft<Readonly<Record<string, string>>>(
    Object.fromEntries(view.variants.map((variant) => [subjectOf(variant), ""])),
  );
  const faults = fetcher.data?.faults ?? {};
  const faultWords = (code: Faults[string] | undefined) => (code ? wordsOf(code) : undefined);
  useSaved(fetcher, Object.keys(faults).length === 0, t("pages.costs.saved"));
  const save = () => fetcher.submit(JSON.stringify({ intent: "save", costs: draft.values, validFrom }), JSON_POST);
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="300">
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h2" variant="headingMd">
              {t("pages.costs.missing")}
            </Text>
            {view.count === 0 ? null : (
              <FileButton
                label={t("costs.missing.download")}
                path="/app/settings/costs.csv?only=missing"
                fileName="costs-missing.csv"
              />
            )}
          </InlineStack>
          <Text as="p" tone="subdued">
            {view.count === 0 || view.months === null
              ? t("pages.costs.allKnown")
              : `${t("costs.missing.at", { money: money(view.netSales), first: month(view.months.first), last: month(view.months.last) })} ${t("pages.costs.missingText")}`}
          </Text>
          {view.count === 0 ? null : (
            <div className="date-field">
              <DayField
                label={t("costs.missing.validFrom")}
                helpText={t("costs.missing.validFromHelp")}
                value={validFrom}
                error={faultWords(faults.validFrom)}
                onChange={setValidFrom}
              />
            </div>
          )}
        </BlockStack>
      </div>
      {view.variants.length === 0 ? null : (
        <VariantTable variants={view.variants} costs={draft.values} faults={faults} onChange={draft.set} />
      )}
      <SaveBar id="costs" open={draft.dirty} saving={fetcher.state !== "idle"} onSave={save} onDiscard={draft.reset} />
    </Card>
  );
}

interface VariantTableProps {
  readonly variants: readonly UncostedVariant[];
  readonly costs: Readonly<Record<string, string>>;
  readonly faults: Faults;
  readonly onChange: (changes: Readonly<Record<string, string>>) => void;
}

function VariantTable({ variants, costs, faults, onChange }: VariantTableProps) {
  const { t, money, count, currency } = useWords();
  const wrong = useFault(faults);
  return (
    <FiguresScroll label={t("pages.costs.missing")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.costs.variant")}</th>
            <th scope="col" className="number">
              {t("costs.missing.units")}
            </th>
            <th scope="col" className="number">
              {t("pages.costs.atStake")}
            </th>
            <th scope="col">{t("pages.costs.unitCost")}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map((variant) => (
            <tr key={subjectOf(variant)}>
              <th scope="row" className="wrap">
                {variant.title}
                {variant.sku ? <span className="row-note">{variant.sku}</span> : null}
              </th>
              <td className="number">{count(variant.units)}</td>
              <td className="number">{money(variant.netSales)}</td>
              <td className="cost-field">
                <TextField
                  label={t("pages.costs.unitCostOf", { variant: variant.title })}
                  labelHidden
                  prefix={currency}
                  inputMode="decimal"
                  autoComplete="off"
                  value={costs[subjectOf(variant)] ?? ""}
                  error={wrong(subjectOf(variant))}
                  onChange={(cost) => onChange({ [subjectOf(variant)]: cost })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}
