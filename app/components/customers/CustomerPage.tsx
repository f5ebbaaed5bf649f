import { Badge, BlockStack, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { Explained } from "~/components/explain/Explained";
import { ReportScope } from "~/components/explain/scope";
import { Notes } from "~/components/figures/Notes";
import { Reasons } from "~/components/figures/Reasons";
import { ProfitSteps } from "~/components/profit/ProfitSteps";
import { useWords } from "~/components/shell/words";
import type { CustomerReport } from "~/reports/pageReports";
import { CustomerOrders } from "./CustomerOrders";

/** One customer: what they are worth, how that came about, when they buy, and why they stand out. */
export function CustomerPage({ report }: { report: CustomerReport }) {
  const { t } = useWords();
  const { customerId, highValue } = report;
  const number = t("common.customerNumber", { number: customerId });
  return (
    <Page
      title={t("pages.customer.title", { number })}
      backAction={{ content: t("pages.customer.back"), url: "/app/customers" }}
      titleMetadata={
        highValue?.isHighValue ? <Badge tone="success">{t("pages.customers.highValueOnly")}</Badge> : undefined
      }
      secondaryActions={[
        { content: t("pages.customer.openInShopify"), url: `shopify:admin/customers/${customerId}`, target: "_top" },
      ]}
    >
      <ReportScope report={report}>
        <BlockStack gap="400">
          <Headline report={report} />
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            <Part title={t("pages.customer.steps")}>
              <ProfitSteps steps={report.financial} within={{ customerId }} />
            </Part>
            <BlockStack gap="400">
              <Part title={t("pages.customer.rhythm")}>
                <Rhythm report={report} />
              </Part>
              {highValue ? <Why report={report} /> : null}
              <Part title={t("pages.customer.about")}>
                <About report={report} />
              </Part>
            </BlockStack>
          </InlineGrid>
          <CustomerOrders orders={report.transactional.orders} />
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

function Headline({ report: { customerId, financial, transactional } }: { report: CustomerReport }) {
  const { t, ratio } = useWords();
  const { contributionProfit, contributionProfitLow, contributionProfitHigh, costCoverage } = financial;
  const partly = (costCoverage ?? 1) < 1;
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="bodyMd" tone="subdued">
          {t("pages.customer.value")}
        </Text>
        <p className="metric-value headline">
          <Explained
            metric="contributionProfit"
            within={{ customerId }}
            figure={{
              value: contributionProfit,
              unit: "minor",
              coverage: costCoverage,
              low: contributionProfitLow,
              high: contributionProfitHigh,
            }}
          />
        </p>
        <Text as="p" tone="subdued">
          {t("pages.customer.ofOrders", { count: transactional.orders.length })}
          {partly ? ` · ${t("pages.figures.costsKnown", { share: ratio(costCoverage) })}` : ""}
        </Text>
      </BlockStack>
    </Card>
  );
}

function Rhythm({ report: { transactional } }: { report: CustomerReport }) {
  const { t, day } = useWords();
  const { orders, daysSinceLastOrder, orderGap, lapsePoint, isLapsed, nextOrderDue } = transactional;
  const days = orders.map(({ orderDay }) => orderDay).toSorted();
  const [first = null, last = first] = [days[0], days.at(-1)];
  return (
    <BlockStack gap="300">
      {isLapsed === null ? null : (
        <InlineStack>
          <Badge tone={isLapsed ? "warning" : "success"}>
            {t(isLapsed ? "pages.customer.lapsed" : "pages.customer.active")}
          </Badge>
        </InlineStack>
      )}
      <dl className="facts">
        <Fact term={t("pages.customer.firstOrder")}>{first ? day(first) : null}</Fact>
        <Fact term={t("pages.customer.lastOrder")}>{last ? day(last) : null}</Fact>
        <Fact term={t("metrics.daysSinceLastOrder.label")}>
          <Explained metric="daysSinceLastOrder" figure={daysSinceLastOrder} />
        </Fact>
        <Fact term={t("metrics.orderGap.label")}>
          <Explained metric="orderGap" figure={orderGap} />
        </Fact>
        <Fact term={t("metrics.lapsePoint.label")}>
          <Explained metric="lapsePoint" figure={lapsePoint} />
        </Fact>
        <Fact term={t("pages.customer.nextOrderDue")}>{nextOrderDue ? day(nextOrderDue) : null}</Fact>
      </dl>
    </BlockStack>
  );
}

function Why({ report: { highValue } }: { report: CustomerReport }) {
  const { t, ratio, money } = useWords();
  if (!highValue) return null;
  return (
    <Part title={t("pages.customers.reasons")}>
      <Reasons customer={highValue} />
      <Text as="p" tone="subdued">
        {[
          t("pages.customer.fullPrice", { share: ratio(highValue.fullPriceShare) }),
          t("pages.customer.inWindow", { count: highValue.ordersInWindow }),
          t("pages.customer.averageOrder", {
            value: money(highValue.averageOrderValue),
            median: money(highValue.medianOrderValue),
          }),
        ].join(" · ")}
      </Text>
    </Part>
  );
}

function About({ report: { demographic, behavioural } }: { report: CustomerReport }) {
  const { t } = useWords();
  const place = [demographic.city, demographic.province, demographic.country].filter(Boolean).join(", ");
  const source = [behavioural.firstSource, behavioural.firstMedium, behavioural.firstCampaign].filter(Boolean);
  return (
    <dl className="facts">
      <Fact term={t("pages.customer.place")}>{place || null}</Fact>
      <Fact term={t("pages.customer.cameFrom")}>{source.join(" / ") || null}</Fact>
      <Fact term={t("pages.customer.landedOn")}>{behavioural.firstLandingPage}</Fact>
      <Fact term={t("pages.customer.discountCodes")}>{behavioural.discountCodes.join(", ") || null}</Fact>
      <Fact term={t("pages.customer.tags")}>{demographic.tags.join(", ") || null}</Fact>
    </dl>
  );
}

/** A fact with its name; one that is not known is left out. */
function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (children === null) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
