import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, Page, Select, Text, TextField } from "@shopify/polaris";
import type { Day } from "~/analytics/period";
import type { Evidence } from "~/analytics/subscriptions/line";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { CsvImport } from "~/components/form/CsvImport";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { Part } from "./Part";
import { type RulesValues, WORD_LISTS } from "./rulesForm";
import { SubscriptionTabs } from "./SubscriptionTabs";
import { intervalText } from "./subscriptionWords";

export interface RulesView {
  readonly values: RulesValues;
  readonly evidence: readonly { readonly evidence: Evidence; readonly subscriptions: number }[];
  readonly plans: readonly {
    readonly sellingPlanId: string;
    readonly name: string;
    readonly groupName: string;
    readonly category: string | null;
    readonly interval: string | null;
    readonly firstSeen: Day;
    readonly lastSeen: Day;
  }[];
  readonly imports: readonly {
    readonly fileName: string;
    readonly format: "recharge" | "loop" | "skio" | "shopify" | "plain";
    readonly importedOn: Day;
    readonly contracts: number;
    readonly unmatched: number;
  }[];
}

interface Outcome {
  readonly faults: Faults;
}

/** How subscriptions are recognised and counted, the plans that were seen, and contracts of other apps. */
export function RulesPage({ view }: { view: RulesView }) {
  const { t } = useWords();
  const draft = useDraft(view.values);
  const fetcher = useFetcher<Outcome>();
  const faults = fetcher.data?.faults ?? {};
  useSaved(fetcher, Object.keys(faults).length === 0, t("subscriptions.rules.saved"));
  return (
    <Page title={t("subscriptions.rules.title")} subtitle={t("subscriptions.rules.subtitle")} fullWidth>
      <SaveBar
        id="subscription-rules"
        open={draft.dirty}
        saving={fetcher.state !== "idle"}
        onSave={() => fetcher.submit(JSON.stringify({ intent: "save", values: draft.values }), JSON_POST)}
        onDiscard={draft.reset}
      />
      <BlockStack gap="400">
        <SubscriptionTabs />
        <Counting values={draft.values} faults={faults} onChange={draft.set} />
        <Recognition values={draft.values} evidence={view.evidence} onChange={draft.set} />
        <Imports imports={view.imports} />
        <Plans plans={view.plans} />
      </BlockStack>
    </Page>
  );
}

interface FormProps {
  readonly values: RulesValues;
  readonly onChange: (changes: Partial<RulesValues>) => void;
}

const CHOICES = {
  paused: ["excluded", "counted"],
  discounts: ["recurring", "all", "none"],
  sameMonth: ["dropped", "counted"],
  endsOn: ["halfway", "due"],
} as const;

function Counting({ values, faults, onChange }: FormProps & { faults: Faults }) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("subscriptions.rules.counting")}
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <Select
              label={t("subscriptions.rules.paused")}
              options={CHOICES.paused.map((value) => ({ value, label: t(`subscriptions.effects.paused.${value}`) }))}
              value={values.paused}
              onChange={(value) => onChange({ paused: value === "counted" ? "counted" : "excluded" })}
            />
            <Select
              label={t("subscriptions.rules.discounts")}
              options={CHOICES.discounts.map((value) => ({
                value,
                label: t(`subscriptions.effects.discounts.${value}`),
              }))}
              value={values.discounts}
              onChange={(value) => onChange({ discounts: CHOICES.discounts.find((one) => one === value) })}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <Select
              label={t("subscriptions.rules.sameMonth")}
              options={CHOICES.sameMonth.map((value) => ({
                value,
                label: t(`subscriptions.effects.sameMonth.${value}`),
              }))}
              value={values.sameMonth}
              onChange={(value) => onChange({ sameMonth: value === "counted" ? "counted" : "dropped" })}
            />
            <Select
              label={t("subscriptions.rules.endsOn")}
              options={CHOICES.endsOn.map((value) => ({ value, label: t(`subscriptions.effects.endsOn.${value}`) }))}
              value={values.endsOn}
              onChange={(value) => onChange({ endsOn: value === "due" ? "due" : "halfway" })}
            />
          </FormLayout.Group>
          <TextField
            label={t("subscriptions.rules.graceDays")}
            helpText={t("subscriptions.rules.graceHelp")}
            inputMode="numeric"
            autoComplete="off"
            value={values.graceDays}
            error={faults.graceDays ? t("subscriptions.rules.wrong") : undefined}
            onChange={(graceDays) => onChange({ graceDays })}
          />
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

function Recognition({ values, evidence, onChange }: FormProps & Pick<RulesView, "evidence">) {
  const { t, count } = useWords();
  const found = evidence.map((of) => `${t(`subscriptions.evidence.${of.evidence}`)} ${count(of.subscriptions)}`);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("subscriptions.rules.recognition")}
          </Text>
          <Text as="p" tone="subdued">
            {t("subscriptions.rules.recognitionText")}
          </Text>
          {found.length > 0 ? (
            <Text as="p">{t("subscriptions.rules.foundBy", { list: found.join(" · ") })}</Text>
          ) : null}
        </BlockStack>
        <FormLayout>
          {[0, 2, 4].map((first) => (
            <FormLayout.Group key={first}>
              {WORD_LISTS.slice(first, first + 2).map((name) => (
                <TextField
                  key={name}
                  label={t(`subscriptions.rules.${name}`)}
                  multiline={4}
                  maxHeight={200}
                  autoComplete="off"
                  value={values[name]}
                  onChange={(text) => onChange({ [name]: text })}
                />
              ))}
            </FormLayout.Group>
          ))}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

function Imports({ imports }: Pick<RulesView, "imports">) {
  const { t, day, count } = useWords();
  const fetcher = useFetcher<Outcome>();
  useSaved(fetcher, true, t("subscriptions.imports.removed"));
  return (
    <Part title={t("subscriptions.imports.title")}>
      <div className="card-head">
        <CsvImport kind="Contracts" text={t("subscriptions.imports.text")} />
      </div>
      {imports.length === 0 ? null : (
        <FiguresTable
          label={t("subscriptions.imports.title")}
          heads={[
            { text: t("subscriptions.imports.file") },
            { text: t("subscriptions.imports.format") },
            { text: t("subscriptions.imports.day") },
            { text: t("subscriptions.imports.contracts"), numeric: true },
            { text: t("subscriptions.imports.unmatched"), numeric: true },
            { text: "" },
          ]}
          rows={imports.map((of) => ({
            key: of.fileName,
            cells: [
              <span key="file" className="product-title">
                {of.fileName}
              </span>,
              t(`subscriptions.imports.formats.${of.format}`),
              day(of.importedOn),
              count(of.contracts),
              count(of.unmatched),
              <Button
                key="remove"
                size="slim"
                tone="critical"
                variant="tertiary"
                loading={fetcher.state !== "idle"}
                accessibilityLabel={`${t("subscriptions.imports.remove")}: ${of.fileName}`}
                onClick={() => fetcher.submit(JSON.stringify({ intent: "remove", fileName: of.fileName }), JSON_POST)}
              >
                {t("subscriptions.imports.remove")}
              </Button>,
            ],
          }))}
        />
      )}
    </Part>
  );
}

function Plans({ plans }: Pick<RulesView, "plans">) {
  const words = useWords();
  const { t, day } = words;
  return (
    <Part
      title={t("subscriptions.rules.plans")}
      text={t(plans.length === 0 ? "subscriptions.rules.noPlans" : "subscriptions.rules.plansText")}
    >
      {plans.length === 0 ? null : (
        <FiguresTable
          label={t("subscriptions.rules.plans")}
          heads={[
            { text: t("subscriptions.columns.plan") },
            { text: t("subscriptions.rules.group") },
            { text: t("subscriptions.rules.category") },
            { text: t("subscriptions.columns.interval") },
            { text: t("subscriptions.rules.seen") },
          ]}
          rows={plans.map((plan) => ({
            key: plan.sellingPlanId,
            cells: [
              plan.name,
              plan.groupName,
              plan.category ?? "–",
              plan.interval === null ? "–" : intervalText(plan.interval, words),
              plan.firstSeen === plan.lastSeen ? day(plan.lastSeen) : `${day(plan.firstSeen)} – ${day(plan.lastSeen)}`,
            ],
          }))}
        />
      )}
    </Part>
  );
}
