/**
 * Counts what became of every row of the source, and writes the tables into `docs/demo-stores.md`:
 *
 *     npx tsx demo/giftware/account.ts
 *
 * Fails, and writes nothing, if the counts or the money do not add up.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { replaceSection } from "../document";
import { accountOf } from "./accountTable";
import { readSource, yearOf } from "./year";

const document = fileURLToPath(new URL("../../docs/demo-stores.md", import.meta.url));
const text = readFileSync(document, "utf8");
writeFileSync(document, replaceSection(text, "giftware account", accountOf(yearOf(readSource()))));
console.log(`${document}: the account of the giftware year adds up`);
