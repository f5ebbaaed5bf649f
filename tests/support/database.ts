import { randomBytes } from "node:crypto";
import pg from "pg";

/** Copies the migrated template into a new database and returns its connection string. */
export async function copyDatabase(templateUrl: string): Promise<string> {
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `${template.replace("template", "test")}_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client(templateUrl.replace(/[^/]+$/, "postgres"));
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  } finally {
    await admin.end();
  }
  return templateUrl.replace(/[^/]+$/, name);
}
