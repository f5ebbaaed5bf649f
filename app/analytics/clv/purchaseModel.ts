import type { BuyerRows } from "./buyerRows";

/** Models of how often customers without a contract buy, and when they stop. */
export const PURCHASE_MODELS = ["nbd", "bgNbd", "mbgNbd", "paretoNbd", "mbgCnbd2", "mbgCnbd3", "mbgCnbd4"] as const;
export type PurchaseModelName = (typeof PURCHASE_MODELS)[number];

/** What competes in back-tests: the regular models are one contestant, whose k the likelihood tells at every origin. */
export const PURCHASE_FAMILIES = ["nbd", "bgNbd", "mbgNbd", "paretoNbd", "mbgCnbd"] as const;
export type PurchaseFamily = (typeof PURCHASE_FAMILIES)[number];

/** One customer, in the unit of time the parameters are in. */
export interface Buyer {
  readonly repeatOrders: number;
  readonly timeOfLastOrder: number;
  readonly observedFor: number;
}

/** Orders a customer will place within a time from now on, as a random number. */
export interface OrdersAhead {
  readonly mean: number;
  readonly variance: number;
  readonly probabilityOfAny: number;
}

/** What a weak prior knows of a parameter's logarithm; the centre of one that is a time is in mean times observed. */
export interface LogNormalPrior {
  readonly centre: number;
  readonly spread: number;
}

export interface ParameterShape {
  readonly name: string;
  /** Whether it has the unit of time: it scales with it. */
  readonly isTime: boolean;
  readonly prior: LogNormalPrior;
}

/**
 * A model of purchases, with all parameters above 0. Every function takes them in the order of `parameters` and times in
 * one unit. Nothing here throws, and no forecast is negative or not finite.
 */
export interface PurchaseModel {
  readonly name: PurchaseModelName;
  readonly parameters: readonly ParameterShape[];
  /** Further places to start a search from, beside the prior's centre; times in mean times observed. */
  readonly starts: readonly (readonly number[])[];
  /** Log-likelihood of all customers, and in `gradient` its derivatives by the parameters' logarithms. */
  logLikelihood(rows: BuyerRows, values: Float64Array, gradient: Float64Array): number;
  /** Whether the chance to stop buying vanishes at these parameters, so that the data do not tell it. */
  isChurnless(values: readonly number[]): boolean;
  probabilityAlive(values: readonly number[], buyer: Buyer): number;
  ordersAhead(values: readonly number[], buyer: Buyer, time: number): OrdersAhead;
  /** Expected orders within each of the times, for rows at once: `[row * times.length + time]`. */
  expectedOrders(values: readonly number[], rows: BuyerRows, times: readonly number[]): Float64Array;
  /** Chance of at least 1, 2, … orders within a time, as far as it is above `least`. */
  chancesOfAtLeast(values: readonly number[], buyer: Buyer, time: number, least: number): readonly number[];
  /** Repeat orders of a new customer within a time after the first order, expected. */
  expectedRepeats(values: readonly number[], time: number): number;
}
