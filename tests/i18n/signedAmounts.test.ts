import { describe, expect, it } from "vitest";
import { cutAtAmounts } from "~/i18n/signedAmounts";

describe("a text cut at its signed amounts", () => {
  it("has them at the odd places, in every way of writing, and is whole when put together", () => {
    const texts: readonly (readonly [string, readonly string[]])[] = [
      ["rose by 8.3% (+£9.00) to £1, by orders (+£11.00) and price (-£2.00).", ["+£9.00", "+£11.00", "-£2.00"]],
      ["減って（-¥1,234）います", ["-¥1,234"]],
      ["+KWD\u00a01.234,500 artarak", ["+KWD\u00a01.234,500"]],
      ["Kept-back 3-4 days, high-value 9", []],
      ["went to 7: Loyalty (+5), -1 and +cmd|1", []],
    ];
    for (const [text, amounts] of texts) {
      const pieces = cutAtAmounts(text);
      expect(pieces.filter((_, index) => index % 2 === 1)).toEqual(amounts);
      expect(pieces.join("")).toBe(text);
    }
  });
});
