import { BlockStack, Card, InlineGrid, InlineStack, Link, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { minor } from "~/analytics/money";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords, type Words } from "~/components/shell/words";
import type { StoryEvent, SubscriptionStoryReport } from "~/reports/subscriptionTypes";
import { Part } from "./Part";
import { basisText, StateBadge, SubscriptionTable } from "./SubscriptionTable";
import { intervalText, numberOf, reasonText } from "./subscriptionWords";

/** One subscription: how it stands, how that is known, and everything that happened to it. */
export function StoryPage({ report }: { report: SubscriptionStoryReport }) {
  const { t } = useWords();
  const { subscription } = report;
  return (
    <Page
      title={subscription.title}
      subtitle={t("subscriptions.story.title", { id: subscription.subscriptionId })}
      backAction={{ content: t("subscriptions.tabs.list"), url: "/app/subscriptions/list" }}
      titleMetadata={<StateBadge state={subscription.state} />}
      fullWidth
    >
      <BlockStack gap="400">
        <Standing report={report} />
        <History events={report.events} />
        {report.others.length > 0 ? (
          <Part title={t("subscriptions.story.others")}>
            <SubscriptionTable label={t("subscriptions.story.others")} rows={report.others} />
          </Part>
        ) : null}
      </BlockStack>
    </Page>
  );
}

function Standing({ report }: { report: SubscriptionStoryReport }) {
  const words = useWords();
  const { t, money, day, count } = words;
  const { subscription: of, contract } = report;
  const customer = numberOf(of.customerId);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t("subscriptions.columns.customer"),
      <Link key="customer" url={`/app/customers/${customer}`}>
        {t("common.customerNumber", { number: customer })}
      </Link>,
    ],
    [t("metrics.mrr.label"), money(of.mrr)],
    [t("subscriptions.columns.chargeAmount"), `${money(of.chargeAmount)} · ${intervalText(of.interval, words)}`],
    [t("subscriptions.columns.intervalBasis"), t(`subscriptions.intervalOf.${of.intervalBasis}`)],
    [t("subscriptions.columns.plan"), of.plan ?? "–"],
    [t("subscriptions.columns.startedOn"), day(of.startedOn)],
    [t("subscriptions.columns.charges"), count(of.charges)],
    [t("subscriptions.columns.nextDueOn"), of.nextDueOn ? day(of.nextDueOn) : "–"],
    [t("subscriptions.columns.endedOn"), of.endedOn ? `${day(of.endedOn)} · ${reasonText(of.reason, words)}` : "–"],
    [t("subscriptions.columns.contributionProfit"), money(of.contributionProfit)],
    [t("subscriptions.columns.basis"), basisText(of, words)],
    [t("subscriptions.columns.evidence"), t(`subscriptions.evidence.${of.evidence}`)],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
          {facts.map(([name, value]) => (
            <BlockStack key={name} gap="050">
              <Text as="span" tone="subdued" variant="bodySm">
                {name}
              </Text>
              <Text as="span">{value}</Text>
            </BlockStack>
          ))}
        </InlineGrid>
        {contract ? (
          <InlineStack gap="200">
            <Text as="span" tone="subdued">
              {t("subscriptions.story.contract", { file: contract.fileName, line: String(contract.line) })}
            </Text>
            {contract.reasonText ? (
              <Text as="span" tone="subdued">
                {t("subscriptions.story.theirReason", { reason: contract.reasonText })}
              </Text>
            ) : null}
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function History({ events }: Pick<SubscriptionStoryReport, "events">) {
  const words = useWords();
  const { t, day, money } = words;
  return (
    <Part title={t("subscriptions.story.history")} text={t("subscriptions.story.historyText")}>
      <FiguresTable
        label={t("subscriptions.story.history")}
        heads={[
          { text: t("subscriptions.story.day") },
          { text: t("subscriptions.story.event") },
          { text: t("metrics.mrr.label"), numeric: true },
          { text: t("subscriptions.story.order") },
          { text: t("subscriptions.story.known") },
        ]}
        rows={events.toReversed().map((event, index) => ({
          key: `${event.day} ${event.kind} ${index}`,
          cells: [
            day(event.day),
            <span key="event" className="product-title">
              {eventText(event, words)}
            </span>,
            money(event.mrr),
            event.orderId ? (
              <Link key="order" url={`shopify:admin/orders/${numberOf(event.orderId)}`} target="_top">
                {event.orderName ?? numberOf(event.orderId)}
              </Link>
            ) : (
              "–"
            ),
            basisText(event, words),
          ],
        }))}
      />
    </Part>
  );
}

function eventText(event: StoryEvent, words: Words): string {
  const { t, money } = words;
  const change = { from: event.from ?? "", to: event.to ?? "" };
  switch (event.kind) {
    case "charge":
      return t("subscriptions.events.charge", { amount: money(event.amount), what: change.to });
    case "start":
      return t(event.basis === "observed" ? "subscriptions.events.start" : "subscriptions.events.startInferred");
    case "end":
      return t("subscriptions.events.end", { reason: reasonText(event.to, words) });
    case "price":
      if (event.from === null || event.to === null) return t("subscriptions.events.discount");
      return t("subscriptions.events.price", {
        from: money(minor(Number(event.from))),
        to: money(minor(Number(event.to))),
      });
    case "plan":
      return t("subscriptions.events.plan", {
        from: intervalText(change.from, words),
        to: intervalText(change.to, words),
      });
    case "more":
    case "fewer":
    case "swap":
      return t(`subscriptions.events.${event.kind}`, change);
    default:
      return t(`subscriptions.events.${event.kind}`);
  }
}
