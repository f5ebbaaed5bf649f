import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { createPool } from "./pool";

/**
 * Prisma's adapter for migrations. Its own `executeScript` cuts a script at every semicolon, which breaks function bodies;
 * PostgreSQL takes the script whole, in one implicit transaction.
 */
export class MigrationAdapter extends PrismaPg {
  private readonly migrations: pg.Pool;

  constructor(url: string) {
    const pool = createPool(url, { allowExitOnIdle: true });
    super(pool);
    this.migrations = pool;
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script: string) => {
      await this.migrations.query(script);
    };
    return adapter;
  }
}
