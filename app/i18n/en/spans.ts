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
} as const;
