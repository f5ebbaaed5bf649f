/** Markup that needs no escaping any more. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Insertable = Markup | string | number | null | readonly Insertable[];

/** Markup from a template; everything inserted is escaped unless it is markup itself. */
export function markup(parts: TemplateStringsArray, ...inserted: readonly Insertable[]): Markup {
  return new Markup(
    parts.map((part, index) => part + (index < inserted.length ? spelled(inserted[index]) : "")).join(""),
  );
}

function spelled(value: Insertable | undefined): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(spelled).join("");
  return escaped(String(value));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value as JSON inside a script element. */
export function inlineJson(value: unknown): Markup {
  return new Markup(JSON.stringify(value).replace(/</g, "\\u003c"));
}
