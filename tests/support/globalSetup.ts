import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../../app/database/embedded";
import { migrate } from "../../app/database/migrate";

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/** One embedded cluster for the run, with a migrated template database from which each test file's own database is copied. */
export default async function setup(project: TestProject) {
  const template = `template_${process.pid}`;
  const cluster = await startEmbeddedDatabase(".tenure/test", { database: template, durable: false });
  await migrate(cluster.url);
  project.provide("templateUrl", cluster.url);
  return async () => {
    const admin = new pg.Client(cluster.url.replace(/[^/]+$/, "postgres"));
    await admin.connect();
    const left = await admin.query("SELECT datname FROM pg_database WHERE datname = $1 OR datname LIKE $2", [
      template,
      `test_${process.pid}_%`,
    ]);
    for (const { datname } of left.rows) await drop(admin, datname);
    // Another run on this machine may use the same cluster: the last one to leave stops it.
    const others = await admin.query("SELECT 1 FROM pg_database WHERE datname LIKE 'template\\_%'");
    await admin.end();
    if (others.rowCount === 0) await cluster.stop();
  };
}

/** While PostgreSQL's own housekeeping is in a database, our role may not end it; it leaves within moments. */
async function drop(admin: pg.Client, name: string, tries = 20): Promise<void> {
  try {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  } catch (error) {
    if (tries === 0) throw error;
    await new Promise((resolve) => setTimeout(resolve, 250));
    await drop(admin, name, tries - 1);
  }
}
