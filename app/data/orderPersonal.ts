/** The columns of an order that tell of the person who placed it: cleared when they are forgotten, and not filled again. */
export const PERSONAL_COLUMNS = [
  "shipping_country",
  "shipping_province",
  "billing_country",
  "first_source",
  "first_medium",
  "first_campaign",
  "first_landing_page",
  "last_source",
  "last_medium",
  "last_campaign",
  "journey_ready",
  "days_to_conversion",
  "tags",
] as const;
