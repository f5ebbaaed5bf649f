/** Colours of marks; each stands out from white by at least 3 to 1. */
export const COLORS = { sales: "#5b7fd4", profit: "#12866b", before: "#7f8488" } as const;

const OLD = [126, 160, 220] as const;
const NEW = [16, 42, 104] as const;

/** `count` colours from light to dark, for things in an order of time. */
export function rampOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const share = count > 1 ? index / (count - 1) : 1;
    return `rgb(${OLD.map((from, channel) => Math.round(from + ((NEW[channel] ?? 0) - from) * share)).join(" ")})`;
  });
}
