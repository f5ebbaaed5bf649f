import { useState } from "react";

/** What a form holds while it is being changed. */
export interface Draft<Values> {
  readonly values: Values;
  readonly dirty: boolean;
  readonly set: (changes: Partial<Values>) => void;
  readonly reset: () => void;
}

/** Keeps the changes of a form beside what is saved; `saved` newly given (after saving) becomes the new base. */
export function useDraft<Values extends object>(saved: Values): Draft<Values> {
  const base = JSON.stringify(saved);
  const [draft, setDraft] = useState<{ readonly base: string; readonly values: Values }>({ base, values: saved });
  const values = draft.base === base ? draft.values : saved;
  return {
    values,
    dirty: JSON.stringify(values) !== base,
    set: (changes) =>
      setDraft((before) => ({ base, values: { ...(before.base === base ? before.values : saved), ...changes } })),
    reset: () => setDraft({ base, values: saved }),
  };
}
