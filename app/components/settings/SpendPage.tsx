import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { CsvImport } from "~/components/form/CsvImport";
import { useWords } from "~/components/shell/words";
import { type ExpenseRow, Expenses } from "./Expenses";
import { FileButton } from "./FileButton";
import { type PlatformSpend, type SpendDay, SpendDays } from "./SpendDays";

export interface SpendView {
  readonly platforms: readonly PlatformSpend[];
  /** One page of the days of `platform` (empty: of all). */
  readonly days: readonly SpendDay[];
  readonly platform: string;
  readonly page: number;
  readonly lastPage: number;
  readonly expenses: readonly ExpenseRow[];
}

/** Advertising spend and operating expenses: by hand and from files, to be changed and taken away. */
export function SpendPage({ view }: { view: SpendView }) {
  const { t } = useWords();
  return (
    <Page title={t("pages.spend.title")} backAction={{ content: t("pages.spend.back"), url: "/app/settings" }}>
      <BlockStack gap="400">
        <Part title={t("pages.spend.ads")}>
          <CsvImport kind="Spend" text={t("costs.spend.adsText")} />
          <SpendDays view={view} />
          {view.days.length > 0 ? (
            <FileButton label={t("costs.spend.download")} path="/app/settings/spend.csv" fileName="ad-spend.csv" />
          ) : null}
        </Part>
        <Part title={t("pages.spend.expenses")}>
          <CsvImport kind="Expenses" text={t("costs.expense.text")} />
          <Expenses expenses={view.expenses} />
          {view.expenses.length > 0 ? (
            <FileButton
              label={t("costs.expense.download")}
              path="/app/settings/spend.csv?of=expenses"
              fileName="expenses.csv"
            />
          ) : null}
        </Part>
      </BlockStack>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}
