/** The text between `<!-- name -->` and `<!-- /name -->`. Throws when the marks are not there. */
export function sectionOf(document: string, name: string): string {
  const [start, end] = boundsOf(document, name);
  return document.slice(start, end).trim();
}

/** The document with that text replaced. */
export function replaceSection(document: string, name: string, text: string): string {
  const [start, end] = boundsOf(document, name);
  return `${document.slice(0, start)}\n${text}\n${document.slice(end)}`;
}

function boundsOf(document: string, name: string): [number, number] {
  const opening = `<!-- ${name} -->`;
  const start = document.indexOf(opening);
  const end = document.indexOf(`<!-- /${name} -->`);
  if (start < 0 || end < start) throw new Error(`section "${name}": expected ${opening} … <!-- /${name} -->`);
  return [start + opening.length, end];
}
