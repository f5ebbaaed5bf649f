/** Scopes without which nothing can be read; read_all_orders is asked for besides, and its lack limits the history. */
export const REQUIRED_SCOPES = ["read_orders", "read_customers", "read_products"] as const;

/** Required scopes that are not granted; a write scope includes its read scope. */
export function missingScopes(granted: readonly string[]): string[] {
  const held = new Set(granted.flatMap((scope) => [scope, scope.replace(/^write_/, "read_")]));
  return REQUIRED_SCOPES.filter((scope) => !held.has(scope));
}
