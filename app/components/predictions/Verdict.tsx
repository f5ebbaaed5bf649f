import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { ShopPredicted } from "~/reports/predictionTypes";

const TONES = { A: "success", B: "success", C: "attention", D: "warning" } as const;
/** Above this the time to a second order says more than who is alive. */
const MOST_ONE_TIMERS = 0.95;

/** The grade, and in one sentence how far to trust the forecasts. */
export function Verdict({ predicted }: { predicted: ShopPredicted }) {
  const { t, ratio, count } = useWords();
  const { proof, standing, oneTimers } = predicted;
  const { grade, medianError, tests } = proof;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {t("predictions.verdict.title")}
          </Text>
          <Badge tone={TONES[grade]} size="large">
            {t("predictions.verdict.grade", { grade })}
          </Badge>
        </InlineStack>
        {medianError === null ? (
          <Text as="p" variant="bodyLg">
            {t("predictions.verdict.untested")}
          </Text>
        ) : (
          <Text as="p" variant="bodyLg">
            {tests === 1
              ? t("predictions.verdict.single", { error: ratio(medianError) })
              : t("predictions.verdict.sentence", {
                  tests: count(tests),
                  error: ratio(medianError),
                  hits: count(proof.hits),
                })}{" "}
            <Text as="span" fontWeight="semibold">
              {t(`predictions.verdict.${grade}`)}
            </Text>
          </Text>
        )}
        {medianError === null ? null : (
          <Text as="p" tone="subdued">
            {t("predictions.verdict.rules", {
              ours: ratio(proof.ordersError),
              pace: ratio(proof.samePaceError),
              last: ratio(proof.lastSpanError),
            })}
          </Text>
        )}
        {proof.moneyTests === 0 ? null : (
          <Text as="p" tone="subdued">
            {t("forecasts.horizons.hits", {
              hits: count(proof.hits),
              tests: count(proof.tests),
              moneyHits: count(proof.moneyHits),
              moneyTests: count(proof.moneyTests),
            })}
          </Text>
        )}
        {standing === "ranges" ? <Text as="p">{t("predictions.verdict.ranges")}</Text> : null}
        {oneTimers > MOST_ONE_TIMERS ? (
          <Text as="p">{t("predictions.verdict.oneTimers", { share: ratio(oneTimers) })}</Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}
