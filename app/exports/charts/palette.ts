/** Colours told apart by people with any common colour blindness (after Okabe and Ito), all readable on white. */
export const SERIES = { blue: "#1667a7", orange: "#d9771f", green: "#0f8a68", loss: "#a8261d" } as const;

export const INK = {
  text: "#1f2933",
  muted: "#52606d",
  grid: "#e1e6eb",
  axis: "#7b8794",
  paper: "#ffffff",
  empty: "#f4f6f8",
} as const;

// The dark end is light enough for dark figures: contrast is at least 5 to 1 in every cell.
const LIGHT: Colour = [238, 246, 252];
const DARK: Colour = [86, 155, 212];

/** A blue for a share of the scale, 0 light to 1 dark, to be written on in `INK.text`. */
export const shade = (share: number): string => between(LIGHT, DARK, share);

/** A blue for a line on white, 0 pale to 1 dark. */
export const stroke = (share: number): string => between([142, 182, 214], [10, 66, 116], share);

type Colour = readonly [number, number, number];

function between(from: Colour, to: Colour, share: number): string {
  const at = Math.min(1, Math.max(0, share));
  const channel = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * at);
  return `#${[channel(0), channel(1), channel(2)].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
