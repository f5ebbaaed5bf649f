import { InlineStack, Pagination } from "@shopify/polaris";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";

interface PagesProps {
  /** Number of the page shown, the first is 1. */
  readonly page: number;
  readonly last: number;
}

/** Walks through a long list, page by page. Nothing is drawn where one page holds it all. */
export function Pages({ page, last }: PagesProps) {
  const { t } = useWords();
  const change = useChange();
  if (last <= 1) return null;
  return (
    <InlineStack align="center">
      <Pagination
        label={t("pages.list.page", { page, last })}
        hasPrevious={page > 1}
        hasNext={page < last}
        onPrevious={() => change({ page: String(page - 1) })}
        onNext={() => change({ page: String(page + 1) })}
      />
    </InlineStack>
  );
}
