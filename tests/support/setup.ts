import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { copyDatabase } from "./database";

// Every test file gets a database of its own and the environment of an installed app, before it imports anything of app/.
process.env.DATABASE_URL = await copyDatabase(inject("templateUrl"));
process.env.SHOPIFY_API_KEY = "test-api-key";
process.env.SHOPIFY_API_SECRET = "test-api-secret";
process.env.SHOPIFY_APP_URL = "http://127.0.0.1:3000";
process.env.TOKEN_KEY = randomBytes(32).toString("base64");
process.env.LOG_LEVEL = "silent";
delete process.env.REDIS_URL;
delete process.env.RESEND_API_KEY;
