import type { ReactNode } from "react";

/** Where a wide table scrolls by itself, by touch, wheel and keyboard, while the page stays. `label` names the table. */
export function FiguresScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
