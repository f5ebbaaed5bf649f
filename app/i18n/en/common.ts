export const common = {
  days: { one: "{count} day", other: "{count} days" },
  yes: "Yes",
  no: "No",
  unknown: "unknown",
  madeUp: "made up",
  guest: "Guest",
  customerNumber: "#{number}",
  change: {
    unchanged: "unchanged",
    points: "{points} points",
    was: "was {previous}",
    noComparison: "nothing to compare with",
  },
  clocks: {
    eventDay: "by the day of the change",
    orderDay: "by the day of the order",
  },
} as const;
