import { BlockStack, Card, InlineGrid, Page, Select, Text } from "@shopify/polaris";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { DownloadButton } from "~/components/form/DownloadButton";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { ExpectedReport } from "~/reports/subscriptionTypes";
import { Part } from "./Part";
import { SubscriptionLink } from "./SubscriptionTable";
import { SubscriptionTabs } from "./SubscriptionTabs";
import { intervalText } from "./subscriptionWords";

/** What is due in 30 and 90 days, what of it is at risk, and whose charge is overdue. */
export function ExpectedPage({ report }: { report: ExpectedReport }) {
  const { t, money } = useWords();
  return (
    <Page title={t("subscriptions.expected.title")} subtitle={t("subscriptions.expected.subtitle")} fullWidth>
      <BlockStack gap="400">
        <SubscriptionTabs />
        <InlineGrid columns={{ xs: 1, md: 3 }} gap={{ xs: "200", sm: "300" }}>
          {report.expected.map((of) => (
            <Card key={of.days}>
              <BlockStack gap="100">
                <Text as="h2" variant="bodyMd" tone="subdued">
                  {t("subscriptions.expected.next", { days: of.days })}
                </Text>
                <p className="metric-value">{money(of.amount)}</p>
                <Text as="p" tone="subdued">
                  {t("subscriptions.expected.renewals", { count: of.renewals })} · {t("subscriptions.expected.ifAll")}
                </Text>
                <Text as="p">
                  {t("subscriptions.expected.atRisk")}: {money(of.atRisk)}
                </Text>
              </BlockStack>
            </Card>
          ))}
          <Card>
            <BlockStack gap="100">
              <Text as="h2" variant="bodyMd" tone="subdued">
                {t("subscriptions.expected.overdue")}
              </Text>
              <p className="metric-value">{money(report.overdue.amount)}</p>
              <Text as="p" tone="subdued">
                {t("subscriptions.expected.renewals", { count: report.overdue.subscriptions })}
              </Text>
              <Text as="p">{t("subscriptions.expected.overdueText")}</Text>
            </BlockStack>
          </Card>
        </InlineGrid>
        <DueList report={report} />
        <Pages page={report.page} last={report.pages} />
      </BlockStack>
    </Page>
  );
}

const LISTS = [
  { value: "due 30", list: "due", days: 30 },
  { value: "due 90", list: "due", days: 90 },
  { value: "overdue", list: "overdue", days: 30 },
] as const;

function DueList({ report }: { report: ExpectedReport }) {
  const { t, count } = useWords();
  const change = useChange();
  const chosen = report.list === "overdue" ? "overdue" : `due ${report.days}`;
  return (
    <Part
      title={`${t(`subscriptions.expected.lists.${report.list}`)} (${count(report.count)})`}
      text={t("subscriptions.expected.why")}
      action={
        <div className="subscription-actions">
          <Select
            label={t("subscriptions.expected.title")}
            labelHidden
            options={LISTS.map(({ value, list, days }) => ({
              value,
              label:
                list === "overdue" ? t("subscriptions.expected.overdue") : t("subscriptions.expected.next", { days }),
            }))}
            value={chosen}
            onChange={(value) => {
              const found = LISTS.find((one) => one.value === value) ?? LISTS[0];
              change({ list: found.list, days: String(found.days), page: null });
            }}
          />
          <DownloadButton
            path={`/app/subscriptions/csv/expected?list=${report.list}&days=${report.days}`}
            fileName={`${report.list}.csv`}
            disabled={report.count === 0}
          />
        </div>
      }
    >
      <DueTable report={report} />
    </Part>
  );
}

function DueTable({ report }: { report: ExpectedReport }) {
  const words = useWords();
  const { t, count, money, ratio, day } = words;
  if (report.rows.length === 0)
    return (
      <div className="card-head">
        <Text as="p">{t("subscriptions.expected.none")}</Text>
      </div>
    );
  return (
    <FiguresTable
      label={t("subscriptions.expected.title")}
      heads={[
        { text: t("subscriptions.columns.customer") },
        { text: t("subscriptions.expected.dueOn") },
        { text: t("subscriptions.expected.inDays"), numeric: true },
        { text: t("subscriptions.expected.amount"), numeric: true },
        { text: t("subscriptions.expected.odds"), numeric: true },
        { text: t("subscriptions.columns.product") },
        { text: t("subscriptions.columns.interval") },
        { text: t("subscriptions.columns.charges"), numeric: true },
      ]}
      rows={report.rows.map((row) => ({
        key: row.subscription.subscriptionId,
        cells: [
          <SubscriptionLink key="customer" row={row.subscription} />,
          day(row.dueOn),
          count(row.inDays),
          money(row.amount),
          row.odds === null ? "–" : ratio(row.odds),
          <span key="title" className="product-title">
            {row.subscription.title}
          </span>,
          intervalText(row.subscription.interval, words),
          count(row.subscription.charges),
        ],
      }))}
    />
  );
}
