import { Select } from "@shopify/polaris";

interface ZoneFieldProps {
  readonly label: string;
  /** What it is for is told by its place; the label is read out. */
  readonly labelHidden?: boolean;
  readonly zones: readonly string[];
  /** A choice that is no zone, above them. */
  readonly first?: { readonly value: string; readonly label: string };
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A time zone by its IANA name, as "Europe/London". */
export function ZoneField({ zones, first, ...field }: ZoneFieldProps) {
  const named = zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
  return <Select {...field} options={first ? [first, ...named] : named} />;
}
