/** A line of its own below what a cell says. */
export function RowReason({ text }: { readonly text: string | null }) {
  return text === null ? null : <span className="row-error">{text}</span>;
}
