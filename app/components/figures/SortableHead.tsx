import { Link, useSearchParams } from "@remix-run/react";

export interface Sorting {
  readonly by: string;
  readonly direction: "ascending" | "descending";
}

interface SortableHeadProps {
  readonly column: string;
  readonly label: string;
  readonly sorting: Sorting;
  readonly numeric?: boolean;
  readonly pinned?: boolean;
}

/** A column's head that sorts by it; a second click turns the order round. The order stands in the address. */
export function SortableHead({ column, label, sorting, numeric, pinned }: SortableHeadProps) {
  const [search] = useSearchParams();
  const sorted = sorting.by === column;
  const next = new URLSearchParams(search);
  next.set("sort", column);
  next.set("direction", sorted && sorting.direction === "descending" ? "ascending" : "descending");
  next.delete("page");
  const classes = [numeric ? "number" : "", pinned ? "pinned" : ""].join(" ").trim();
  return (
    <th scope="col" className={classes || undefined} aria-sort={sorted ? sorting.direction : undefined}>
      <Link to={`?${next}`} preventScrollReset className="sort-link">
        {label}
        <span aria-hidden>{sorted ? (sorting.direction === "descending" ? " ↓" : " ↑") : ""}</span>
      </Link>
    </th>
  );
}
