import { type ReactNode, useEffect, useRef, useState } from "react";
import { useWords } from "~/components/shell/words";

interface ScrollHintProps {
  readonly columns: number;
  readonly label: string;
  readonly children: ReactNode;
}

/** A wide table that says that it goes on: in words above it, and with a shade at the side that hides more. */
export function ScrollHint({ columns, label, children }: ScrollHintProps) {
  const { t } = useWords();
  const box = useRef<HTMLElement>(null);
  const [hidden, setHidden] = useState({ before: false, after: false });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const after = element.scrollWidth - element.clientWidth - element.scrollLeft > 1;
      const before = element.scrollLeft > 1;
      setHidden((last) => (last.before === before && last.after === after ? last : { before, after }));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      watch.disconnect();
    };
  }, []);
  return (
    <div className="scroll-hint" data-before={hidden.before} data-after={hidden.after}>
      {hidden.before || hidden.after ? (
        <p className="scroll-hint-text">
          {t("statement.scroll", { count: columns })} <span aria-hidden>{hidden.after ? "→" : "←"}</span>
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section ref={box} className="figures-scroll" tabIndex={0} aria-label={label}>
        {children}
      </section>
    </div>
  );
}
