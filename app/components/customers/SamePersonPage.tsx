import { useFetcher, useSearchParams } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Link,
  Page,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { CsvImport } from "~/components/form/CsvImport";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { CountedAs, SamePersonReport } from "~/reports/customerPages";
import { CustomerTabs } from "./CustomerTabs";

/** Why two records were not merged; null: they were. */
export interface MergeOutcome {
  readonly fault: "same" | "unknown" | "merged" | "number" | null;
}

/** Several records of one person: which are counted together, what that changes, and how to say so. */
export function SamePersonPage({ report }: { report: SamePersonReport }) {
  const { t } = useWords();
  return (
    <Page title={t("customers.samePerson.title")} subtitle={t("customers.samePerson.subtitle")} fullWidth>
      <BlockStack gap="400">
        <CustomerTabs />
        <Card>
          <Text as="p">{t("customers.samePerson.why")}</Text>
        </Card>
        <Pair report={report} />
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("customers.samePerson.file")}
            </Text>
            <CsvImport kind="Merges" text={t("customers.samePerson.fileText")} />
          </BlockStack>
        </Card>
        <Merges report={report} />
        {report.merges.length > 0 ? <Effect report={report} /> : null}
      </BlockStack>
    </Page>
  );
}

/** Two numbers, both records shown, and then merged. */
function Pair({ report: { records } }: { report: SamePersonReport }) {
  const { t, day, money } = useWords();
  const [search] = useSearchParams();
  const change = useChange();
  const fetcher = useFetcher<MergeOutcome>();
  const [first, setFirst] = useState(search.get("first") ?? "");
  const [second, setSecond] = useState(search.get("second") ?? "");
  useSaved(fetcher, fetcher.data?.fault === null, t("customers.samePerson.merged"));
  const shown = [search.get("first"), search.get("second")];
  const isShown = shown[0] === first && shown[1] === second && records.length === 2;
  const asked = shown[0] && records.length < 2 && shown[0] === first;
  const fault = fetcher.data?.fault ?? (asked ? (shown[0] === shown[1] ? "same" : "unknown") : null);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("customers.samePerson.one")}
        </Text>
        {fault ? <Banner tone="critical">{t(`customers.samePerson.faults.${fault}`)}</Banner> : null}
        <FormLayout>
          <FormLayout.Group>
            <TextField
              label={t("customers.samePerson.first")}
              helpText={t("customers.samePerson.numberHelp")}
              inputMode="numeric"
              autoComplete="off"
              value={first}
              onChange={setFirst}
            />
            <TextField
              label={t("customers.samePerson.second")}
              inputMode="numeric"
              autoComplete="off"
              value={second}
              onChange={setSecond}
            />
          </FormLayout.Group>
        </FormLayout>
        {isShown ? (
          <ul className="plain-list">
            {records.map((record) => (
              <li key={record.customerId}>
                <Link url={`/app/customers/${record.customerId}`}>
                  {t("common.customerNumber", { number: record.customerId })}
                </Link>
                {` · ${t("customers.samePerson.ordersOf", { count: record.orders })} · ${money(record.netSales)}`}
                {record.lastOrderDay
                  ? ` · ${t("customers.samePerson.lastOrder", { day: day(record.lastOrderDay) })}`
                  : ""}
              </li>
            ))}
          </ul>
        ) : null}
        <InlineStack gap="200">
          <Button disabled={first === "" || second === ""} onClick={() => change({ first, second })}>
            {t("customers.samePerson.preview")}
          </Button>
          <Button
            variant="primary"
            disabled={!isShown}
            loading={fetcher.state !== "idle"}
            onClick={() => fetcher.submit(JSON.stringify({ intent: "merge", first, second }), JSON_POST)}
          >
            {t("customers.samePerson.merge")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Merges({ report: { merges } }: { report: SamePersonReport }) {
  const { t, instant } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("customers.samePerson.list")}
          </Text>
          {merges.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("customers.samePerson.none")}
            </Text>
          ) : null}
        </BlockStack>
      </div>
      {merges.length === 0 ? null : (
        <FiguresTable
          label={t("customers.samePerson.list")}
          heads={[
            { text: t("customers.samePerson.record") },
            { text: t("customers.samePerson.with") },
            { text: t("customers.samePerson.since") },
            { text: t("customers.samePerson.undo") },
          ]}
          rows={merges.map(({ customerId, intoCustomerId, mergedAt }) => ({
            key: customerId,
            cells: [
              t("common.customerNumber", { number: customerId }),
              <Link key="person" url={`/app/customers/${intoCustomerId}`}>
                {t("common.customerNumber", { number: intoCustomerId })}
              </Link>,
              instant(mergedAt),
              <Undo key="undo" customerId={customerId} />,
            ],
          }))}
        />
      )}
    </Card>
  );
}

function Undo({ customerId }: { customerId: string }) {
  const { t } = useWords();
  const fetcher = useFetcher<MergeOutcome>();
  useSaved(fetcher, fetcher.data?.fault === null, t("customers.samePerson.undone"));
  return (
    <Button
      size="slim"
      loading={fetcher.state !== "idle"}
      onClick={() => fetcher.submit(JSON.stringify({ intent: "unmerge", customerId }), JSON_POST)}
    >
      {t("customers.samePerson.undo")}
    </Button>
  );
}

/** The whole shop by records and by persons. */
function Effect({ report: { byRecord, byPerson } }: { report: SamePersonReport }) {
  const { t, count, ratio, money, language } = useWords();
  const few = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const line = (key: "customers" | "orders" | "repeatRate" | "lifetimeValue", write: (of: CountedAs) => string) => ({
    key,
    cells: [t(`customers.samePerson.${key}`), write(byRecord), write(byPerson)],
  });
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("customers.samePerson.effect")}
        </Text>
      </div>
      <FiguresTable
        label={t("customers.samePerson.effect")}
        heads={[
          { text: t("customers.samePerson.effect") },
          { text: t("customers.samePerson.records"), numeric: true },
          { text: t("customers.samePerson.persons"), numeric: true },
        ]}
        rows={[
          line("customers", (of) => count(of.customers)),
          line("orders", (of) => (of.ordersPerCustomer === null ? "–" : few.format(of.ordersPerCustomer))),
          line("repeatRate", (of) => ratio(of.repeatRate)),
          line("lifetimeValue", (of) => money(of.lifetimeValue)),
        ]}
      />
    </Card>
  );
}
