/** Names of time zones to choose from, with those that are in use already whatever the list calls them. */
export function timeZones(used: readonly string[]): string[] {
  return [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...used])].sort();
}

/** Whether a text is an IANA name that this process knows. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
