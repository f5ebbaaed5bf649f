import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { CsvImport } from "~/components/form/CsvImport";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import type { OrderRuleValues } from "./costForms";
import { FileButton } from "./FileButton";
import { OrderRuleCard } from "./OrderRuleCard";
import { type OpenChange, RecostStatus } from "./RecostStatus";

const KINDS = ["shipping", "handling", "packaging", "duties"] as const;
type Kind = (typeof KINDS)[number];

export interface OrderCostsView {
  readonly rules: Readonly<Record<Kind, readonly OrderRuleValues[]>>;
  readonly coverage: {
    readonly shipped: number;
    readonly imported: number;
    readonly ruled: number;
    readonly flat: number;
    readonly unknown: number;
  };
  readonly open: OpenChange | null;
}

const NEW_RULE: OrderRuleValues = {
  countries: "",
  minValue: "",
  maxValue: "",
  minUnits: "",
  maxUnits: "",
  validFrom: "",
  basis: "order",
  cost: "",
};

/** What orders cost besides goods and payment: imported, and by rule. */
export function OrderCostsPage({ view }: { view: OrderCostsView }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const faults = fetcher.data?.faults ?? {};
  const draft = useDraft(view.rules);
  useSaved(fetcher, Object.keys(faults).length === 0, t("costs.order.saved"));
  const save = () => fetcher.submit(JSON.stringify({ intent: "save", rules: draft.values }), JSON_POST);
  return (
    <Page
      title={t("costs.order.title")}
      subtitle={t("costs.order.text")}
      backAction={{ content: t("pages.costs.back"), url: "/app/settings" }}
    >
      <BlockStack gap="400">
        <RecostStatus open={view.open} />
        <ShippingFile coverage={view.coverage} />
        {KINDS.map((kind) => (
          <Rules
            key={kind}
            kind={kind}
            rules={draft.values[kind]}
            faults={faults}
            onChange={(rules) => draft.set({ [kind]: rules })}
          />
        ))}
      </BlockStack>
      <SaveBar
        id="order-costs"
        open={draft.dirty}
        saving={fetcher.state !== "idle"}
        onSave={save}
        onDiscard={draft.reset}
      />
    </Page>
  );
}

function ShippingFile({ coverage }: Pick<OrderCostsView, "coverage">) {
  const { t, count } = useWords();
  const fetcher = useFetcher();
  const { shipped, imported, ruled, flat } = coverage;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("costs.order.file")}
        </Text>
        <Text as="p">
          {t("costs.order.coverage", {
            shipped: count(shipped),
            known: count(imported + ruled + flat),
            imported: count(imported),
            ruled: count(ruled),
            flat: count(flat),
          })}
        </Text>
        <Text as="p" tone="subdued">
          {t("costs.order.precedence")}
        </Text>
        <CsvImport kind="Shipping" text={t("costs.order.fileText")} />
        {imported > 0 ? (
          <InlineStack gap="200">
            <FileButton
              label={t("costs.order.download")}
              path="/app/settings/order-costs.csv"
              fileName="shipping-costs.csv"
            />
            <Button
              tone="critical"
              loading={fetcher.state !== "idle"}
              onClick={() => fetcher.submit(JSON.stringify({ intent: "removeImported" }), JSON_POST)}
            >
              {t("costs.order.removeAll")}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

interface RulesProps {
  readonly kind: Kind;
  readonly rules: readonly OrderRuleValues[];
  readonly faults: Faults;
  readonly onChange: (rules: readonly OrderRuleValues[]) => void;
}

/** The rules of one kind, in the order in which they are asked. */
function Rules({ kind, rules, faults, onChange }: RulesProps) {
  const { t } = useWords();
  const moveUp = (index: number) =>
    onChange(
      rules.map((rule, at) => (at === index - 1 ? rules[index] : at === index ? rules[index - 1] : rule) ?? rule),
    );
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t(`costs.order.kinds.${kind}`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(rules.length === 0 ? "costs.order.noRules" : "costs.order.first")}
          </Text>
        </BlockStack>
        {rules.map((rule, index) => (
          <OrderRuleCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule that is being typed has nothing else that stays
            key={index}
            rule={rule}
            number={index + 1}
            path={`${kind}.${index}`}
            faults={faults}
            onChange={(changes) => onChange(rules.map((one, at) => (at === index ? { ...one, ...changes } : one)))}
            onUp={index === 0 ? null : () => moveUp(index)}
            onRemove={() => onChange(rules.filter((_, at) => at !== index))}
          />
        ))}
        <InlineStack>
          <Button
            accessibilityLabel={`${t("costs.order.add")}: ${t(`costs.order.kinds.${kind}`)}`}
            onClick={() => onChange([...rules, NEW_RULE])}
          >
            {t("costs.order.add")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
