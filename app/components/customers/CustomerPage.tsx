import { Badge, Banner, BlockStack, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { RFM_GROUPS } from "~/analytics/rfm";
import { Explained } from "~/components/explain/Explained";
import { ReportScope } from "~/components/explain/scope";
import { Notes } from "~/components/figures/Notes";
import { Reasons } from "~/components/figures/Reasons";
import { PredictionCard } from "~/components/predictions/PredictionCard";
import { ProfitSteps } from "~/components/profit/ProfitSteps";
import { useWords } from "~/components/shell/words";
import type { CustomerReport } from "~/reports/pageReports";
import type { CustomerScoreReport } from "~/reports/predictionTypes";
import { CustomerOrders } from "./CustomerOrders";
import { CustomerProducts } from "./CustomerProducts";

/** One customer: what they are worth, how that came about, when they buy, and why they stand out. */
export function CustomerPage({
  report,
  prediction,
}: {
  report: CustomerReport;
  prediction: CustomerScoreReport | null;
}) {
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
          {prediction ? <PredictionCard report={prediction} /> : null}
          <Records report={report} />
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            <BlockStack gap="400">
              <Part title={t("customers.one.financial")}>
                <ProfitSteps steps={report.financial} within={{ customerId }} />
                <Money report={report} />
              </Part>
              <Part title={t("customers.one.demographic")}>
                <Demographic report={report} />
              </Part>
            </BlockStack>
            <BlockStack gap="400">
              <Part title={t("customers.one.transactional")}>
                <Rhythm report={report} />
              </Part>
              {highValue ? <Why report={report} /> : null}
              <Part title={t("customers.one.behavioural")}>
                <Behavioural report={report} />
              </Part>
            </BlockStack>
          </InlineGrid>
          <CustomerProducts products={report.transactional.products} />
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
  const { orders, daysSinceLastOrder, orderGap, lapsePoint, stage, nextOrderDue, nextOrderDueByShop } = transactional;
  const days = orders.map(({ orderDay }) => orderDay).toSorted();
  const [first = null, last = first] = [days[0], days.at(-1)];
  return (
    <BlockStack gap="300">
      <Standing of={transactional} />
      <dl className="facts">
        <Fact term={t("customers.one.stage")}>{stage === null ? null : t(`lifecycle.stages.${stage}`)}</Fact>
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
        <Fact term={t("customers.one.dueByOwn")}>{nextOrderDue ? day(nextOrderDue) : null}</Fact>
        <Fact term={t("customers.one.dueByShop")}>{nextOrderDueByShop ? day(nextOrderDueByShop) : null}</Fact>
      </dl>
    </BlockStack>
  );
}

const TONES = { active: "success", atRisk: "attention", lost: "warning" } as const;

/** Whether the customer is active, about to lapse, or lapsed. */
function Standing({ of: { standing } }: { of: Pick<CustomerReport["transactional"], "standing"> }) {
  const { t } = useWords();
  if (standing === null) return null;
  const words = {
    active: t("pages.customer.active"),
    atRisk: t("lifecycle.lists.atRisk"),
    lost: t("pages.customer.lapsed"),
  };
  return (
    <InlineStack>
      <Badge tone={TONES[standing]}>{words[standing]}</Badge>
    </InlineStack>
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

/** That several records are one person, and where to change it. */
function Records({ report: { records } }: { report: CustomerReport }) {
  const { t } = useWords();
  if (records.length < 2) return null;
  return (
    <Banner action={{ content: t("customers.one.manage"), url: "/app/customers/same-person" }}>
      {t("customers.one.records", { count: records.length })}
    </Banner>
  );
}

function Money({ report: { customerId, financial, behavioural, transactional } }: { report: CustomerReport }) {
  const { t, money, month } = useWords();
  const { firstSource, acquisitionCost } = behavioural;
  const source =
    firstSource && transactional.cohortMonth
      ? t("customers.one.acquisitionCost", { source: firstSource, month: month(transactional.cohortMonth) })
      : t("customers.one.acquisitionUnknown");
  return (
    <dl className="facts">
      <Fact term={t("customers.one.refunds")}>
        <Explained metric="salesReversals" within={{ customerId }} figure={financial.salesReversals} />
      </Fact>
      <Fact term={t("customers.one.fees")}>
        <Explained metric="paymentFees" within={{ customerId }} figure={financial.paymentFees} />
      </Fact>
      <Fact term={source}>{acquisitionCost === null ? t("customers.one.unknown") : money(acquisitionCost)}</Fact>
    </dl>
  );
}

const MARKETING = ["SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING", "INVALID", "REDACTED"] as const;

function Demographic({ report: { demographic } }: { report: CustomerReport }) {
  const { t, day, language } = useWords();
  const place = [demographic.city, demographic.province, demographic.country].filter(Boolean).join(", ");
  const marketing = MARKETING.find((state) => state === demographic.marketingState);
  const spoken = demographic.locale
    ? new Intl.DisplayNames(language, { type: "language", fallback: "code" }).of(demographic.locale)
    : null;
  return (
    <dl className="facts">
      <Fact term={t("pages.customer.place")}>{place || null}</Fact>
      <Fact term={t("customers.one.language")}>{spoken ?? null}</Fact>
      <Fact term={t("customers.one.marketing")}>
        {marketing ? t(`customers.one.marketingStates.${marketing}`) : null}
      </Fact>
      <Fact term={t("customers.one.since")}>
        {demographic.customerSince === null ? null : day(demographic.customerSince)}
      </Fact>
      <Fact term={t("pages.customer.tags")}>{demographic.tags.join(", ") || null}</Fact>
    </dl>
  );
}

function Behavioural({ report: { behavioural } }: { report: CustomerReport }) {
  const { t, value } = useWords();
  const source = [behavioural.firstSource, behavioural.firstMedium, behavioural.firstCampaign].filter(Boolean);
  const shopifys = RFM_GROUPS.find((group) => group === behavioural.rfmGroup);
  return (
    <dl className="facts">
      <Fact term={t("pages.customer.cameFrom")}>{source.join(" / ") || null}</Fact>
      <Fact term={t("pages.customer.landedOn")}>{behavioural.firstLandingPage}</Fact>
      <Fact term={t("customers.one.daysToConversion")}>
        {behavioural.daysToConversion === null ? null : value(behavioural.daysToConversion, "days")}
      </Fact>
      <Fact term={t("customers.one.lastSource")}>{behavioural.lastSource}</Fact>
      <Fact term={t("pages.customer.discountCodes")}>{behavioural.discountCodes.join(", ") || null}</Fact>
      <Fact term={t("customers.one.rfmOurs")}>
        {behavioural.rfmOurs ? t(`customers.groups.names.${behavioural.rfmOurs}`) : null}
      </Fact>
      <Fact term={t("customers.one.rfmShopify")}>{shopifys ? t(`customers.groups.names.${shopifys}`) : null}</Fact>
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
