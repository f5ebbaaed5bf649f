import { dropoutModel } from "./dropoutModel";

/**
 * MBG/NBD: BG/NBD in which a customer may leave after the first order too. Batislam, Denizel and Filiztekin (2007),
 * "Empirical validation and comparison of models for customer base analysis", International Journal of Research in
 * Marketing 24; Hoppe and Wagner (2007), "Customer base analysis: the case for a central variant of the Betageometric/NBD
 * model", Marketing 29.
 */
export const mbgNbd = dropoutModel(
  "mbgNbd",
  { k: 1, c: 1 },
  [
    { name: "r", isTime: false, prior: { centre: 0.6, spread: 0.6 } },
    { name: "alpha", isTime: true, prior: { centre: 0.2, spread: 0.8 } },
    { name: "a", isTime: false, prior: { centre: 0.7, spread: 0.7 } },
    { name: "b", isTime: false, prior: { centre: 1.5, spread: 0.8 } },
  ],
  [
    [1, 1, 0.1, 1],
    [0.3, 0.1, 1.5, 1],
  ],
);
