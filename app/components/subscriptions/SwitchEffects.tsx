import { Badge, InlineStack } from "@shopify/polaris";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords, type Words } from "~/components/shell/words";
import type { MrrReport, SwitchEffect } from "~/reports/subscriptionTypes";
import { Part } from "./Part";

/** MRR and churn under each choice of each switch. */
export function SwitchEffects({ effects }: Pick<MrrReport, "effects">) {
  const words = useWords();
  const { t, money, count, ratio } = words;
  return (
    <Part title={t("subscriptions.effects.title")} text={t("subscriptions.effects.text")}>
      <FiguresTable
        label={t("subscriptions.effects.title")}
        heads={[
          { text: t("subscriptions.effects.choice") },
          { text: t("metrics.mrr.label"), numeric: true },
          { text: t("metrics.subscribers.label"), numeric: true },
          { text: t("metrics.churnedMrr.label"), numeric: true },
          { text: t("metrics.subscriberChurn.label"), numeric: true },
        ]}
        rows={effects.map(({ choice, isSet, mrr, subscribers, churn, subscriberChurn }) => ({
          key: `${choice.switch} ${choice.value}`,
          cells: [
            <InlineStack key="choice" gap="200" blockAlign="center">
              <span className="product-title">{choiceText(choice, words)}</span>
              {isSet ? <Badge size="small">{t("subscriptions.effects.set")}</Badge> : null}
            </InlineStack>,
            money(mrr),
            count(subscribers),
            money(churn),
            ratio(subscriberChurn),
          ],
        }))}
      />
    </Part>
  );
}

export function choiceText(choice: SwitchEffect["choice"], { t, count }: Pick<Words, "t" | "count">): string {
  switch (choice.switch) {
    case "paused":
      return t(`subscriptions.effects.paused.${choice.value}`);
    case "discounts":
      return t(`subscriptions.effects.discounts.${choice.value}`);
    case "sameMonth":
      return t(`subscriptions.effects.sameMonth.${choice.value}`);
    case "endsOn":
      return t(`subscriptions.effects.endsOn.${choice.value}`);
    case "graceDays":
      return t("subscriptions.effects.graceDays", { days: count(choice.value) });
  }
}
