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
    for (const { datname } of left.rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    // Another run on this machine may use the same cluster: the last one to leave stops it.
    const others = await admin.query("SELECT 1 FROM pg_database WHERE datname LIKE 'template\\_%'");
    await admin.end();
    if (others.rowCount === 0) await cluster.stop();
  };
}
