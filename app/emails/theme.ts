import type { CSSProperties } from "react";

const FONT =
  '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Hiragino Sans", "Noto Sans CJK JP", "PingFang SC", "Microsoft YaHei", sans-serif';

/** Inline styles: the only ones every mail client keeps. */
export const look = {
  body: { margin: 0, padding: 0, backgroundColor: "#f1f3f5" },
  ground: { padding: "20px 8px", backgroundColor: "#f1f3f5", fontFamily: FONT },
  sheet: { width: "100%", maxWidth: 640, margin: "0 auto", backgroundColor: "#ffffff", borderRadius: 10 },
  inside: { padding: "24px 28px" },
  shop: { margin: 0, fontSize: 13, lineHeight: "18px", color: "#52606d" },
  title: { margin: "4px 0 0", fontSize: 23, lineHeight: "30px", fontWeight: 700, color: "#1f2933" },
  heading: { margin: "0 0 6px", fontSize: 18, lineHeight: "24px", fontWeight: 700, color: "#1f2933" },
  text: { margin: "0 0 12px", fontSize: 15, lineHeight: "22px", color: "#1f2933" },
  foreword: {
    margin: "14px 0 0",
    paddingLeft: 12,
    borderLeft: "3px solid #1667a7",
    fontSize: 15,
    lineHeight: "22px",
    color: "#1f2933",
    overflowWrap: "anywhere",
  },
  quiet: { margin: "6px 0 0", fontSize: 12, lineHeight: "17px", color: "#52606d" },
  rule: { margin: 0, border: 0, borderTop: "1px solid #e1e6eb" },
  gap: { margin: 0, fontSize: 13, lineHeight: "14px" },
  banner: {
    padding: "10px 12px",
    fontSize: 13,
    lineHeight: "19px",
    color: "#4d3800",
    backgroundColor: "#fff1cc",
    borderRadius: 8,
  },
  card: { width: "50%", padding: "10px 12px", verticalAlign: "top", backgroundColor: "#f4f6f8", borderRadius: 8 },
  cardLabel: { margin: 0, fontSize: 13, lineHeight: "18px", color: "#52606d" },
  cardValue: { margin: "2px 0 0", fontSize: 21, lineHeight: "28px", fontWeight: 700, color: "#1f2933" },
  cardLine: { margin: 0, fontSize: 12, lineHeight: "17px", color: "#52606d" },
  picture: {
    display: "block",
    width: "100%",
    maxWidth: 584,
    height: "auto",
    marginBottom: 10,
    borderRadius: 6,
    backgroundColor: "#ffffff",
  },
  table: { marginTop: 12, borderCollapse: "collapse", fontSize: 13, lineHeight: "18px", color: "#1f2933" },
  tableHead: { color: "#52606d", fontWeight: 600, verticalAlign: "bottom" },
  buttonCell: { backgroundColor: "#1667a7", borderRadius: 8, msoPaddingAlt: "11px 18px" },
  button: {
    display: "inline-block",
    padding: "11px 18px",
    fontSize: 15,
    lineHeight: "20px",
    fontWeight: 700,
    color: "#ffffff",
    backgroundColor: "#1667a7",
    borderRadius: 8,
    textDecoration: "none",
  },
  /** What a list of mails shows and the mail does not; Word goes by its own property. */
  hidden: {
    display: "none",
    overflow: "hidden",
    lineHeight: "1px",
    fontSize: "1px",
    maxHeight: 0,
    maxWidth: 0,
    opacity: 0,
    color: "#ffffff",
    msoHide: "all",
  },
  onward: { margin: "8px 0 0", fontSize: 12, lineHeight: "17px" },
} as const satisfies Record<string, CSSProperties & WordProperties>;

/** Properties that Outlook's Word engine alone knows. */
interface WordProperties {
  /** Padding where Word does not keep the link's own. */
  readonly msoPaddingAlt?: string;
  readonly msoHide?: "all";
}

/** Colours of good and bad news; the sign of the change says the same without them. */
export const NEWS = { good: "#0b6e52", bad: "#a8261d", neither: "#52606d" } as const;

/**
 * What inline styles cannot say: how cells of tables look, and narrow screens. Clients that drop it show the light, wide form, which
 * works alone. Gmail leaves out a whole style element of which it does not like one line, so that the dark schemes stand apart.
 */
export const STYLE_SHEET = `
.link { color: #1667a7; }
p, h1, h2 { overflow-wrap: anywhere; }
.n { white-space: nowrap; }
.t td { vertical-align: top; }
.t .long { word-break: break-word; overflow-wrap: anywhere; }
.t td, .t th { padding: 5px 0 5px 10px; border-bottom: 1px solid #e1e6eb; font-variant-numeric: tabular-nums; }
.t th { font-weight: 600; vertical-align: bottom; word-break: keep-all; }
.t td:first-child, .t th:first-child { padding-left: 0; }
@media only screen and (max-width: 480px) {
  .inside { padding: 18px 16px !important; }
  .extra { display: none !important; }
  .value { font-size: 17px !important; line-height: 24px !important; }
  .t { font-size: 12px !important; }
  .t th { word-break: normal; }
  .t td, .t th { padding-left: 7px; }
}
`;

/** Each colour of the dark scheme, by the class that takes it. */
const DARK = [
  [".ground", "background-color: #14181c"],
  [".sheet", "background-color: #1d2227"],
  [".ink", "color: #e9edf1"],
  [".muted", "color: #a9b4bf"],
  [".card", "background-color: #272d34"],
  [".rule, .t td, .t th", "border-color: #363e47"],
  [".banner", "background-color: #4a3a10", "color: #ffe9b0"],
  [".link", "color: #7fc0f0"],
  [".good", "color: #6fd6b3"],
  [".bad", "color: #ff9d94"],
] as const;

/** Apple Mail, and Outlook on the web and on a Mac, ask for the reader's scheme. */
export const DARK_SHEET = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
${darkRules("")}
  .picture { border: 6px solid #ffffff !important; box-sizing: border-box !important; }
}
`;

/** Outlook on the web and on phones changes colours by itself, and marks what it changed. */
export const OUTLOOK_DARK_SHEET = `
${darkRules("[data-ogsc] ")}
${darkRules("[data-ogsb] ")}
`;

function darkRules(within: string): string {
  return DARK.map(([selectors, ...colours]) => {
    const selected = selectors.split(", ").map((one) => `${within}${one}`);
    return `  ${selected.join(", ")} { ${colours.map((colour) => `${colour} !important;`).join(" ")} }`;
  }).join("\n");
}
