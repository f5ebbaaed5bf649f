/**
 * Makes `online-retail.columns.br` from the UCI file:
 *
 *     npx tsx demo/giftware/pack.ts <online_retail.csv or .csv.gz>
 *
 * The packed file is written only if unpacking it gives the input again, byte for byte.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { packRows, unpackRows } from "./columns";
import { csvOfRows, rowsOfCsv } from "./csv";

const input = process.argv[2];
if (input === undefined) {
  console.error("usage: npx tsx demo/giftware/pack.ts <online_retail.csv or .csv.gz>");
  process.exit(2);
}
const bytes = readFileSync(input);
const text = (input.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
const packed = packRows(rowsOfCsv(text));
if (csvOfRows(unpackRows(packed)) !== text) {
  console.error(`${input}: unpacking does not give the input again; nothing was written`);
  process.exit(1);
}
const output = fileURLToPath(new URL("online-retail.columns.br", import.meta.url));
writeFileSync(output, packed);
console.log(`${output}: ${packed.length} bytes for ${Buffer.byteLength(text)}`);
console.log(`sha256 of the CSV: ${createHash("sha256").update(text).digest("hex")}`);
