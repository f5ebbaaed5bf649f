/** Units a metric's value may have: minor units of the shop's currency, a ratio (0–1), a whole count, days, a plain number such as orders per customer. */
export type Unit = "minor" | "ratio" | "count" | "days" | "number";

/** Which day a figure falls on: the day of the change, the day of its order, or the customer's tenure. */
export type Clock = "eventDay" | "orderDay";

/** What a number is: the same entry feeds the explanation on a page, the footer of a mail and the reference in docs/. */
export interface Metric<Name extends string = string> {
  readonly name: Name;
  readonly unit: Unit;
  /** What is summed or counted, in one phrase. */
  readonly basis: string;
  /** Clocks it can be dated by; "tenure" for cohort figures. */
  readonly clocks: readonly (Clock | "tenure")[];
  readonly formula: string;
  readonly source: string;
  /** Raised whenever the same data would give another value. */
  readonly version: number;
  /** Whether more of it is better; drives the colour of a change. */
  readonly better: "more" | "less" | "neutral";
}
