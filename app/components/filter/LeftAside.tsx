import { Box, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import { filterText } from "~/i18n/filterText";
import type { AppliedFilter } from "~/reports/report";

/** Filters of the address that a page does not follow, by name, and why. */
export function LeftAside({ filter, why }: { filter: readonly AppliedFilter[]; why: string }) {
  const { t, language } = useWords();
  if (filter.length === 0) return null;
  const conditions = new Intl.ListFormat(language).format(filter.map((one) => filterText(one, language)));
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <Text as="p" tone="subdued" variant="bodySm">
        {t("filters.leftAside", { conditions })} {why}
      </Text>
    </Box>
  );
}
