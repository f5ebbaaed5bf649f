import { BlockStack, Box, Button, Checkbox, Popover, Text } from "@shopify/polaris";
import { useState } from "react";
import { NO_SWITCHES, type OrderSwitches } from "~/analytics/switches";
import { useWords } from "~/components/shell/words";
import { switchTexts } from "~/i18n/filterText";
import { useFilter } from "./useFilter";

const PLAIN = ["cancelled", "unpaid", "zeroValue"] as const;
const NAMED = { tag: "tags", channel: "channels", source: "sources" } as const;

/** Says which orders are left out, and lets a page leave out others than the settings say. */
export function SwitchPicker({ switches }: { switches: OrderSwitches }) {
  const { t, language } = useWords();
  const { setSwitches, resetSwitches, hasOwnSwitches } = useFilter();
  const [open, setOpen] = useState(false);
  const texts = switchTexts(switches, language);
  const label = `${t("filters.switches.title")}: ${texts.length === 0 ? t("filters.switches.nothing") : texts.join(", ")}`;
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      preferredAlignment="left"
      activator={
        <Button variant="tertiary" disclosure onClick={() => setOpen(!open)}>
          {label}
        </Button>
      }
    >
      <Box padding="300" width="min(20rem, calc(100vw - 3rem))">
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t("filters.switches.title")}
          </Text>
          {PLAIN.map((name) => (
            <Checkbox
              key={name}
              label={t(`filters.switches.${name}`)}
              checked={switches[name]}
              onChange={(checked) => setSwitches({ ...switches, [name]: checked })}
            />
          ))}
          <NamedSwitches switches={switches} onChange={setSwitches} />
          <Text as="p" tone="subdued" variant="bodySm">
            {t("filters.switches.explain")}
          </Text>
          {hasOwnSwitches ? (
            <Button variant="plain" textAlign="left" onClick={resetSwitches}>
              {t("filters.switches.reset")}
            </Button>
          ) : null}
        </BlockStack>
      </Box>
    </Popover>
  );
}

/** Tags, channels and sources that are left out; new ones are named in the settings. */
function NamedSwitches({ switches, onChange }: { switches: OrderSwitches; onChange: (next: OrderSwitches) => void }) {
  const { t } = useWords();
  return (Object.keys(NAMED) as (keyof typeof NAMED)[]).flatMap((kind) => {
    const list = NAMED[kind];
    return switches[list].map((name) => (
      <Checkbox
        key={`${kind} ${name}`}
        label={t(`filters.switches.${kind}`, { name })}
        checked
        onChange={() =>
          onChange({ ...NO_SWITCHES, ...switches, [list]: switches[list].filter((other) => other !== name) })
        }
      />
    ));
  });
}
