import { useEffect, useRef, useState } from "react";
import type { Faults } from "~/components/form/fault";
import type { Language } from "~/i18n/languages";
import type { ScheduleValues } from "./scheduleValues";

/** A report as it will arrive. */
export interface PreviewMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The mail of a form, or what is wrong with its fields. */
export type PreviewAnswer =
  | { readonly faults: null; readonly mail: PreviewMail }
  | { readonly faults: Faults; readonly mail: null };

interface PreviewWish {
  readonly scheduleId: string | null;
  readonly values: ScheduleValues;
  /** Language of the page. */
  readonly reader: Language;
  /** Language of the mail. */
  readonly language: Language;
}

interface Shown {
  /** The newest mail there was; it stays while another is made. */
  readonly mail: PreviewMail | null;
  readonly state: "busy" | "ready" | "faulty" | "failed";
}

export interface LivePreview extends Shown {
  /** Asks once more, after it failed. */
  readonly again: () => void;
}

/** So long nothing has to change before a mail is asked for. */
const PAUSE_MS = 700;

/** Keeps the mail of a form beside it: asked for shortly after each change, and only the answer to the newest form is shown. */
export function usePreview({ scheduleId, values, reader, language }: PreviewWish): LivePreview {
  const [shown, setShown] = useState<Shown>({ mail: null, state: "busy" });
  const [round, setRound] = useState(0);
  const pauseMs = useRef(0);
  // Whom it goes to changes nothing in it.
  const body = JSON.stringify({ scheduleId, reader, language, values: { ...values, recipients: "" }, round });
  useEffect(() => {
    const newest = new AbortController();
    setShown(({ mail }) => ({ mail, state: "busy" }));
    const timer = setTimeout(async () => {
      const answer = await ask(body, newest.signal);
      if (!newest.signal.aborted) setShown((before) => following(before, answer));
    }, pauseMs.current);
    pauseMs.current = PAUSE_MS;
    return () => {
      clearTimeout(timer);
      newest.abort();
    };
  }, [body]);
  return { ...shown, again: () => setRound((before) => before + 1) };
}

/** Null: no answer came. */
async function ask(body: string, signal: AbortSignal): Promise<PreviewAnswer | null> {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/app/reports/preview", { method: "POST", headers, body, signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function following({ mail }: Shown, answer: PreviewAnswer | null): Shown {
  if (answer === null) return { mail, state: "failed" };
  return answer.mail ? { mail: answer.mail, state: "ready" } : { mail, state: "faulty" };
}
