/** A sign with the amount after it, its currency's sign between: a line may not end between them, which browsers would allow. */
const SIGNED = /(?<![\p{L}\d])([+-][^\d\s]{0,5}\u00a0?\d[\d.,]*\d|[+-][^\d\s]{0,5}\u00a0?\d)/u;

/** A text cut at its signed amounts, which stand at the odd places. */
export const cutAtAmounts = (text: string): string[] => text.split(SIGNED);
