import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";
import { z } from "zod";

const subscriptionSchema = z.object({
  topics: z.array(z.string()).default([]),
  compliance_topics: z.array(z.string()).default([]),
  uri: z.string(),
});

const appConfigSchema = z
  .object({
    name: z.string(),
    handle: z.string(),
    access_scopes: z.object({ scopes: z.string(), optional_scopes: z.array(z.string()).default([]) }),
    webhooks: z.object({ api_version: z.string(), subscriptions: z.array(subscriptionSchema) }),
  })
  .transform((file) => ({
    name: file.name,
    handle: file.handle,
    scopes: file.access_scopes.scopes.split(",").map((scope) => scope.trim()),
    optionalScopes: file.access_scopes.optional_scopes,
    apiVersion: file.webhooks.api_version,
    subscriptions: file.webhooks.subscriptions.flatMap(({ topics, compliance_topics, uri }) =>
      [...topics, ...compliance_topics].map((topic) => ({ topic, uri })),
    ),
  }));

/** What `shopify.app.toml` declares: the name in the admin, scopes, and one subscription per topic. */
export type AppConfig = z.infer<typeof appConfigSchema>;

/** The repository's own app. @throws when the file is missing, no TOML, or lacks what Shopify needs. */
export function readAppConfig(file = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url))): AppConfig {
  return appConfigSchema.parse(parse(readFileSync(file, "utf8")));
}
