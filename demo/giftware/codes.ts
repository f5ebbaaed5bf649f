/** What a stock code stands for. Everything that is not named here is a product. */
export type CodeKind = "product" | "giftCard" | "shipping" | "manual" | "discount" | "expense";

const SHIPPING = new Set(["POST", "DOT", "C2"]);
const EXPENSES = new Set(["AMAZONFEE", "BANK CHARGES", "CRUK", "S", "B"]);

/** Codes that differ only in case are one product ("85123a" is "85123A"). */
export function skuOf(stockCode: string): string {
  return stockCode.toUpperCase();
}

export function kindOf(sku: string): CodeKind {
  if (SHIPPING.has(sku)) return "shipping";
  if (EXPENSES.has(sku)) return "expense";
  if (sku === "D") return "discount";
  if (sku === "M") return "manual";
  if (sku.startsWith("GIFT_0001_")) return "giftCard";
  return "product";
}

const COUNTRIES: Readonly<Record<string, string | null>> = {
  Australia: "AU",
  Austria: "AT",
  Bahrain: "BH",
  Belgium: "BE",
  Brazil: "BR",
  Canada: "CA",
  "Channel Islands": "JE",
  Cyprus: "CY",
  "Czech Republic": "CZ",
  Denmark: "DK",
  EIRE: "IE",
  "European Community": null,
  Finland: "FI",
  France: "FR",
  Germany: "DE",
  Greece: "GR",
  "Hong Kong": "HK",
  Iceland: "IS",
  Israel: "IL",
  Italy: "IT",
  Japan: "JP",
  Lebanon: "LB",
  Lithuania: "LT",
  Malta: "MT",
  Netherlands: "NL",
  Norway: "NO",
  Poland: "PL",
  Portugal: "PT",
  RSA: "ZA",
  "Saudi Arabia": "SA",
  Singapore: "SG",
  Spain: "ES",
  Sweden: "SE",
  Switzerland: "CH",
  USA: "US",
  "United Arab Emirates": "AE",
  "United Kingdom": "GB",
  Unspecified: null,
};

/** ISO 3166 code, or null where the source does not name a country. Throws on a name it has not seen. */
export function countryCodeOf(country: string): string | null {
  const code = COUNTRIES[country];
  if (code === undefined) throw new Error(`country "${country}" is not in the table`);
  return code;
}
