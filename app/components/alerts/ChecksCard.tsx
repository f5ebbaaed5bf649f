import { Badge, Text } from "@shopify/polaris";
import type { Period } from "~/analytics/period";
import { isTold, type Verdict, type WatchRule } from "~/analytics/watch";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import { rangeText, spanText, watchValue } from "~/i18n/watchText";
import { VERDICT_TONES } from "./WatchCard";

/** A check as its page lists it. */
export interface CheckEntry extends Period {
  readonly verdict: Verdict;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly hasRange: boolean;
  readonly isTold: boolean;
}

/** What a watch's checks came to, the newest first. */
export function ChecksCard({ rule, checks }: { readonly rule: WatchRule; readonly checks: readonly CheckEntry[] }) {
  const words = useWords();
  const { t, language } = words;
  if (checks.length === 0) return <Part title={t("alerts.checks.title")} text={t("alerts.checks.none")} />;
  return (
    <Part title={t("alerts.checks.title")}>
      <FiguresTable
        label={t("alerts.checks.title")}
        heads={[
          { text: t("alerts.checks.span") },
          { text: t("alerts.checks.value"), numeric: true },
          { text: t("alerts.checks.usual") },
          { text: t("alerts.checks.verdict") },
        ]}
        rows={checks.map((check) => ({
          key: `${check.start} ${check.end}`,
          cells: [
            spanText(check, rule.span, language),
            watchValue(check.value, rule.metric, words),
            check.hasRange ? rangeText(check, rule.metric, words) : "",
            <Outcome key="outcome" check={check} />,
          ],
        }))}
      />
    </Part>
  );
}

function Outcome({ check }: { readonly check: CheckEntry }) {
  const { t } = useWords();
  return (
    <>
      <Badge tone={VERDICT_TONES[check.verdict]}>{t(`alerts.verdicts.${check.verdict}`)}</Badge>
      {isTold(check.verdict) ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {" "}
          {t(check.isTold ? "alerts.checks.told" : "alerts.checks.notTold")}
        </Text>
      ) : null}
    </>
  );
}
