import { Badge, BlockStack, Box, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { Verdict, WatchRule } from "~/analytics/watch";
import { useWords } from "~/components/shell/words";
import { formatSentences } from "~/i18n/format";
import { findingTexts, ruleText, spanText, watchValue } from "~/i18n/watchText";
import type { WatchPast } from "~/reports/watchTypes";
import { Sparkline } from "./BandChart";

/** A watch as the list shows it. */
export interface WatchEntry {
  readonly watchId: string;
  readonly rule: WatchRule;
  readonly paused: boolean;
  readonly past: WatchPast;
  /** Whether somebody who wants its mails is among its readers. */
  readonly hasReaders: boolean;
  /** The newest mail that told of it; `deliveryId` null where nobody could be written to. */
  readonly lastNotice: { readonly at: string; readonly deliveryId: string | null } | null;
}

/** How urgent a verdict looks; undefined is neutral. */
export const VERDICT_TONES = {
  within: "success",
  above: "warning",
  below: "warning",
  toldBefore: "warning",
  unknown: "attention",
  tooShort: undefined,
  nothing: undefined,
  incomplete: "attention",
} as const satisfies Record<Verdict, string | undefined>;

/** One watch: what it watches, how its newest value stands, its past, and when it last told. */
export function WatchCard({ entry }: { entry: WatchEntry }) {
  const words = useWords();
  const { t, language } = words;
  const { watchId, rule, paused, past } = entry;
  const { newest, points } = past;
  const name = t(`metrics.${rule.metric}.label`);
  const said = newest === null ? t("alerts.says.none") : formatSentences(findingTexts(newest, words), language);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {name}
            </Text>
            <Text as="p" tone="subdued">
              {ruleText(rule, words)}
            </Text>
          </BlockStack>
          {paused ? (
            <Badge>{t("alerts.paused")}</Badge>
          ) : newest === null ? null : (
            <Badge tone={VERDICT_TONES[newest.verdict]}>{t(`alerts.verdicts.${newest.verdict}`)}</Badge>
          )}
        </InlineStack>
        {newest === null ? null : (
          <InlineStack gap="200" blockAlign="baseline">
            <Text as="span" variant="headingLg" numeric>
              {watchValue(newest.value, rule.metric, words)}
            </Text>
            <Text as="span" tone="subdued">
              {spanText(newest, rule.span, language)}
            </Text>
          </InlineStack>
        )}
        {points.some(({ value }) => value !== null) ? (
          <Sparkline rule={rule} points={points} label={`${name}. ${said}`} />
        ) : null}
        <Text as="p">{said}</Text>
        <Box>
          <Foot entry={entry} />
        </Box>
        <InlineStack>
          <Button url={`/app/alerts/${watchId}`} accessibilityLabel={`${t("alerts.seeAlert")}: ${name}`}>
            {t("alerts.seeAlert")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Foot({ entry: { lastNotice, hasReaders } }: { entry: WatchEntry }) {
  const { t, instant } = useWords();
  return (
    <BlockStack gap="100">
      <Text as="p" tone="subdued" variant="bodySm">
        {lastNotice ? t("alerts.lastTold", { day: instant(lastNotice.at) }) : t("alerts.neverTold")}
        {lastNotice?.deliveryId ? (
          <>
            {" · "}
            <Link url={`/app/reports/deliveries/${lastNotice.deliveryId}`}>{t("alerts.seeMail")}</Link>
          </>
        ) : null}
      </Text>
      {hasReaders ? null : (
        <Text as="p" tone="critical" variant="bodySm">
          {t("alerts.noReaders")}
        </Text>
      )}
    </BlockStack>
  );
}
