import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Button,
  InlineStack,
  OptionList,
  Scrollable,
  Spinner,
  Text,
  TextField,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { type FilterDimension, typedValue } from "~/analytics/filter";
import { useWords } from "~/components/shell/words";
import { filterValueText } from "~/i18n/filterText";
import type { AppliedFilter } from "~/reports/report";
import { useFilter } from "./useFilter";

/** What the list of values answers. */
export interface ValueList {
  readonly values: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  readonly more: boolean;
  readonly counts: "orders" | "customers";
  /** Only so many of the newest orders, or of the customers, were looked at; null: all of them. */
  readonly lookedAt: number | null;
  readonly page: number;
}

interface ValuePickerProps {
  readonly dimension: FilterDimension;
  readonly chosen: AppliedFilter["values"];
  readonly onDone: () => void;
}

const TYPING_MS = 250;

/** The values orders have in a dimension, with how many: to be searched, paged and ticked. What is ticked holds at once. */
export function ValuePicker({ dimension, chosen, onDone }: ValuePickerProps) {
  const { t, language, count } = useWords();
  const { set } = useFilter();
  const [text, setText] = useState("");
  const { values, more, counts, lookedAt, state, showMore } = useValues(dimension, text);
  const picked = chosen.map(({ value }) => value);
  const found = values.filter(({ value }) => !picked.includes(value));
  const name = (of: { value: string; label: string }) => filterValueText(dimension, of, language);
  const options = [
    ...chosen.map((of) => ({ value: of.value, label: name(of) })),
    ...found.map((of) => ({
      value: of.value,
      label: `${name(of)} · ${t(`filters.${counts}`, { count: of.count })}`,
    })),
  ];
  const chosenOf = (picks: readonly string[]): AppliedFilter["values"] =>
    picks.map((value) => {
      const known = chosen.find((of) => of.value === value) ?? values.find((of) => of.value === value);
      return { value, label: known?.label ?? value };
    });
  const own = typedValue(dimension, text);
  const isNew = own !== null && state === "done" && !picked.includes(own) && !found.some(({ value }) => value === own);
  return (
    <Box padding="300" width="min(22rem, calc(100vw - 3rem))">
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {t(`filters.dimensions.${dimension}`)}
        </Text>
        <TextField
          label={t("filters.search")}
          labelHidden
          placeholder={t("filters.search")}
          autoComplete="off"
          value={text}
          onChange={setText}
          clearButton
          onClearButtonClick={() => setText("")}
        />
        <Scrollable style={{ maxHeight: "18rem" }} focusable>
          {options.length === 0 && state === "done" ? (
            <Box padding="200">
              <Text as="p" tone="subdued">
                {t("filters.noValues")}
              </Text>
            </Box>
          ) : (
            <OptionList
              allowMultiple
              options={options}
              selected={picked}
              onChange={(next) => set(dimension, chosenOf(next))}
            />
          )}
        </Scrollable>
        {isNew ? (
          <Button
            textAlign="left"
            fullWidth
            onClick={() => {
              set(dimension, [...chosen, { value: own, label: own }]);
              setText("");
            }}
          >
            {t("filters.useTyped", { value: own })}
          </Button>
        ) : null}
        {lookedAt === null ? null : (
          <Text as="p" tone="subdued" variant="bodySm">
            {t(dimension === "customerTag" ? "filters.lookedAtCustomers" : "filters.lookedAtOrders", {
              count: lookedAt,
            })}
          </Text>
        )}
        <InlineStack align="space-between" blockAlign="center">
          {state === "loading" ? (
            <Spinner size="small" accessibilityLabel={count(values.length)} />
          ) : (
            <Button variant="plain" disabled={!more} onClick={showMore}>
              {t("filters.more")}
            </Button>
          )}
          <Button variant="primary" onClick={onDone}>
            {t("filters.done")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

/** The values found so far, page by page; asked for anew while somebody types. */
function useValues(dimension: FilterDimension, text: string) {
  const fetcher = useFetcher<ValueList>();
  const [pages, setPages] = useState<readonly ValueList[]>([]);
  const load = useRef(fetcher.load);
  load.current = fetcher.load;
  useEffect(() => {
    setPages([]);
    const timer = setTimeout(() => load.current(path(dimension, text, 1)), text === "" ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [dimension, text]);
  useEffect(() => {
    const answer = fetcher.data;
    if (answer) setPages((before) => [...before.filter(({ page }) => page < answer.page), answer]);
  }, [fetcher.data]);
  const last = pages.at(-1);
  return {
    values: pages.flatMap(({ values }) => values),
    more: last?.more ?? false,
    counts: last?.counts ?? "orders",
    lookedAt: last?.lookedAt ?? null,
    state: fetcher.state === "idle" && last ? ("done" as const) : ("loading" as const),
    showMore: () => load.current(path(dimension, text, (last?.page ?? 0) + 1)),
  };
}

const path = (dimension: FilterDimension, text: string, page: number): string =>
  `/app/filter-values?${new URLSearchParams({ dimension, text, page: String(page) })}`;
