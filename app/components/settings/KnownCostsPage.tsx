import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Checkbox, FormLayout, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { exponentOf } from "~/analytics/currencies";
import type { Day } from "~/analytics/period";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { Pages } from "~/components/figures/Pages";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { JSON_POST } from "~/components/form/send";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { type OpenChange, RecostStatus } from "./RecostStatus";

/** A stored unit cost, a decimal string in major units. */
export interface KnownCost {
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly amount: string;
  readonly validFrom: Day | null;
  readonly source: "form" | "import" | "shopify";
}

export interface KnownCostsView {
  readonly costs: readonly KnownCost[];
  readonly search: string;
  readonly seen: boolean;
  readonly page: number;
  /** Whether there is a page after this one. */
  readonly more: boolean;
  readonly open: OpenChange | null;
}

/** Costs that are stored: to be looked up, added, changed from a day on, and taken away. */
export function KnownCostsPage({ view }: { view: KnownCostsView }) {
  const { t } = useWords();
  const change = useChange();
  const [search, setSearch] = useState(view.search);
  return (
    <Page
      title={t("costs.known.title")}
      subtitle={t("costs.known.text")}
      backAction={{ content: t("pages.costs.title"), url: "/app/settings/costs" }}
    >
      <BlockStack gap="400">
        <RecostStatus open={view.open} />
        <AddCost />
        <Card padding="0">
          <div className="card-head">
            <form
              onSubmit={(event) => {
                event.preventDefault();
                change({ search, page: "1" });
              }}
            >
              <FormLayout>
                <TextField
                  label={t("costs.known.search")}
                  type="search"
                  autoComplete="off"
                  value={search}
                  onChange={setSearch}
                />
                <Checkbox
                  label={t("costs.known.seen")}
                  checked={view.seen}
                  onChange={(seen) => change({ seen: seen ? "1" : "", page: "1" })}
                />
              </FormLayout>
            </form>
          </div>
          {view.costs.length === 0 ? (
            <div className="card-head">
              <Text as="p" tone="subdued">
                {t("costs.known.none")}
              </Text>
            </div>
          ) : (
            <Costs costs={view.costs} />
          )}
        </Card>
        <Pages page={view.page} last={view.more ? view.page + 1 : view.page} />
      </BlockStack>
    </Page>
  );
}

/** A cost for a SKU from a day on; one of the same day is replaced. */
function AddCost() {
  const { t, currency } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const [values, setValues] = useState({ sku: "", amount: "", validFrom: "" });
  const faults = fetcher.data?.faults ?? {};
  const wrong = useFault(faults);
  useSaved(fetcher, Object.keys(faults).length === 0, t("costs.known.saved"));
  const set = (changes: Partial<typeof values>) => setValues((before) => ({ ...before, ...changes }));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("costs.known.add")}
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={t("costs.known.sku")}
              autoComplete="off"
              value={values.sku}
              error={wrong("sku")}
              onChange={(sku) => set({ sku })}
            />
            <TextField
              label={t("costs.known.cost")}
              prefix={currency}
              inputMode="decimal"
              autoComplete="off"
              value={values.amount}
              error={wrong("amount")}
              onChange={(amount) => set({ amount })}
            />
            <DayField
              label={t("costs.known.from")}
              value={values.validFrom}
              error={wrong("validFrom")}
              helpText={t("costs.missing.validFromHelp")}
              onChange={(validFrom) => set({ validFrom })}
            />
          </FormLayout.Group>
          <Button
            loading={fetcher.state !== "idle"}
            onClick={() => fetcher.submit(JSON.stringify({ intent: "add", ...values }), JSON_POST)}
          >
            {t("costs.known.save")}
          </Button>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

/** A decimal with at least as many decimals as the currency has. */
const withDecimals = (amount: string, least: number): string => {
  const [whole = "", decimals = ""] = amount.split(".");
  return least === 0 && decimals === "" ? whole : `${whole}.${decimals.padEnd(least, "0")}`;
};

function Costs({ costs }: { costs: readonly KnownCost[] }) {
  const { t, day, currency } = useWords();
  const fetcher = useFetcher();
  const remove = ({ variantId, productId, sku, validFrom }: KnownCost) =>
    fetcher.submit(JSON.stringify({ intent: "remove", variantId, productId, sku, validFrom }), JSON_POST);
  return (
    <FiguresScroll label={t("costs.known.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.costs.variant")}</th>
            <th scope="col">{t("costs.known.from")}</th>
            <th scope="col">{t("costs.known.source")}</th>
            <th scope="col" className="number">
              {t("costs.known.cost")}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t("costs.known.remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {costs.map((cost) => {
            const { variantId, productId, sku, title, validFrom, amount, source } = cost;
            return (
              <tr key={`${variantId} ${productId} ${sku} ${validFrom} ${source}`}>
                <th scope="row" className="wrap">
                  {title || sku}
                  {sku && title ? <span className="row-note">{sku}</span> : null}
                </th>
                <td>{validFrom ? day(validFrom) : t("costs.known.ever")}</td>
                <td>{t(`costs.known.sources.${source}`)}</td>
                <td className="number">
                  {currency} {withDecimals(amount, exponentOf(currency))}
                </td>
                <td>
                  {source === "shopify" ? null : (
                    <Button
                      size="slim"
                      disabled={fetcher.state !== "idle"}
                      accessibilityLabel={t("costs.known.removeOf", { what: title || (sku ?? "") })}
                      onClick={() => remove(cost)}
                    >
                      {t("costs.known.remove")}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </FiguresScroll>
  );
}
