import { useFetcher } from "@remix-run/react";
import {
  BlockStack,
  Box,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { type OpenChange, RecostStatus } from "./RecostStatus";

type Kind = "collection" | "type" | "vendor";
const KINDS: readonly Kind[] = ["collection", "type", "vendor"];

/** A rule as its form holds it. */
export interface UnitRuleValues {
  readonly kind: Kind;
  readonly subject: string;
  readonly percent: string;
  readonly validFrom: string;
}

export interface UnitRulesView {
  readonly rules: readonly UnitRuleValues[];
  readonly subjects: Readonly<Record<Kind, readonly { readonly value: string; readonly label: string }[]>>;
  readonly open: OpenChange | null;
}

/** Unit costs as a part of the price, for what nothing better is known of. */
export function UnitCostRulesPage({ view }: { view: UnitRulesView }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const faults = fetcher.data?.faults ?? {};
  const draft = useDraft({ rules: view.rules });
  const { rules } = draft.values;
  useSaved(fetcher, Object.keys(faults).length === 0, t("costs.rules.saved"));
  const setRules = (changed: readonly UnitRuleValues[]) => draft.set({ rules: changed });
  return (
    <Page
      title={t("costs.rules.title")}
      subtitle={t("costs.rules.text")}
      backAction={{ content: t("pages.costs.title"), url: "/app/settings/costs" }}
    >
      <BlockStack gap="400">
        <RecostStatus open={view.open} />
        {rules.length === 0 ? (
          <Card>
            <Text as="p" tone="subdued">
              {t("costs.rules.none")}
            </Text>
          </Card>
        ) : null}
        {rules.map((rule, index) => (
          <RuleCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule that is being typed has nothing else that stays
            key={index}
            rule={rule}
            path={`rules.${index}`}
            subjects={view.subjects}
            faults={faults}
            onChange={(changes) => setRules(rules.map((one, at) => (at === index ? { ...one, ...changes } : one)))}
            onRemove={() => setRules(rules.filter((_, at) => at !== index))}
          />
        ))}
        <Box paddingInlineStart={{ xs: "400", sm: "0" }}>
          <InlineStack>
            <Button
              onClick={() => setRules([...rules, { kind: "collection", subject: "", percent: "", validFrom: "" }])}
            >
              {t("costs.rules.add")}
            </Button>
          </InlineStack>
        </Box>
      </BlockStack>
      <SaveBar
        id="cost-rules"
        open={draft.dirty}
        saving={fetcher.state !== "idle"}
        onSave={() => fetcher.submit(JSON.stringify(draft.values), JSON_POST)}
        onDiscard={draft.reset}
      />
    </Page>
  );
}

interface RuleCardProps extends Pick<UnitRulesView, "subjects"> {
  readonly rule: UnitRuleValues;
  readonly path: string;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<UnitRuleValues>) => void;
  readonly onRemove: () => void;
}

function RuleCard({ rule, path, subjects, faults, onChange, onRemove }: RuleCardProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  const known = subjects[rule.kind];
  // What a rule goes by may be gone from the shop; the rule still names it.
  const gone = rule.subject !== "" && !known.some(({ value }) => value === rule.subject);
  const options = [
    { value: "", label: t("costs.rules.choose") },
    ...known,
    ...(gone ? [{ value: rule.subject, label: rule.subject }] : []),
  ];
  return (
    <Card>
      <FormLayout>
        <FormLayout.Group condensed>
          <Select
            label={t("costs.rules.kind")}
            options={KINDS.map((kind) => ({ value: kind, label: t(`costs.rules.kinds.${kind}`) }))}
            value={rule.kind}
            onChange={(told) => onChange({ kind: KINDS.find((kind) => kind === told) ?? rule.kind, subject: "" })}
          />
          <Select
            label={t("costs.rules.subject")}
            options={options}
            value={rule.subject}
            error={wrong(`${path}.subject`)}
            onChange={(subject) => onChange({ subject })}
          />
        </FormLayout.Group>
        <FormLayout.Group condensed>
          <TextField
            label={t("costs.rules.percent")}
            suffix="%"
            inputMode="decimal"
            autoComplete="off"
            value={rule.percent}
            error={wrong(`${path}.percent`)}
            onChange={(percent) => onChange({ percent })}
          />
          <DayField
            label={t("costs.rules.from")}
            value={rule.validFrom}
            error={wrong(`${path}.validFrom`)}
            onChange={(validFrom) => onChange({ validFrom })}
          />
        </FormLayout.Group>
        <InlineStack align="end">
          <Button variant="plain" tone="critical" onClick={onRemove}>
            {t("costs.rules.remove")}
          </Button>
        </InlineStack>
      </FormLayout>
    </Card>
  );
}
