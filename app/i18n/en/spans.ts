/** A report divided by days, weeks, months, quarters or years. */
export const spans = {
  salesBy: {
    day: "Sales and profit by day.",
    week: "Sales and profit by week.",
    month: "Sales and profit by month.",
    quarter: "Sales and profit by quarter.",
    year: "Sales and profit by year.",
  },
  cohortsBy: {
    week: "Cohorts by week of first order.",
    month: "Cohorts by month of first order.",
    quarter: "Cohorts by quarter of first order.",
  },
  /** On the axis of a chart that names the year elsewhere. */
  quarter: "Q{quarter}",
  chart: {
    day: "Net sales and contribution profit by day",
    week: "Net sales and contribution profit by week",
    month: "Net sales and contribution profit by month",
    quarter: "Net sales and contribution profit by quarter",
    year: "Net sales and contribution profit by year",
  },
  tables: {
    sales: {
      day: "Sales by day",
      week: "Sales by week",
      month: "Sales by month",
      quarter: "Sales by quarter",
      year: "Sales by year",
    },
    profit: {
      day: "Profit and loss by day",
      week: "Profit and loss by week",
      month: "Profit and loss by month",
      quarter: "Profit and loss by quarter",
      year: "Profit and loss by year",
    },
  },
  latest: {
    day: "The latest {shown} of {count} days.",
    week: "The latest {shown} of {count} weeks.",
    month: "The latest {shown} of {count} months.",
    quarter: "The latest {shown} of {count} quarters.",
    year: "The latest {shown} of {count} years.",
  },
  firstOrder: {
    week: "First order in the week of",
    month: "First order in",
    quarter: "First order in",
  },
  tenure: {
    week: "week {number}",
    month: "month {number}",
    quarter: "quarter {number}",
  },
  since: {
    week: "Weeks since first order",
    month: "Months since first order",
    quarter: "Quarters since first order",
  },
  retention: {
    week: "Share of the cohort that ordered in each week after its first order",
    month: "Share of the cohort that ordered in each month after its first order",
    quarter: "Share of the cohort that ordered in each quarter after its first order",
  },
  perCustomer: {
    week: "{metric} per customer by the end of each week.",
    month: "{metric} per customer by the end of each month.",
    quarter: "{metric} per customer by the end of each quarter.",
  },
  running: {
    week: "In brackets: the week has not ended for all of the cohort.",
    month: "In brackets: the month has not ended for all of the cohort.",
    quarter: "In brackets: the quarter has not ended for all of the cohort.",
  },
  worth: {
    week: "{metric} of customers who first bought in the week of {cohort} was {value} each by the end of week {tenure}.",
    month: "{metric} of customers who first bought in {cohort} was {value} each by the end of month {tenure}.",
    quarter: "{metric} of customers who first bought in {cohort} was {value} each by the end of quarter {tenure}.",
  },
  worthBeside: {
    week: "{metric} of customers who first bought in the week of {cohort} was {value} each by the end of week {tenure}; for those of the week of {earlier} it was {earlierValue} at the same age.",
    month:
      "{metric} of customers who first bought in {cohort} was {value} each by the end of month {tenure}; for those of {earlier} it was {earlierValue} at the same age.",
    quarter:
      "{metric} of customers who first bought in {cohort} was {value} each by the end of quarter {tenure}; for those of {earlier} it was {earlierValue} at the same age.",
  },
  weeksShown: "Through week {last}; the spreadsheet goes on through week {through}.",
  explained: {
    retention: {
      week: "Share of the customers of one starting week who ordered again in a given later week.",
      quarter: "Share of the customers of one starting quarter who ordered again in a given later quarter.",
    },
    repeatRate: {
      week: "Share of the customers of one starting week who had ordered a second time by then.",
      quarter: "Share of the customers of one starting quarter who had ordered a second time by then.",
    },
    lifetimeValue: {
      week: "Contribution profit per customer from the first order up to then, over all customers of the starting week (CLTV).",
      quarter:
        "Contribution profit per customer from the first order up to then, over all customers of the starting quarter (CLTV).",
    },
    lifetimeNetSales: {
      week: "Net sales per customer from the first order up to then, over all customers of the starting week.",
      quarter: "Net sales per customer from the first order up to then, over all customers of the starting quarter.",
    },
  },
} as const;
