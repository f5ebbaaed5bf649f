/** How a form's values travel: as JSON text, the one shape that keeps numbers, lists and switches apart. */
export const JSON_POST = { method: "post", encType: "application/json" } as const;
