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

/** Colours for things without an order, apart from each other also for readers who see few colours. */
export const SPLIT_COLORS = [
  "#2a5fbd",
  "#b5530f",
  "#12866b",
  "#8e3b8f",
  "#6b6e00",
  "#c02f4b",
  "#3b7f94",
  "#5c5f62",
] as const;
