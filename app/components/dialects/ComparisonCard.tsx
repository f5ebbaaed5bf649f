import { BlockStack, Card, Collapsible, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { useWords } from "~/components/shell/words";
import type { DialectComparison } from "~/reports/dialectReport";
import { BridgeTable } from "./BridgeTable";
import { amountName, formulaOf, reasonOf } from "./dialectWords";

/** One figure of the other app beside ours, why they differ in a sentence, and on request the whole way between them. */
export function ComparisonCard({ of, app }: { of: DialectComparison; app: string }) {
  const { t, money } = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {of.metric.label}
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300">
          <Value label={t("compare.theirs", { app })} value={money(of.theirs)} />
          <Value
            label={`${t("compare.ours")}: ${t(`metrics.${of.metric.counterpart}.label`)}`}
            value={money(of.ours)}
          />
          <Value label={t("compare.difference")} value={differenceText(of.difference, money)} />
        </InlineGrid>
        <Why of={of} app={app} />
        {of.metric.reading ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {t(`compare.readings.${of.metric.reading}`)}
          </Text>
        ) : null}
        <InlineStack>
          <span className="disclosure" data-open={open}>
            <Link onClick={() => setOpen(!open)} removeUnderline>
              {t("compare.details")}
            </Link>
          </span>
        </InlineStack>
        <Collapsible open={open} id={id} transition={false}>
          <Details of={of} app={app} />
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

const differenceText = (amount: number | null, money: (amount: number | null) => string): string =>
  amount !== null && amount > 0 ? `+${money(amount)}` : money(amount);

function Value({ label, value }: { label: string; value: string }) {
  return (
    <BlockStack gap="050">
      <Text as="span" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <p className="metric-value">{value}</p>
    </BlockStack>
  );
}

/** “Tenure shows 17% less than BeProfit, because BeProfit counts shipping charged (£1,200.00) and tax (£900.00).” */
function Why({ of, app }: { of: DialectComparison; app: string }) {
  const { t, money, ratio, count, language } = useWords();
  const perOrder = of.divided === null ? "" : ` ÷ ${count(of.orders.theirs)}`;
  if (of.ours === null || of.theirs === null) return <Text as="p">{t("compare.noValue")}</Text>;
  if (of.difference === 0) {
    const value = money(of.ours);
    return <Text as="p">{of.isSame ? t("compare.same", { app, value }) : t("compare.equalByChance", { value })}</Text>;
  }
  const begin =
    of.gap === null
      ? t("compare.differs", { app })
      : t(of.gap < 0 ? "compare.lower" : "compare.higher", { app, share: ratio(Math.abs(of.gap)) });
  return (
    <div>
      <Text as="p">{begin}</Text>
      <ul className="plain-list">
        {of.parts.map(({ reason, amount }) => {
          const words = reasonOf(reason, language, t);
          return (
            <li key={words}>
              {words} ({differenceText(amount, money)}
              {perOrder})
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Details({ of, app }: { of: DialectComparison; app: string }) {
  const { t, money, count } = useWords();
  const { metric, formula, divided, orders, unknown } = of;
  const perOrder = metric.perOrder === true;
  const counterpart = t(`metrics.${metric.counterpart}.label`);
  return (
    <BlockStack gap="300">
      <dl className="explain-facts">
        <dt>{t("compare.ourFormula")}</dt>
        <dd>{formulaOf(formula, perOrder, t)}</dd>
        <dt>{t("compare.theirFormula", { app })}</dt>
        <dd>{formulaOf(metric.terms, perOrder, t)}</dd>
      </dl>
      {divided ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {t("compare.dividedBy", {
            app,
            ours: money(divided.ours),
            theirs: money(divided.theirs),
            ourOrders: count(orders.ours),
            theirOrders: count(orders.theirs),
          })}
        </Text>
      ) : null}
      <BridgeTable
        label={t("compare.details")}
        from={{ name: t("compare.from", { name: counterpart }), amount: divided ? divided.ours : of.ours }}
        to={{ name: t("compare.to", { app, name: metric.label }), amount: divided ? divided.theirs : of.theirs }}
        parts={of.parts}
      />
      {unknown.length > 0 ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {t("compare.unknown", { names: unknown.map((name) => amountName(name, t)).join(", ") })}
        </Text>
      ) : null}
    </BlockStack>
  );
}
