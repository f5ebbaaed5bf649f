import { Popover } from "@shopify/polaris";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Figure } from "~/reports/report";
import { ExplainCard } from "./ExplainCard";
import type { Scope } from "./scope";

/** A figure somebody asked about. */
export interface Asked {
  readonly metric: MetricName;
  readonly figure: Figure;
  readonly scope: Scope;
  /** The button that shows it; gets the focus back. */
  readonly button: HTMLElement;
}

const AskContext = createContext<((asked: Asked) => void) | null>(null);

/** Asks for the explanation of a figure. Throws outside of an ExplainProvider. */
export function useAsk(): (asked: Asked) => void {
  const ask = useContext(AskContext);
  if (!ask) throw new Error("useAsk: expected an ExplainProvider above this figure");
  return ask;
}

/** One explanation for all figures of a page: tables have hundreds of figures, and a popover each would slow them down. */
export function ExplainProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useCallback((next: Asked) => setAsked(next), []);
  // The click that opens another figure also closes this one: only the figure that is still shown may be closed.
  const close = () => setAsked((current) => (current === asked ? null : current));
  return (
    <AskContext.Provider value={ask}>
      {children}
      {asked ? (
        <Popover
          key={keyOf(asked)}
          active
          activator={<span className="explain-anchor" style={place(asked.button)} />}
          activatorWrapper="span"
          autofocusTarget="first-node"
          preventFocusOnClose
          preferredAlignment="left"
          onClose={() => {
            close();
            asked.button.focus({ preventScroll: true });
          }}
        >
          <ExplainCard asked={asked} onClose={close} />
        </Popover>
      ) : null}
    </AskContext.Provider>
  );
}

const keyOf = ({ metric, button }: Asked): string => {
  const { top, left } = button.getBoundingClientRect();
  return `${metric} ${top} ${left}`;
};

function place(button: HTMLElement) {
  const { top, left, width, height } = button.getBoundingClientRect();
  return { top: top + window.scrollY, left: left + window.scrollX, width, height };
}
