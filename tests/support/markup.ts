/** An element of a page or mail as it stands in the markup. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Elements of markup that React wrote: it writes every sign of markup in texts and values as an entity, so what looks like one is one. */
export function tagsOf(html: string): Tag[] {
  const markup = html.replace(/<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/gi, "").replace(/(<style>)[\s\S]*?(<\/style>)/g, "$1$2");
  return [...markup.matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = "", rest = ""]) => ({
      name: name.toLowerCase(),
      attributes: new Map(
        [...rest.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [key.toLowerCase(), value]),
      ),
    }),
  );
}

/** Text of markup as a reader sees it. */
export const textOf = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");
