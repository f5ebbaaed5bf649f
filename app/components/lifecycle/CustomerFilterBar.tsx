import { BlockStack } from "@shopify/polaris";
import { CUSTOMER_DIMENSIONS } from "~/analytics/filter";
import { FilterBar } from "~/components/filter/FilterBar";
import { LeftAside } from "~/components/filter/LeftAside";
import { useWords } from "~/components/shell/words";
import type { LifecycleReport } from "~/reports/customerPages";

type Chosen = Pick<LifecycleReport, "filter" | "switches" | "leftAside">;

/** The filters that choose customers with all their orders, as the lifecycle needs them, and what it leaves aside of the others. */
export function CustomerFilterBar({ report }: { report: Chosen }) {
  const { t } = useWords();
  return (
    <BlockStack gap="200">
      <FilterBar report={report} dimensions={CUSTOMER_DIMENSIONS} note={t("lifecycle.chosen")} />
      <LeftAside filter={report.leftAside} why={t("lifecycle.leftAside")} />
    </BlockStack>
  );
}
