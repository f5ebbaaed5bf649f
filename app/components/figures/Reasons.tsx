import { Badge, InlineStack } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { HighValueCustomerRow } from "~/reports/report";

export const TESTS = ["paysFullPrice", "buysSeveralTimes", "spendsAboveMedian"] as const;
export type TestName = (typeof TESTS)[number];

interface ReasonsProps {
  readonly customer: Pick<HighValueCustomerRow, TestName>;
  readonly wrap?: boolean;
}

/** The three tests of a high-value customer, each passed or not. */
export function Reasons({ customer, wrap = true }: ReasonsProps) {
  const { t } = useWords();
  return (
    <InlineStack gap="100" wrap={wrap}>
      {TESTS.map((test) => {
        const passed = customer[test];
        return (
          <Badge
            key={test}
            tone={passed ? "success" : undefined}
            progress={passed ? "complete" : "incomplete"}
            toneAndProgressLabelOverride={t(passed ? "pages.customers.passed" : "pages.customers.failed")}
          >
            {t(`reports.columns.${test}`)}
          </Badge>
        );
      })}
    </InlineStack>
  );
}
