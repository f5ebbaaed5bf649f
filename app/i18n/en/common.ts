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
  /** Why a line of a CSV file cannot be read. */
  csvFaults: {
    columns: "The header has no column “{field}”.",
    malformed: "A quoted field is not closed.",
    missing: "“{field}” is empty.",
    decimal_comma: "“{field}” is {value}: write a decimal point and no thousands separators, such as 1234.50.",
    number: "“{field}” is {value}: write a number such as 4.50, without a currency sign.",
    negative: "“{field}” is {value}: it cannot be negative.",
    decimals: "“{field}” is {value}: too many decimals for this currency.",
    currency: "“{field}” is {value}: it must be the shop’s currency.",
    day: "“{field}” is {value}: write a day such as 2025-01-31.",
    kind: "“{field}” is {value}: write once, daily, weekly, monthly or yearly.",
    end: "“{field}” is {value}: the end cannot lie before the start, and a one-off has none.",
    duplicate: "This row stands in the file twice.",
  },
} as const;
