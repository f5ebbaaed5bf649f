import { useSearchParams } from "@remix-run/react";
import { ActionList, BlockStack, Box, Button, Divider, InlineStack, Popover, Text } from "@shopify/polaris";
import { CalendarIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { addDays } from "~/analytics/period";
import { PERIOD_RULES } from "~/analytics/periodRule";
import { DayField } from "~/components/form/DayField";
import { useWords } from "~/components/shell/words";
import type { PeriodQuery } from "./periodQuery";

/** Chooses the span a page is about; the choice stands in the address. */
export function PeriodPicker({ query }: { query: PeriodQuery }) {
  const { t, period } = useWords();
  const [open, setOpen] = useState(false);
  const change = useChange(() => setOpen(false));
  const label = query.choice === "custom" ? period(query.period) : t(`pages.period.${query.choice}`);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      preferredAlignment="left"
      activator={
        <Button size="large" icon={CalendarIcon} disclosure onClick={() => setOpen(!open)}>
          {label}
        </Button>
      }
    >
      <ActionList
        actionRole="menuitem"
        items={PERIOD_RULES.map((rule) => ({
          content: t(`pages.period.${rule}`),
          active: rule === query.choice,
          onAction: () => change({ period: rule, start: null, last: null }),
        }))}
      />
      <Divider />
      <OwnSpan query={query} onApply={(start, last) => change({ period: "custom", start, last })} />
    </Popover>
  );
}

function OwnSpan({ query, onApply }: { query: PeriodQuery; onApply: (start: string, last: string) => void }) {
  const { t } = useWords();
  const [start, setStart] = useState<string>(query.period.start);
  const [last, setLast] = useState<string>(addDays(query.period.end, -1));
  const wrong = start === "" || last === "" || start > last;
  return (
    <Box padding="300">
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {t("pages.period.custom")}
        </Text>
        <DayField label={t("pages.period.start")} value={start} onChange={setStart} />
        <DayField
          label={t("pages.period.last")}
          value={last}
          onChange={setLast}
          error={wrong ? t("pages.period.wrong") : undefined}
        />
        <InlineStack align="end">
          <Button disabled={wrong} onClick={() => onApply(start, last)}>
            {t("pages.period.apply")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}

/** Sets parameters of the address, or removes those that are null, and leaves the others and the scroll position as they are. */
export function useChange(after?: () => void): (changes: Readonly<Record<string, string | null>>) => void {
  const [, setSearch] = useSearchParams();
  return (changes) => {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name);
          if (value !== null) next.set(name, value);
        }
        return next;
      },
      { preventScrollReset: true },
    );
    after?.();
  };
}
