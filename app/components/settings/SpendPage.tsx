import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Day } from "~/analytics/period";
import { CsvImport } from "~/components/form/CsvImport";
import { useWords } from "~/components/shell/words";

/** What was spent on a platform over all its days. */
export interface PlatformSpend {
  readonly platform: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly days: number;
  /** Minor units. */
  readonly amount: number;
}

export interface ExpenseRow {
  readonly expenseId: string;
  readonly name: string;
  readonly kind: "once" | "daily" | "weekly" | "monthly" | "yearly";
  readonly amount: number;
  readonly start: Day;
  readonly end: Day | null;
}

export interface SpendView {
  readonly platforms: readonly PlatformSpend[];
  readonly expenses: readonly ExpenseRow[];
}

/** Advertising spend and operating expenses: what is stored, and more of it from files. */
export function SpendPage({ view: { platforms, expenses } }: { view: SpendView }) {
  const { t } = useWords();
  return (
    <Page title={t("pages.spend.title")} backAction={{ content: t("pages.spend.back"), url: "/app/settings" }}>
      <BlockStack gap="400">
        <Part title={t("pages.spend.ads")}>
          <CsvImport kind="Spend" text={t("pages.spend.adsText")} />
          {platforms.length === 0 ? <Nothing text={t("pages.spend.noAds")} /> : <Platforms platforms={platforms} />}
        </Part>
        <Part title={t("pages.spend.expenses")}>
          <CsvImport kind="Expenses" text={t("pages.spend.expensesText")} />
          {expenses.length === 0 ? <Nothing text={t("pages.spend.noExpenses")} /> : <Expenses expenses={expenses} />}
        </Part>
      </BlockStack>
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

function Nothing({ text }: { text: string }) {
  return (
    <Text as="p" tone="subdued">
      {text}
    </Text>
  );
}

function Platforms({ platforms }: { platforms: readonly PlatformSpend[] }) {
  const { t, day, count, money } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("pages.spend.ads")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.spend.platform")}</th>
            <th scope="col">{t("pages.spend.start")}</th>
            <th scope="col">{t("pages.spend.end")}</th>
            <th scope="col" className="number">
              {t("pages.spend.days")}
            </th>
            <th scope="col" className="number">
              {t("pages.spend.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {platforms.map(({ platform, firstDay, lastDay, days, amount }) => (
            <tr key={platform}>
              <th scope="row">{platform}</th>
              <td>{day(firstDay)}</td>
              <td>{day(lastDay)}</td>
              <td className="number">{count(days)}</td>
              <td className="number">{money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Expenses({ expenses }: { expenses: readonly ExpenseRow[] }) {
  const { t, day, money } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("pages.spend.expenses")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.spend.name")}</th>
            <th scope="col">{t("pages.spend.kind")}</th>
            <th scope="col">{t("pages.spend.start")}</th>
            <th scope="col">{t("pages.spend.end")}</th>
            <th scope="col" className="number">
              {t("pages.spend.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {expenses.map(({ expenseId, name, kind, start, end, amount }) => (
            <tr key={expenseId}>
              <th scope="row">{name}</th>
              <td>{t(`pages.spend.kinds.${kind}`)}</td>
              <td>{day(start)}</td>
              <td>{end ? day(end) : t("pages.spend.openEnd")}</td>
              <td className="number">{money(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
