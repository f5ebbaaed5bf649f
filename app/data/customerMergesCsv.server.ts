import { type CsvRows, readCsv } from "./csvFile.server";
import type { CustomerPair } from "./customerMerges.server";

/** Reads `customer,same_as`: two customer records that are one person, by their numbers. */
export function parseMergesCsv(text: string): CsvRows<CustomerPair> {
  return readCsv(text, ["customer", "same_as"], (line) => {
    const customerId = line.amount("customer", 0);
    const intoCustomerId = line.amount("same_as", 0);
    const isNumber = /^\d{1,19}$/;
    if (!isNumber.test(customerId) || !isNumber.test(intoCustomerId)) return null;
    if (customerId === intoCustomerId) line.fault("same_as", "duplicate");
    return { customerId: BigInt(customerId), intoCustomerId: BigInt(intoCustomerId) };
  });
}
