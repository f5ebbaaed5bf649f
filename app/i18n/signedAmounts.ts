/** A sign with the amount after it and its currency's sign between: where browsers would end a line. */
const SIGNED = /(?<![\p{L}\d])([+-][\p{Sc}\p{Lu}]{1,4}\u00a0?\d(?:[\d.,]*\d)?)/u;

/** A text cut at its signed amounts, which stand at the odd places. */
export const cutAtAmounts = (text: string): string[] => text.split(SIGNED);
