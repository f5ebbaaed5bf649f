import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PDFTOTEXT = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/opt/homebrew/bin/pdftotext"].find((path) =>
  existsSync(path),
);

/** Whether tests that read PDFs run here: with pdftotext, and in CI in any case, where a missing one must fail. */
export const pdfTextExpected = (): boolean => PDFTOTEXT !== undefined || process.env.CI === "true";

/** Text of a PDF as it is laid out, pages ended by form feeds. */
export function pdfText(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "tenure-pdf-"));
  try {
    writeFileSync(join(folder, "report.pdf"), pdf);
    return execFileSync(PDFTOTEXT ?? "pdftotext", ["-layout", join(folder, "report.pdf"), "-"], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
