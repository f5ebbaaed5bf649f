const DAY_MS = 86_400_000;

const FORMS: readonly { readonly form: RegExp; readonly order: readonly [year: number, month: number, day: number] }[] =
  [
    { form: /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/, order: [1, 2, 3] },
    { form: /^(\d{4})(\d{2})(\d{2})(?:[T ].*)?$/, order: [1, 2, 3] },
    { form: /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[T ].*)?$/, order: [1, 2, 3] },
    { form: /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?$/, order: [3, 2, 1] },
  ];

export const DATE_RULE =
  "expected a day such as 1997-09-30, 19970930, 1997/09/30 or 30.09.1997, with or without a time";

/**
 * Days since 1970-01-01 of the day that is written, whatever the time and zone behind it; null for anything else. Days such
 * as 03/04/1997 can mean two things and are not read.
 */
export function dayOf(text: string): number | null {
  const trimmed = text.trim();
  for (const { form, order } of FORMS) {
    const parts = form.exec(trimmed);
    if (parts === null) continue;
    const [year = 0, month = 0, day = 0] = order.map((place) => Number(parts[place]));
    const at = new Date(Date.UTC(year, month - 1, day));
    const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
    return isReal && year >= 1900 && year < 2200 ? at.getTime() / DAY_MS : null;
  }
  return null;
}

/** The day as "1997-09-30". */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const AMOUNT_RULE = "expected a number such as 12.50, without currency or thousands separators";

/** The amount written, null for an empty one, undefined for what is no number. */
export function amountOf(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || /^(na|nan|null|none)$/i.test(trimmed)) return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : undefined;
}
