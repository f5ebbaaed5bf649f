import { Button, InlineStack } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useWords } from "~/components/shell/words";

interface OrderedListProps<Name extends string> {
  readonly names: readonly Name[];
  readonly labelOf: (name: Name) => string;
  /** What the two buttons of an entry are called. */
  readonly upLabel: (name: Name) => string;
  readonly downLabel: (name: Name) => string;
  /** One entry, with the buttons that move it. */
  readonly entry: (name: Name, buttons: ReactNode) => ReactNode;
  readonly onChange: (names: Name[]) => void;
}

/** Entries in an order that two buttons each change. The button keeps the focus, and a screen reader hears the new place. */
export function OrderedList<Name extends string>(props: OrderedListProps<Name>) {
  const { names, labelOf, entry, onChange } = props;
  const { t } = useWords();
  const id = useId();
  const [said, setSaid] = useState("");
  const touched = useRef<readonly string[]>([]);
  // The browser drops the focus of an element that is put elsewhere.
  useEffect(() => {
    const buttons = touched.current.map((of) => document.getElementById(of));
    touched.current = [];
    buttons.find((button) => button?.getAttribute("aria-disabled") !== "true")?.focus();
  });
  const move = (name: Name, from: number, by: -1 | 1) => {
    const ids = [`${id}-${name}-up`, `${id}-${name}-down`];
    touched.current = by < 0 ? ids : ids.toReversed();
    setSaid(t("builder.moved", { name: labelOf(name), place: from + by + 1, count: names.length }));
    onChange(names.toSpliced(from, 1).toSpliced(from + by, 0, name));
  };
  return (
    <>
      {names.map((name, index) => (
        <div key={name}>
          {entry(
            name,
            <InlineStack gap="100" wrap={false}>
              <Button
                id={`${id}-${name}-up`}
                size="slim"
                variant="tertiary"
                icon={ArrowUpIcon}
                disabled={index === 0}
                accessibilityLabel={props.upLabel(name)}
                onClick={() => move(name, index, -1)}
              />
              <Button
                id={`${id}-${name}-down`}
                size="slim"
                variant="tertiary"
                icon={ArrowDownIcon}
                disabled={index === names.length - 1}
                accessibilityLabel={props.downLabel(name)}
                onClick={() => move(name, index, 1)}
              />
            </InlineStack>,
          )}
        </div>
      ))}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
