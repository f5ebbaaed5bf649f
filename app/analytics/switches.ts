import { z } from "zod";

const Names = z.array(z.string().min(1).max(255)).max(100).readonly();

/**
 * Orders that a report leaves out altogether. Unlike a filter, a switch renumbers: an order left out does not exist, so that
 * the next order of its customer is the first.
 */
export const OrderSwitches = z.object({
  cancelled: z.boolean().default(false),
  /** Orders whose money never came, or not yet. */
  unpaid: z.boolean().default(false),
  /** Orders of which everything together came to nothing when they were placed. */
  zeroValue: z.boolean().default(false),
  /** Orders that carry one of these tags. */
  tags: Names.default([]),
  channels: Names.default([]),
  sources: Names.default([]),
});
export type OrderSwitches = z.infer<typeof OrderSwitches>;

export const NO_SWITCHES: OrderSwitches = OrderSwitches.parse({});

const PLAIN = ["cancelled", "unpaid", "zeroValue"] as const;
const NAMED = { tag: "tags", channel: "channels", source: "sources" } as const;

/** The word for no switch at all, where leaving the list out would mean the shop's own. */
export const EXCLUDE_NOTHING = "none";

/** Each switch that is on as a word, as addresses and command lines write it: "cancelled", "tag:wholesale". */
export const switchWords = (switches: OrderSwitches): string[] => [
  ...PLAIN.filter((name) => switches[name]),
  ...Object.entries(NAMED).flatMap(([word, list]) =>
    switches[list as (typeof NAMED)[keyof typeof NAMED]].map((name) => `${word}:${name}`),
  ),
];

export const hasSwitch = (switches: OrderSwitches): boolean => switchWords(switches).length > 0;

/** Reads words as `switchWords` writes them; "none" alone turns all of them off. @throws RangeError that names the word. */
export function switchesOf(words: readonly string[]): OrderSwitches {
  return words.reduce((switches, word) => withWord(switches, word), NO_SWITCHES);
}

/** The switches an address sets; null where it sets none, so that the shop's own hold. Words that mean nothing are left aside. */
export function switchesIn(search: URLSearchParams): OrderSwitches | null {
  const words = search.getAll("exclude").filter(isSwitchWord);
  return words.length === 0 ? null : switchesOf(words);
}

/** Whether a word is one of a switch. */
export const isSwitchWord = (word: string): boolean => {
  try {
    withWord(NO_SWITCHES, word);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

function withWord(switches: OrderSwitches, word: string): OrderSwitches {
  if (word === EXCLUDE_NOTHING) return switches;
  const plain = PLAIN.find((name) => name === word);
  if (plain) return { ...switches, [plain]: true };
  const [, kind, name] = /^(tag|channel|source):([^\0]{1,255})$/.exec(word) ?? [];
  if (kind === undefined || name === undefined)
    throw new RangeError(
      `"${word}": expected cancelled, unpaid, zeroValue, tag:NAME, channel:NAME, source:NAME or ${EXCLUDE_NOTHING}`,
    );
  const list = NAMED[kind as keyof typeof NAMED];
  return { ...switches, [list]: [...new Set([...switches[list], name])] };
}
