import { BlockStack, Card, InlineStack, Spinner, Text } from "@shopify/polaris";
import type { WatchRule } from "~/analytics/watch";
import { useWords } from "~/components/shell/words";
import { formatSentences } from "~/i18n/format";
import { findingTexts, rangeText, spanText, watchValue } from "~/i18n/watchText";
import type { WatchPoint, WatchPreview } from "~/reports/watchTypes";
import { BandChart } from "./BandChart";

/** Days listed before the rest is only counted. */
const LISTED = 12;

interface WatchPreviewCardProps {
  /** Null while there is no rule to preview, such as before a value is typed. */
  readonly shown: { readonly rule: WatchRule; readonly preview: WatchPreview } | null;
  readonly loading: boolean;
}

/** What a watch would have told in the last year, computed from the shop's own past before it is saved. */
export function WatchPreviewCard({ shown, loading }: WatchPreviewCardProps) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("alerts.preview.title")}
          </Text>
          {loading ? <Spinner size="small" accessibilityLabel={t("alerts.preview.title")} /> : null}
        </InlineStack>
        <div aria-live="polite" aria-busy={loading} className={loading && shown ? "dimmed" : undefined}>
          {shown ? (
            <Preview {...shown} />
          ) : (
            <Text as="p" tone="subdued">
              {t("alerts.preview.incomplete")}
            </Text>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}

function Preview({ rule, preview }: { readonly rule: WatchRule; readonly preview: WatchPreview }) {
  const words = useWords();
  const { t, language } = words;
  const { told, judged, unjudged, newest, points } = preview;
  return (
    <BlockStack gap="400">
      <BlockStack gap="100">
        <Text as="p" fontWeight="semibold">
          {told.length === 0
            ? t("alerts.preview.toldNone", { judged })
            : t("alerts.preview.told", { count: told.length, judged })}
        </Text>
        {unjudged > 0 ? <Text as="p">{t("alerts.preview.unjudged", { count: unjudged })}</Text> : null}
        <Text as="p" tone="subdued">
          {t("alerts.preview.help")}
        </Text>
      </BlockStack>
      {told.length > 0 ? <ToldList rule={rule} told={told} /> : null}
      {points.length > 1 ? <BandChart rule={rule} points={points} /> : null}
      <Text as="p">
        {newest === null ? t("alerts.says.none") : formatSentences(findingTexts(newest, words), language)}
      </Text>
    </BlockStack>
  );
}

function ToldList({ rule, told }: { readonly rule: WatchRule; readonly told: readonly WatchPoint[] }) {
  const words = useWords();
  const { t, language } = words;
  const rest = told.length - LISTED;
  return (
    <ul className="told-list">
      {told.slice(0, LISTED).map((point) => (
        <li key={`${point.start} ${point.end}`}>
          {spanText(point, rule.span, language)}: <strong>{watchValue(point.value, rule.metric, words)}</strong>
          {point.expected === null ? null : (
            <span className="subdued">
              {" "}
              {t("alerts.preview.usual", { range: rangeText(point, rule.metric, words) })}
            </span>
          )}
        </li>
      ))}
      {rest > 0 ? <li>{t("alerts.preview.more", { count: rest })}</li> : null}
    </ul>
  );
}
