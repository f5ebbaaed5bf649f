import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { exponentOf } from "~/analytics/currencies";
import { EXPENSE_KINDS, type ExpenseKind } from "~/analytics/expenses";
import { minor, toDecimalString } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { JSON_POST } from "~/components/form/send";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords, type Words } from "~/components/shell/words";
import { RowActions } from "./RowActions";

interface StoredExpense {
  readonly expenseId: string;
  readonly name: string;
  readonly start: Day;
  readonly end: Day | null;
  readonly source: "form" | "import";
}

export type ExpenseRow = StoredExpense &
  (
    | { readonly kind: "percent"; readonly percent: string }
    /** Minor units. */
    | { readonly kind: Exclude<ExpenseKind, "percent">; readonly amount: number }
  );

interface ExpenseValues {
  /** Null for a new one. */
  readonly expenseId: string | null;
  readonly name: string;
  readonly kind: ExpenseKind;
  readonly amount: string;
  readonly start: string;
  readonly end: string;
}

const NEW: ExpenseValues = { expenseId: null, name: "", kind: "monthly", amount: "", start: "", end: "" };

/** What running the shop costs, with a form that adds an expense or changes one. */
export function Expenses({ expenses }: { expenses: readonly ExpenseRow[] }) {
  const { t, currency } = useWords();
  const [values, setValues] = useState(NEW);
  const edit = (of: ExpenseRow) =>
    setValues({
      expenseId: of.expenseId,
      name: of.name,
      kind: of.kind,
      amount: of.kind === "percent" ? of.percent : toDecimalString(minor(of.amount), exponentOf(currency)),
      start: of.start,
      end: of.end ?? "",
    });
  return (
    <BlockStack gap="400">
      <ExpenseForm key={values.expenseId} values={values} onChange={setValues} />
      {expenses.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("pages.spend.noExpenses")}
        </Text>
      ) : (
        <ExpenseTable expenses={expenses} onEdit={edit} />
      )}
    </BlockStack>
  );
}

const kindWords = (kind: ExpenseKind, { t }: Words): string =>
  kind === "percent" ? t("costs.expense.percentKind") : t(`pages.spend.kinds.${kind}`);

function ExpenseForm({ values, onChange }: { values: ExpenseValues; onChange: (values: ExpenseValues) => void }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const faults = fetcher.data?.faults ?? {};
  const saved = fetcher.state === "idle" && fetcher.data !== undefined && Object.keys(faults).length === 0;
  useSaved(fetcher, saved, t("costs.expense.saved"));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is emptied once for each answer
  useEffect(() => {
    if (saved) onChange(NEW);
  }, [fetcher.data]);
  const { expenseId } = values;
  return (
    <FormLayout>
      <ExpenseFields values={values} faults={faults} onChange={onChange} />
      <InlineStack gap="200">
        <Button
          loading={fetcher.state !== "idle"}
          onClick={() => fetcher.submit(JSON.stringify({ intent: "saveExpense", ...values }), JSON_POST)}
        >
          {t(expenseId === null ? "costs.expense.add" : "costs.expense.save")}
        </Button>
        {expenseId === null ? null : (
          <Button onClick={() => onChange(NEW)} variant="tertiary">
            {t("costs.expense.cancel")}
          </Button>
        )}
      </InlineStack>
    </FormLayout>
  );
}

interface ExpenseFieldsProps {
  readonly values: ExpenseValues;
  readonly faults: Faults;
  readonly onChange: (values: ExpenseValues) => void;
}

function ExpenseFields({ values, faults, onChange }: ExpenseFieldsProps) {
  const words = useWords();
  const { t, currency } = words;
  const wrong = useFault(faults);
  const isPercent = values.kind === "percent";
  const text = (field: "name" | "amount" | "start" | "end", label: string) => ({
    label,
    value: values[field],
    error: wrong(field),
    onChange: (value: string) => onChange({ ...values, [field]: value }),
  });
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField {...text("name", t("pages.spend.name"))} autoComplete="off" />
        <Select
          label={t("pages.spend.kind")}
          options={EXPENSE_KINDS.map((kind) => ({ value: kind, label: kindWords(kind, words) }))}
          value={values.kind}
          onChange={(told) => onChange({ ...values, kind: EXPENSE_KINDS.find((kind) => kind === told) ?? values.kind })}
        />
        <TextField
          {...text("amount", t(isPercent ? "costs.expense.percent" : "pages.spend.amount"))}
          autoComplete="off"
          inputMode="decimal"
          prefix={isPercent ? undefined : currency}
          suffix={isPercent ? "%" : undefined}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <DayField {...text("start", t("costs.expense.start"))} />
        <DayField {...text("end", t("costs.expense.end"))} disabled={values.kind === "once"} />
      </FormLayout.Group>
    </FormLayout>
  );
}

interface ExpenseTableProps {
  readonly expenses: readonly ExpenseRow[];
  readonly onEdit: (of: ExpenseRow) => void;
}

function ExpenseTable({ expenses, onEdit }: ExpenseTableProps) {
  const words = useWords();
  const { t, day, money } = words;
  return (
    <FiguresTable
      label={t("pages.spend.expenses")}
      heads={[
        { text: t("pages.spend.name") },
        { text: t("pages.spend.kind") },
        { text: t("pages.spend.start") },
        { text: t("pages.spend.end") },
        { text: t("pages.spend.amount"), numeric: true },
        { text: t("costs.spend.edit"), isHidden: true },
      ]}
      rows={expenses.map((of) => ({
        key: of.expenseId,
        cells: [
          of.name,
          kindWords(of.kind, words),
          day(of.start),
          of.end ? day(of.end) : of.kind === "once" ? "" : t("pages.spend.openEnd"),
          of.kind === "percent" ? t("costs.expense.ofNetSales", { percent: of.percent }) : money(of.amount),
          <RowActions key="actions" what={of.name} onEdit={() => onEdit(of)}>
            <RemoveExpense of={of} />
          </RowActions>,
        ],
      }))}
    />
  );
}

function RemoveExpense({ of: { expenseId, name } }: { of: ExpenseRow }) {
  const { t } = useWords();
  const fetcher = useFetcher();
  useSaved(fetcher, true, t("costs.expense.removed"));
  return (
    <Button
      variant="plain"
      tone="critical"
      loading={fetcher.state !== "idle"}
      accessibilityLabel={t("costs.spend.removeOf", { what: name })}
      onClick={() => fetcher.submit(JSON.stringify({ intent: "removeExpense", expenseId }), JSON_POST)}
    >
      {t("costs.spend.remove")}
    </Button>
  );
}
