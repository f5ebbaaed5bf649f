import { dropoutModel } from "./dropoutModel";

/**
 * MBG/CNBD-k: MBG/NBD in which orders come more evenly than at random: the time between two orders is Erlang with shape k,
 * and λ counts k events per order. Reutterer, Platzer and Schröder (2020), "Leveraging purchase regularity for predicting
 * customer behavior the easy way", International Journal of Research in Marketing 38.
 */
const mbgCnbd = (name: "mbgCnbd2" | "mbgCnbd3" | "mbgCnbd4", k: number) =>
  dropoutModel(
    name,
    { k, c: 1 },
    [
      { name: "r", isTime: false, prior: { centre: 0.8, spread: 0.8 } },
      { name: "alpha", isTime: true, prior: { centre: 0.2 / k, spread: 1 } },
      { name: "a", isTime: false, prior: { centre: 0.7, spread: 0.7 } },
      { name: "b", isTime: false, prior: { centre: 1.5, spread: 0.8 } },
    ],
    [
      [1, 1 / k, 0.1, 1],
      [0.4, 0.1 / k, 1.5, 1],
    ],
  );

export const mbgCnbd2 = mbgCnbd("mbgCnbd2", 2);
export const mbgCnbd3 = mbgCnbd("mbgCnbd3", 3);
export const mbgCnbd4 = mbgCnbd("mbgCnbd4", 4);
