import { Badge, BlockStack, Box, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { getMetric } from "~/analytics/metrics/registry";
import { useWords } from "~/components/shell/words";
import { basisText, formulaText, sourceText } from "~/i18n/formulas";
import type { Asked } from "./ExplainProvider";
import { isMadeUp, ordersPath } from "./scope";

/** How a figure is computed: what the registry says of the metric, and what this figure rests on. */
export function ExplainCard({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { t, value, period } = useWords();
  const { metric, figure, scope } = asked;
  const path = ordersPath(metric, scope);
  return (
    <Box padding="400" maxWidth="22rem">
      <BlockStack gap="300">
        <BlockStack gap="100">
          <InlineStack align="space-between" gap="200">
            <Text as="h3" variant="headingSm">
              {t(`metrics.${metric}.label`)}
            </Text>
            {isMadeUp(metric, scope) ? <Badge>{t("common.madeUp")}</Badge> : null}
          </InlineStack>
          <p className="explain-value">{value(figure.value, figure.unit)}</p>
          <Text as="p" tone="subdued" variant="bodySm">
            {period(scope.period)}
          </Text>
        </BlockStack>
        <Text as="p">{t(`metrics.${metric}.explanation`)}</Text>
        <Divider />
        <Definition asked={asked} />
        {path === null ? null : (
          <>
            <Divider />
            <Link url={path} onClick={onClose}>
              {t("pages.explain.orders")}
            </Link>
          </>
        )}
      </BlockStack>
    </Box>
  );
}

function Definition({ asked: { metric, figure, scope } }: { asked: Asked }) {
  const { t, ratio, money, language } = useWords();
  const { clocks, version } = getMetric(metric);
  const basis = basisText(metric, language);
  const clock = clocks.includes("tenure") ? t("pages.explain.byTenure") : t(`common.clocks.${scope.clock}`);
  const bounded = (figure.low ?? null) !== null && (figure.high ?? null) !== null && figure.unit === "minor";
  return (
    <dl className="explain-facts">
      <Fact term={t("pages.explain.formula")}>{formulaText(metric, language)}</Fact>
      {basis === null ? null : <Fact term={t("pages.explain.basis")}>{basis}</Fact>}
      <Fact term={t("pages.explain.clock")}>{clock}</Fact>
      {figure.coverage === undefined ? null : (
        <Fact term={t("pages.explain.coverage")}>
          {t("pages.explain.coverageOf", { share: ratio(figure.coverage) })}
        </Fact>
      )}
      {bounded ? (
        <Fact term={t("pages.explain.bounds")}>
          {t("pages.explain.between", { low: money(figure.low ?? null), high: money(figure.high ?? null) })}
        </Fact>
      ) : null}
      <Fact term={t("pages.explain.source")}>{sourceText(metric, language)}</Fact>
      <Fact term={t("pages.explain.version")}>{String(version)}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
