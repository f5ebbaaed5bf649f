import { dropoutModel } from "./dropoutModel";

/**
 * BG/NBD: Poisson purchases at a rate λ ~ Gamma(r, α); after each repeat order a customer leaves with a chance p ~ Beta(a, b).
 * Fader, Hardie and Lee (2005), "Counting your customers the easy way", Marketing Science 24, 275-284. One who never came
 * back counts as alive by assumption, which overstates one-time buyers of shops whose one-time buyers really are gone.
 */
export const bgNbd = dropoutModel(
  "bgNbd",
  { k: 1, c: 0 },
  [
    { name: "r", isTime: false, prior: { centre: 0.4, spread: 0.6 } },
    { name: "alpha", isTime: true, prior: { centre: 0.2, spread: 0.8 } },
    { name: "a", isTime: false, prior: { centre: 0.7, spread: 0.7 } },
    { name: "b", isTime: false, prior: { centre: 2.5, spread: 0.8 } },
  ],
  [
    [1, 1, 0.1, 1],
    [0.1, 0.05, 1.5, 1],
  ],
);
