import { BlockStack, Page, Select } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { Pages } from "~/components/figures/Pages";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { SubscriptionListReport, SubscriptionState } from "~/reports/subscriptionTypes";
import { Part } from "./Part";
import { SubscriptionTable } from "./SubscriptionTable";
import { SubscriptionTabs } from "./SubscriptionTabs";

const STATES: readonly SubscriptionState[] = ["all", "active", "overdue", "paused", "ended"];

/** Every subscription, by how it stands. */
export function SubscriptionListPage({ report }: { report: SubscriptionListReport }) {
  const { t, count } = useWords();
  const change = useChange();
  const { state, counts, rows } = report;
  return (
    <Page title={t("subscriptions.list.title")} subtitle={t("subscriptions.list.subtitle")} fullWidth>
      <BlockStack gap="400">
        <SubscriptionTabs />
        {counts.all === 0 ? (
          <EmptyPage title={t("subscriptions.emptyTitle")} text={t("subscriptions.emptyText")} />
        ) : (
          <Part
            title={`${t(`subscriptions.states.${state}`)} (${count(counts[state])})`}
            action={
              <div className="subscription-actions">
                <Select
                  label={t("subscriptions.columns.state")}
                  labelHidden
                  options={STATES.map((value) => ({
                    value,
                    label: `${t(`subscriptions.states.${value}`)} (${count(counts[value])})`,
                  }))}
                  value={state}
                  onChange={(value) => change({ state: value, page: null })}
                />
                <DownloadButton path={`/app/subscriptions/csv/list?state=${state}`} fileName="subscriptions.csv" />
              </div>
            }
          >
            <SubscriptionTable label={t("subscriptions.list.title")} rows={rows} />
          </Part>
        )}
        <Pages page={report.page} last={report.pages} />
      </BlockStack>
    </Page>
  );
}
