import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineGrid, InlineStack, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { ReportScope } from "~/components/explain/scope";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { MetricCard } from "~/components/figures/MetricCard";
import { Pages } from "~/components/figures/Pages";
import { FilterBar } from "~/components/filter/FilterBar";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import type { RhythmReport } from "~/reports/customerPages";
import { LifecycleTabs } from "./LifecycleTabs";

/** What the form answers: whether the days could be used. */
export interface LapsePointOutcome {
  readonly saved: boolean;
}

/** Who comes back how soon is told of the whole shop: lists and stages are measured by it. */
const NONE = [] as const;

/** How long customers take to come back, and from when on they count as lapsed. */
export function RhythmPage({ report }: { report: RhythmReport }) {
  const { t, value } = useWords();
  const { shopRhythm: of } = report;
  const figure = (days: number | null) => ({ value: days, unit: "days" as const });
  return (
    <Page title={t("lifecycle.rhythm.title")} subtitle={t("lifecycle.rhythm.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <LifecycleTabs />
          <FilterBar report={report} dimensions={NONE} />
          <InlineGrid columns={{ xs: 1, sm: 3 }} gap={{ xs: "200", sm: "300" }}>
            <MetricCard metric="orderGap" figure={figure(of.medianGap)} />
            <MetricCard metric="timeToSecondOrder" figure={figure(of.medianToSecond)} />
            <MetricCard metric="lapsePoint" figure={figure(of.lapsePoint)} />
          </InlineGrid>
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {t("lifecycle.rhythm.shop")}
              </Text>
              <Text as="p" tone="subdued">
                {t("lifecycle.rhythm.fromOrders")}: {value(of.ownLapsePoint, "days")} ·{" "}
                {t("lifecycle.rhythm.gaps", { count: of.gaps })}
              </Text>
              <LapsePoint productId="0" set={of.setLapsePoint} label={t("lifecycle.rhythm.set")} help />
            </BlockStack>
          </Card>
          <Products report={report} />
          <Pages page={report.page} last={report.pages} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Products({ report: { products, fewestGaps } }: { report: RhythmReport }) {
  const { t, count } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("lifecycle.rhythm.products")}
          </Text>
          <Text as="p" tone="subdued">
            {t(products.length === 0 ? "lifecycle.rhythm.none" : "lifecycle.rhythm.productsText")}
          </Text>
        </BlockStack>
      </div>
      {products.length === 0 ? null : (
        <FiguresTable
          label={t("lifecycle.rhythm.products")}
          heads={[
            { text: t("lifecycle.rhythm.product") },
            { text: t("lifecycle.rhythm.buyers"), numeric: true },
            { text: t("lifecycle.rhythm.rebuys"), numeric: true },
            { text: t("lifecycle.rhythm.usual"), numeric: true },
            { text: t("lifecycle.rhythm.point"), numeric: true },
            { text: t("lifecycle.rhythm.set") },
          ]}
          rows={products.map((of) => ({
            key: of.productId,
            isFaint: of.gaps < fewestGaps,
            cells: [
              <span key="title" className="product-title">
                {of.title || of.productId}
              </span>,
              count(of.buyers),
              of.gaps < fewestGaps ? `${count(of.gaps)} (${t("lifecycle.rhythm.few")})` : count(of.gaps),
              count(of.medianGap === null ? null : Math.round(of.medianGap)),
              count(of.lapsePoint),
              <LapsePoint key="set" productId={of.productId} set={of.setLapsePoint} label={of.title} />,
            ],
          }))}
        />
      )}
    </Card>
  );
}

interface LapsePointProps {
  readonly productId: string;
  readonly set: number | null;
  readonly label: string;
  readonly help?: boolean;
}

/** The merchant's own lapse point of the shop (product 0) or of a product. */
function LapsePoint({ productId, set, label, help }: LapsePointProps) {
  const { t } = useWords();
  const fetcher = useFetcher<LapsePointOutcome>();
  const saved = set === null ? "" : String(set);
  const [days, setDays] = useState(saved);
  useSaved(fetcher, fetcher.data?.saved === true, t("lifecycle.rhythm.saved"));
  const wrong = fetcher.data?.saved === false ? t("lifecycle.rhythm.wrong") : undefined;
  return (
    <InlineStack gap="200" wrap={false} blockAlign={help ? "start" : "center"}>
      <div className="days-field">
        <TextField
          label={label}
          labelHidden={!help}
          helpText={help ? t("lifecycle.rhythm.setHelp") : undefined}
          value={days}
          error={wrong}
          inputMode="numeric"
          autoComplete="off"
          size={help ? "medium" : "slim"}
          onChange={setDays}
          connectedRight={
            <Button
              disabled={days === saved}
              loading={fetcher.state !== "idle"}
              onClick={() => fetcher.submit(JSON.stringify({ productId, days }), JSON_POST)}
            >
              {t("lifecycle.rhythm.save")}
            </Button>
          }
        />
      </div>
    </InlineStack>
  );
}
