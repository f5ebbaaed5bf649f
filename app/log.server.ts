import pino from "pino";
import { env } from "./env.server";

const HIDDEN = "[hidden]";
/** Names of fields whose value is a secret or a person's, whatever it looks like. */
const SECRET_FIELD = /token|secret|password|authorization|cookie|api_?key|hmac|^(to|email|recipient|sender)$/i;
/** Secrets and e-mail addresses inside a text: Admin API tokens, JSON web tokens, Resend keys, passwords in addresses. */
const SECRET_TEXT =
  /\bshp(?:at|ua|ca|pa|rt|ss)_[\w-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bre_\w{8,}|(?<=:\/\/[^\s:/@]*:)[^\s@/]+(?=@)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** A text without the secrets and addresses in it. */
export const scrubText = (text: string): string => text.replace(SECRET_TEXT, HIDDEN);

/** A copy of a logged value without secrets, at most six levels deep. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return scrubText(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth > 6) return "[deep]";
  if (value instanceof Error) return describe(value, depth);
  if (Array.isArray(value)) return value.map((one) => scrub(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_FIELD.test(name) && inner !== null ? HIDDEN : scrub(inner, depth + 1),
    ]),
  );
}

function describe(error: Error, depth: number): object {
  const cause = error.cause === undefined ? {} : { cause: scrub(error.cause, depth + 1) };
  return {
    type: error.name,
    message: scrubText(error.message),
    stack: error.stack ? scrubText(error.stack) : null,
    ...cause,
  };
}

/** Builds a logger that writes one JSON object per line to `destination` and lets no token or address through. */
export function createLog(level: string, destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => scrub(fields) as Record<string, unknown>,
    },
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(input, method) {
        method.apply(this, input.map((part) => (typeof part === "string" ? scrubText(part) : part)) as typeof input);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

export const log: pino.Logger = createLog(env.LOG_LEVEL);
