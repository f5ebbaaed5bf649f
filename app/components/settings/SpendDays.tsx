import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { exponentOf } from "~/analytics/currencies";
import { minor, toDecimalString } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { JSON_POST } from "~/components/form/send";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { RowActions } from "./RowActions";
import type { SpendView } from "./SpendPage";

/** What was spent on a platform over all its days. */
export interface PlatformSpend {
  readonly platform: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly days: number;
  /** Minor units. */
  readonly amount: number;
}

export interface SpendDay {
  readonly day: Day;
  readonly platform: string;
  /** Minor units. */
  readonly amount: number;
  readonly source: "form" | "import";
}

interface SpendValues {
  readonly day: string;
  readonly platform: string;
  readonly amount: string;
}

const EMPTY: SpendValues = { day: "", platform: "", amount: "" };

type SpendDaysView = Pick<SpendView, "platforms" | "days" | "platform" | "page" | "lastPage">;

/** Spend by platform and by day, with a form that adds a day or changes one. */
export function SpendDays({ view }: { view: SpendDaysView }) {
  const { t, currency } = useWords();
  const [values, setValues] = useState(EMPTY);
  const change = useChange();
  const { platforms, days, platform } = view;
  const edit = (of: SpendDay) =>
    setValues({ day: of.day, platform: of.platform, amount: toDecimalString(minor(of.amount), exponentOf(currency)) });
  return (
    <BlockStack gap="400">
      <SpendForm values={values} onChange={setValues} />
      {platforms.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("pages.spend.noAds")}
        </Text>
      ) : (
        <>
          <Platforms platforms={platforms} />
          <InlineStack align="space-between" blockAlign="center" gap="200">
            <Text as="h3" variant="headingSm">
              {t("costs.spend.days")}
            </Text>
            <Select
              label={t("pages.spend.platform")}
              labelInline
              options={[{ value: "", label: t("costs.spend.all") }, ...platforms.map((of) => of.platform)]}
              value={platform}
              onChange={(chosen) => change({ platform: chosen, page: "1" })}
            />
          </InlineStack>
          <Days days={days} onEdit={edit} />
          <Pages page={view.page} last={view.lastPage} />
        </>
      )}
    </BlockStack>
  );
}

function SpendForm({ values, onChange }: { values: SpendValues; onChange: (values: SpendValues) => void }) {
  const { t, currency } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const faults = fetcher.data?.faults ?? {};
  const wrong = useFault(faults);
  useSaved(fetcher, Object.keys(faults).length === 0, t("costs.spend.saved"));
  return (
    <FormLayout>
      <FormLayout.Group>
        <DayField
          label={t("costs.spend.day")}
          value={values.day}
          error={wrong("day")}
          onChange={(day) => onChange({ ...values, day })}
        />
        <TextField
          label={t("costs.spend.platform")}
          placeholder={t("costs.spend.platformHelp")}
          autoComplete="off"
          value={values.platform}
          error={wrong("platform")}
          onChange={(platform) => onChange({ ...values, platform })}
        />
        <TextField
          label={t("pages.spend.amount")}
          prefix={currency}
          inputMode="decimal"
          autoComplete="off"
          value={values.amount}
          error={wrong("amount")}
          onChange={(amount) => onChange({ ...values, amount })}
        />
      </FormLayout.Group>
      <Button
        loading={fetcher.state !== "idle"}
        onClick={() => fetcher.submit(JSON.stringify({ intent: "saveSpend", ...values }), JSON_POST)}
      >
        {t("costs.spend.save")}
      </Button>
    </FormLayout>
  );
}

function Platforms({ platforms }: { platforms: readonly PlatformSpend[] }) {
  const { t, day, count, money } = useWords();
  return (
    <FiguresTable
      label={t("pages.spend.ads")}
      heads={[
        { text: t("pages.spend.platform") },
        { text: t("pages.spend.start") },
        { text: t("pages.spend.end") },
        { text: t("pages.spend.days"), numeric: true },
        { text: t("pages.spend.amount"), numeric: true },
        { text: t("costs.spend.remove"), isHidden: true },
      ]}
      rows={platforms.map(({ platform, firstDay, lastDay, days, amount }) => ({
        key: platform,
        cells: [
          platform,
          day(firstDay),
          day(lastDay),
          count(days),
          money(amount),
          <Remove key="remove" wish={{ platform, day: null }} label={t("costs.spend.removeAllOf", { platform })} />,
        ],
      }))}
    />
  );
}

function Days({ days, onEdit }: { days: readonly SpendDay[]; onEdit: (of: SpendDay) => void }) {
  const { t, day, money } = useWords();
  return (
    <FiguresTable
      label={t("costs.spend.days")}
      heads={[
        { text: t("costs.spend.day") },
        { text: t("pages.spend.platform") },
        { text: t("costs.spend.source") },
        { text: t("pages.spend.amount"), numeric: true },
        { text: t("costs.spend.edit"), isHidden: true },
      ]}
      rows={days.map((of) => {
        const what = `${of.platform}, ${day(of.day)}`;
        return {
          key: `${of.day} ${of.platform}`,
          cells: [
            day(of.day),
            of.platform,
            t(`costs.known.sources.${of.source}`),
            money(of.amount),
            <RowActions key="actions" what={what} onEdit={() => onEdit(of)}>
              <Remove wish={of} label={t("costs.spend.removeOf", { what })} />
            </RowActions>,
          ],
        };
      })}
    />
  );
}

/** Takes away a day's spend on a platform, or with `day` null all of the platform's. */
function Remove({ wish, label }: { wish: { readonly platform: string; readonly day: Day | null }; label: string }) {
  const { t } = useWords();
  const fetcher = useFetcher();
  useSaved(fetcher, true, t("costs.spend.removed"));
  const { platform, day } = wish;
  return (
    <Button
      variant="plain"
      tone="critical"
      loading={fetcher.state !== "idle"}
      accessibilityLabel={label}
      onClick={() => fetcher.submit(JSON.stringify({ intent: "removeSpend", platform, day }), JSON_POST)}
    >
      {t("costs.spend.remove")}
    </Button>
  );
}
