import { useFetcher, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, InlineGrid, Link, Page, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { JSON_POST } from "~/components/form/send";
import { useWords } from "~/components/shell/words";
import type { PredictionReport, PredictionVersion } from "~/reports/predictionTypes";
import { AheadTable } from "./AheadTable";
import { ContractsCard } from "./ContractsCard";
import { DiscountCard } from "./DiscountCard";
import { MethodCard } from "./MethodCard";
import { PredictionTabs } from "./PredictionTabs";
import { PastCharts, Reliability, Tenths } from "./ProofCharts";
import { ProofTable } from "./ProofTable";
import { TogetherTable } from "./TogetherTable";
import { Verdict } from "./Verdict";

/** What today's customers will still bring, beside how wrong such forecasts were in this very shop. */
export function PredictionsPage({ report }: { report: PredictionReport }) {
  const { t } = useWords();
  const fetcher = useFetcher();
  const { phase, version } = report;
  useProgress(phase !== null);
  return (
    <Page
      title={t("predictions.nav")}
      subtitle={t("predictions.subtitle")}
      fullWidth
      secondaryActions={[
        {
          content: t("predictions.refit"),
          disabled: phase !== null || fetcher.state !== "idle",
          onAction: () => fetcher.submit(JSON.stringify({ intent: "refit" }), JSON_POST),
        },
      ]}
    >
      <BlockStack gap="400">
        <PredictionTabs />
        {phase === null ? null : (
          <Banner tone="info" title={t("predictions.running.title")}>
            <p>{t(`predictions.running.${phase}`)}</p>
          </Banner>
        )}
        {report.isPast && version ? (
          <Banner tone="info" title={t("forecasts.versions.past", { version: version.versionId })}>
            <Link url="/app/predictions">{t("forecasts.versions.newest")}</Link>
          </Banner>
        ) : null}
        {version === null ? (
          <EmptyPage title={t("predictions.none.title")} text={t("predictions.none.text")} />
        ) : (
          <Version version={version} />
        )}
        {report.isPast ? null : <DiscountCard rate={report.discountRate} />}
      </BlockStack>
    </Page>
  );
}

const EVERY_MS = 2000;

/** Looks again while a fitting is under way. */
function useProgress(isRunning: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isRunning || state !== "idle") return;
    const timer = setTimeout(revalidate, EVERY_MS);
    return () => clearTimeout(timer);
  }, [isRunning, revalidate, state]);
}

function Version({ version }: { version: PredictionVersion }) {
  const { t, count, day, instant } = useWords();
  const { predicted, contracts } = version;
  return (
    <>
      {predicted === null ? (
        <>
          <Refused refusal={version.refusal} />
          {contracts && contracts.running > 0 ? <ContractsCard contracts={contracts} /> : null}
        </>
      ) : (
        <>
          <Verdict predicted={predicted} />
          <TogetherTable version={version} />
          <AheadTable version={version} predicted={predicted} />
          {contracts && contracts.running > 0 ? <ContractsCard contracts={contracts} /> : null}
          {predicted.proof.tests === 0 ? null : (
            <>
              <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
                <PastCharts spans={predicted.proof.spans} />
              </InlineGrid>
              <ProofTable spans={[...predicted.proof.spans, ...predicted.proof.farSpans]} />
              <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
                <Tenths tenths={predicted.proof.tenths} />
                <Reliability rows={predicted.proof.reliability} />
              </InlineGrid>
            </>
          )}
          <MethodCard predicted={predicted} />
        </>
      )}
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued">
          {t("predictions.made", {
            at: instant(version.fittedAt),
            day: day(version.asOf),
            customers: count(version.customers),
            version: version.versionId,
          })}
        </Text>
      </Box>
    </>
  );
}

/** Why nothing is foretold, and what is missing. */
function Refused({ refusal }: Pick<PredictionVersion, "refusal">) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("predictions.refused.title")}
        </Text>
        {refusal?.kind === "tooFewCustomers" ? (
          <>
            <Text as="p">
              {t("predictions.refused.customers", { needed: refusal.needed, customers: refusal.customers })}
            </Text>
            <Text as="p" fontWeight="semibold">
              {t("predictions.refused.missing", { count: refusal.needed - refusal.customers })}
            </Text>
          </>
        ) : (
          <Text as="p">{t("predictions.refused.noCustomers")}</Text>
        )}
        <Text as="p">{t("predictions.refused.instead")}</Text>
      </BlockStack>
    </Card>
  );
}
