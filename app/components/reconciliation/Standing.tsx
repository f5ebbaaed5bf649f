import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { isBySettings } from "~/analytics/reconciliation";
import { useWords } from "~/components/shell/words";
import type { ReconciliationReport } from "~/reports/reconciliationTypes";

/** Whether all is equal, or what stands in the way of the comparison and the way to put it right. */
export function Standing({ report, onAllowed }: { report: ReconciliationReport; onAllowed: () => void }) {
  const { t } = useWords();
  const { reading } = report;
  if (reading === null)
    return (
      <Banner tone="info" title={t("reconciliation.waitingTitle")}>
        <p>{t("reconciliation.waitingText")}</p>
      </Banner>
    );
  if (reading.state === "read") return <Verdict report={report} />;
  return (
    <BlockStack gap="400">
      {reading.state === "scope_missing" ? <AskForScope onAllowed={onAllowed} /> : <Refused reading={reading} />}
      {reading.readAt === null ? null : <Verdict report={report} />}
    </BlockStack>
  );
}

const TONES = { equal: "success", explained: "info", differs: "attention" } as const;

function Verdict({ report: { months, reading } }: { report: ReconciliationReport }) {
  const { t, instant } = useWords();
  const differing = months.filter(({ equal }) => !equal).length;
  const bySettings = differing > 0 && months.every(({ equal, causes }) => equal || isBySettings(causes));
  const state = differing === 0 ? "equal" : bySettings ? "explained" : "differs";
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Badge tone={TONES[state]}>{t(`reconciliation.${state}`)}</Badge>
          <Text as="h2" variant="headingMd">
            {differing === 0
              ? t("reconciliation.allEqual", { count: months.length })
              : t("reconciliation.someDiffer", { count: differing, total: months.length })}
          </Text>
        </InlineStack>
        {bySettings ? <Text as="p">{t("reconciliation.allExplained")}</Text> : null}
        <Text as="p" tone="subdued">
          {t(reading?.state === "read" ? "reconciliation.asOf" : "reconciliation.lastRead", {
            at: instant(reading?.readAt ?? ""),
          })}
        </Text>
      </BlockStack>
    </Card>
  );
}

function AskForScope({ onAllowed }: { onAllowed: () => void }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    const answer = await window.shopify.scopes.request(["read_reports"]);
    setAsking(false);
    if (answer.result === "granted-all") onAllowed();
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("reconciliation.scopeTitle")}
        </Text>
        <Text as="p">{t("reconciliation.scopeText")}</Text>
        <InlineStack>
          <Button variant="primary" loading={asking} onClick={ask}>
            {t("reconciliation.allow")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Refused({ reading }: { reading: NonNullable<ReconciliationReport["reading"]> }) {
  const { t } = useWords();
  const approval = reading.state === "not_approved";
  return (
    <Banner tone="warning" title={t(approval ? "reconciliation.approvalTitle" : "reconciliation.refusedTitle")}>
      <p>{approval ? t("reconciliation.approvalText") : t("reconciliation.refusedText", { detail: reading.detail })}</p>
    </Banner>
  );
}
