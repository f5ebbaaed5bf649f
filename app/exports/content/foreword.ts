import type { Report } from "~/reports/report";
import { withoutControls } from "../text";

/** The merchant's own words to the readers, line by line as typed, without empty lines around them; none where nothing was written. */
export function forewordLines({ foreword = "" }: Pick<Report, "foreword">): string[] {
  const text = withoutControls(foreword).trim();
  return text === "" ? [] : text.split(/\r\n?|\n/).map((line) => line.replaceAll("\t", " ").trimEnd());
}
