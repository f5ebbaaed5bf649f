/** A text whose wording depends on `count`; the categories are those of CLDR. */
export interface Plural {
  readonly one?: string;
  readonly other: string;
}

/** Same keys as the English catalogue `T`, any wording: `satisfies SameKeys<typeof en>` finds a missing or a surplus key. */
export type SameKeys<T> = T extends string
  ? string
  : T extends Plural
    ? Plural
    : { readonly [Key in keyof T]: SameKeys<T[Key]> };

/** "path.to.text" of every text in a catalogue. */
export type KeysOf<T> = T extends string | Plural
  ? never
  : {
      [Key in keyof T & string]: T[Key] extends string | Plural ? Key : `${Key}.${KeysOf<T[Key]>}`;
    }[keyof T & string];

/** What stands under a key. */
export type TextAt<T, Key extends string> = Key extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? TextAt<T[Head], Rest>
    : never
  : Key extends keyof T
    ? T[Key]
    : never;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** Names of the `{placeholders}` of a text; a plural always takes `count`. */
export type PlaceholdersOf<Text> = Text extends string
  ? NamesIn<Text>
  : Text extends { readonly other: infer Other }
    ? "count" | PlaceholdersOf<Other>
    : never;
