import { z } from "zod";

const TokenKey = z.base64().refine((key) => Buffer.from(key, "base64").length === 32, "expected 32 bytes as base64");

/** The one reader of process.env. A wrong value ends the process with the name, the value's fault and the rule. */
const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  /** PostgreSQL 15 or newer; without it the embedded server under TENURE_HOME starts. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Folder for the embedded database, the local outbox and demo stores. */
  TENURE_HOME: z.string().min(1).default(".tenure"),
  /** Redis 6 or newer for Bull; without it work is woken through PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** `inline`: this web process also does the work; `separate`: a worker process does. */
  WORKER: z.enum(["inline", "separate"]).default("inline"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(8),
  /** The secret before the last rotation: webhooks signed with it are still accepted. */
  SHOPIFY_API_SECRET_PREVIOUS: z.string().min(8).optional(),
  SHOPIFY_APP_URL: z.url(),
  /** 32 bytes as base64: the key that encrypts Admin API tokens at rest. */
  TOKEN_KEY: TokenKey,
  /** Previous TOKEN_KEY, kept while sessions are encrypted anew. */
  TOKEN_KEY_PREVIOUS: TokenKey.optional(),
  APP_BRIDGE_URL: z.url().default("https://cdn.shopify.com/shopifycloud/app-bridge.js"),
  /** A dev store on this machine that answers in place of Shopify's Admin API. */
  DEVSTORE_URL: z.url().optional(),
  RESEND_API_KEY: z.string().min(1).optional(),
  RESEND_BASE_URL: z.url().optional(),
  /** Signing secret of the webhook at Resend that leads to /webhooks/resend: "whsec_" and base64. */
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{22,}={0,2}$/, 'expected "whsec_" and base64, as Resend shows it')
    .optional(),
  /** Sender of reports, an address of a domain verified at Resend. */
  MAIL_FROM: z.string().default("Tenure <reports@localhost>"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof Env>;

/** Reads and checks the environment. Throws an error whose message lists every wrong variable with its rule. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(filled);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not complete. Set or correct:\n${faults.join("\n")}`);
}

export const env: Env = readEnv(process.env);
