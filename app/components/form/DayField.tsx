import { TextField } from "@shopify/polaris";

interface DayFieldProps {
  readonly label: string;
  /** What it is for is told by its place; the label is read out. */
  readonly labelHidden?: boolean;
  /** "2025-01-31", or empty. */
  readonly value: string;
  readonly error?: string | undefined;
  readonly helpText?: string | undefined;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

/** A day of the calendar, typed or picked. */
export const DayField = (props: DayFieldProps) => <TextField {...props} type="date" autoComplete="off" />;
