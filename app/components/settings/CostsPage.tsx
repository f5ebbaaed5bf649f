import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { Pages } from "~/components/figures/Pages";
import { CsvImport } from "~/components/form/CsvImport";
import { download } from "~/components/form/download";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";

/** A variant that was sold and whose cost nobody knows. */
export interface UncostedVariant {
  /** Null where only the SKU is left of it. */
  readonly variantId: string | null;
  readonly title: string;
  readonly sku: string | null;
  /** Net sales whose profit is unknown, minor units. */
  readonly netSales: number;
}

export interface CostsView {
  readonly variants: readonly UncostedVariant[];
  readonly page: number;
  readonly lastPage: number;
  readonly count: number;
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
      secondaryActions={[{ content: t("pages.costs.download"), onAction: fetchCosts }]}
    >
      <BlockStack gap="400">
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
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const draft = useDraft<Readonly<Record<string, string>>>(
    Object.fromEntries(view.variants.map((variant) => [subjectOf(variant), ""])),
  );
  const faults = fetcher.data?.faults ?? {};
  useSaved(fetcher, Object.keys(faults).length === 0, t("pages.costs.saved"));
  const save = () => fetcher.submit(JSON.stringify({ intent: "save", costs: draft.values }), JSON_POST);
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("pages.costs.missing")}
          </Text>
          <Text as="p" tone="subdued">
            {t(view.count === 0 ? "pages.costs.allKnown" : "pages.costs.missingText")}
          </Text>
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
  const { t, money, currency } = useWords();
  const wrong = useFault(faults);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("pages.costs.missing")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.costs.variant")}</th>
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
    </section>
  );
}
