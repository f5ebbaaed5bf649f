import { BlockStack, Box, Button, ButtonGroup, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import { monthOf } from "~/analytics/period";
import { useWords } from "~/components/shell/words";
import type { CalendarView } from "./calendarView";
import { MonthGrid } from "./MonthGrid";

const address = (month: string): string => `/app/reports/calendar?month=${month}`;

/** A month of what is sent when: what became of past reports, and those to come. */
export function CalendarPage({ view }: { readonly view: CalendarView }) {
  const { t, month } = useWords();
  const { timeZone, days, paused } = view;
  const isEmpty = days.every(({ day, entries }) => monthOf(day) !== view.month || entries.length === 0);
  return (
    <Page
      title={t("timing.calendar.title")}
      subtitle={t("timing.calendar.subtitle", { zone: timeZone.replaceAll("_", " ") })}
      backAction={{ content: t("pages.schedule.back"), url: "/app/reports" }}
      fullWidth
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: "400", sm: "0" }}>
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <Text as="h2" variant="headingLg">
              {month(view.month)}
            </Text>
            <ButtonGroup>
              <Button
                icon={ChevronLeftIcon}
                url={address(view.previous)}
                accessibilityLabel={t("timing.calendar.previous")}
              />
              <Button url="/app/reports/calendar">{t("timing.calendar.thisMonth")}</Button>
              <Button icon={ChevronRightIcon} url={address(view.next)} accessibilityLabel={t("timing.calendar.next")} />
            </ButtonGroup>
          </InlineStack>
        </Box>
        {isEmpty ? (
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <Text as="p" tone="subdued">
              {t("timing.calendar.nothing")}
            </Text>
          </Box>
        ) : null}
        <Card padding="0">
          <MonthGrid view={view} />
        </Card>
        {paused.length > 0 ? (
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <Text as="p" tone="subdued">
              {t("timing.calendar.paused", { titles: paused.join(", ") })}
            </Text>
          </Box>
        ) : null}
      </BlockStack>
    </Page>
  );
}
