import { BlockStack, Button, Card, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { DialectReport, Explanation } from "~/reports/dialectReport";
import { BridgeTable } from "./BridgeTable";
import type { CompareQuery } from "./compareQuery";
import { amountName, circumstancesText } from "./dialectWords";

/** Takes the number another app shows and tells which way of counting gives it, exactly or most nearly. */
export function TypedNumber({ query, report }: { query: CompareQuery; report: DialectReport }) {
  const { t, currency } = useWords();
  const change = useChange();
  const [number, setNumber] = useState(query.number);
  const [figure, setFigure] = useState(query.figure === null ? "any" : String(query.figure));
  const find = () => change({ number: number.trim() === "" ? null : number.trim(), figure });
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("compare.typed.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("compare.typed.text")}
          </Text>
        </BlockStack>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            find();
          }}
        >
          <InlineGrid columns={{ xs: 1, sm: 3 }} gap="300" alignItems="start">
            <TextField
              label={t("compare.typed.number")}
              autoComplete="off"
              inputMode="decimal"
              value={number}
              onChange={setNumber}
              helpText={t("compare.typed.help", { currency })}
              error={query.number !== "" && query.typed === null ? t("compare.typed.wrong") : undefined}
            />
            <Select
              label={t("compare.typed.figure")}
              options={[
                { value: "any", label: t("compare.typed.any") },
                ...report.dialect.metrics.map(({ label }, index) => ({ value: String(index), label })),
              ]}
              value={figure}
              onChange={setFigure}
            />
            <div className="beside-fields">
              <Button submit variant="primary">
                {t("compare.typed.find")}
              </Button>
            </div>
          </InlineGrid>
        </form>
        {report.typed ? <Found typed={report.typed} /> : null}
      </BlockStack>
    </Card>
  );
}

function Found({ typed }: { typed: NonNullable<DialectReport["typed"]> }) {
  const { t, money, ratio } = useWords();
  const [first, ...others] = typed.best;
  if (!first) return <Text as="p">{t("compare.noValue")}</Text>;
  const value = money(typed.amount);
  const named = { app: first.app, name: first.metric.label };
  const rest = { rest: money(first.rest), share: ratio(first.restShare), found: money(first.value) };
  return (
    <BlockStack gap="300">
      <div role="status">
        <Text as="p" fontWeight="semibold">
          {typed.exact > 0
            ? t("compare.typed.exactly", { ...named, value })
            : t("compare.typed.nearly", { ...named, ...rest, value })}
        </Text>
        {typed.exact > 1 ? <Text as="p">{t("compare.typed.likely", { count: typed.exact })}</Text> : null}
      </div>
      <Way of={first} amount={typed.amount} />
      {others.length > 0 ? (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t("compare.typed.others")}
          </Text>
          <ul className="plain-list">
            {others.map((other) => (
              <li key={`${other.dialect} ${other.metric.label} ${other.value}`}>
                {other.app}: {other.metric.label}, {money(other.value)} ({wayText(other, t)}; {t("compare.typed.rest")}{" "}
                {money(other.rest)})
              </li>
            ))}
          </ul>
        </BlockStack>
      ) : null}
      <Text as="p" tone="subdued" variant="bodySm">
        {t("compare.typed.tried", { count: typed.tried })} {typed.exact > 0 ? "" : t("compare.typed.hint")}
      </Text>
    </BlockStack>
  );
}

function Way({ of, amount }: { of: Explanation; amount: number }) {
  const { t } = useWords();
  const perOrder = of.metric.perOrder === true;
  return (
    <BlockStack gap="200">
      <Text as="p">{wayText(of, t)}</Text>
      {perOrder ? null : (
        <BridgeTable
          label={t("compare.typed.way")}
          from={{ name: t("compare.from", { name: t(`metrics.${of.metric.counterpart}.label`) }), amount: of.ours }}
          parts={of.parts}
          rest={{ name: t("compare.typed.rest"), amount: of.rest }}
          to={{ name: t("compare.to", { app: of.app, name: of.metric.label }), amount }}
        />
      )}
    </BlockStack>
  );
}

/** How a way of counting departs from what the app's pages define, then on which clock and with which orders. */
function wayText(of: Explanation, t: ReturnType<typeof useWords>["t"]): string {
  const { adjustment, metric } = of;
  const departures = [
    ...(adjustment ? [adjustmentText(adjustment, metric.terms[adjustment.name] !== undefined, t)] : []),
    ...(of.unknownCostsAtPrice ? [t("compare.typed.unknownCosts")] : []),
  ];
  const how = departures.length > 0 ? departures : [t("compare.typed.asDefined")];
  return [...how, circumstancesText(of.circumstances, t)].join(" · ");
}

function adjustmentText(
  { name, times }: NonNullable<Explanation["adjustment"]>,
  isDefined: boolean,
  t: ReturnType<typeof useWords>["t"],
): string {
  const named = { name: amountName(name, t) };
  if (isDefined) return t("compare.typed.removed", named);
  return t(times > 0 ? "compare.typed.added" : "compare.typed.subtracted", named);
}
