import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Path of a Chromium on this machine: `CHROMIUM_PATH`, or the first found on the search path; null when there is none. */
export function findChromium(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [process.env.CHROMIUM_PATH ?? "", ...found, ...MAC];
  return candidates.find((path) => path !== "" && existsSync(path)) ?? null;
}

/**
 * Whether tests that need a browser run here: yes with one, and in CI in any case, where a missing browser must fail
 * and not be skipped. For `describe.skipIf(!browserExpected())`, which counts what it skips.
 */
export function browserExpected(): boolean {
  return process.env.CI === "true" || findChromium() !== null;
}

/** A headless Chromium that talks to nobody but the pages under test. @throws when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("No Chromium found: install one or set CHROMIUM_PATH");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  });
}
