import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { Proof, ShopPredicted } from "~/reports/predictionTypes";

const TONES = { A: "success", B: "success", C: "attention", D: "warning" } as const;
/** Above this the time to a second order says more than who is alive. */
const MOST_ONE_TIMERS = 0.95;

/** The grade, and in one sentence how far to trust the forecasts. */
export function Verdict({ predicted }: { predicted: ShopPredicted }) {
  const { t, ratio, count, value } = useWords();
  const { proof, standing, oneTimers } = predicted;
  const { grade, medianError, tests } = proof;
  const closer = closerRule(proof);
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
            {tests === 0
              ? t("predictions.verdict.untested")
              : t("predictions.verdict.nothing", { tests: count(tests), orders: value(proof.mostExpected, "number") })}
          </Text>
        ) : (
          <Text as="p" variant="bodyLg">
            {tests === 1
              ? t("predictions.verdict.single", { error: ratio(medianError) })
              : t("predictions.verdict.sentence", {
                  tests: count(tests),
                  error: ratio(medianError),
                })}{" "}
            <Text as="span" fontWeight="semibold">
              {proof.isGraded
                ? t(`predictions.verdict.${grade}`)
                : t("predictions.verdict.few", { apart: count(proof.apart) })}
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
            {closer === null ? null : ` ${t(`predictions.verdict.${closer}`)}`}
          </Text>
        )}
        {proof.hitTests === 0 ? null : (
          <Text as="p" tone="subdued">
            {t("forecasts.horizons.hits", { hits: count(proof.hits), tests: count(proof.hitTests) })}{" "}
            {proof.moneyTests === 0
              ? null
              : `${t("forecasts.horizons.moneyHits", { hits: count(proof.moneyHits), tests: count(proof.moneyTests) })} `}
            {t("forecasts.horizons.hitsMade")}
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

/** The simple rule that was closer in orders than the models were; null where none was. */
function closerRule({ ordersError, samePaceError, lastSpanError }: Proof): "paceCloser" | "lastCloser" | null {
  const [pace, last] = [samePaceError ?? Number.POSITIVE_INFINITY, lastSpanError ?? Number.POSITIVE_INFINITY];
  if (ordersError === null || Math.min(pace, last) >= ordersError) return null;
  return pace < last ? "paceCloser" : "lastCloser";
}
