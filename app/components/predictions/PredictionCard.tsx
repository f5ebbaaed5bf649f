import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { CustomerScoreReport } from "~/reports/predictionTypes";
import { ErrorLine } from "./ScoreListPage";
import { ScoreWords } from "./ScoreWords";

/** What a customer will still bring, on the page of what they brought. */
export function PredictionCard({ report }: { report: CustomerScoreReport }) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingMd">
            {t("predictions.one.ahead")}
          </Text>
          <Link url={`/app/predictions/customers/${report.score.customerId}`}>{t("forecasts.one.more")}</Link>
        </InlineStack>
        <ScoreWords report={report} />
        <ErrorLine report={report} />
      </BlockStack>
    </Card>
  );
}
