import { defineConfig } from "prisma/config";
import { MigrationAdapter } from "./app/database/migrationAdapter";

// The JavaScript engine with a driver adapter: Prisma's native engines are downloaded binaries, and nothing may be downloaded
// beside the npm registry. `generate` opens no connection, so it needs no DATABASE_URL.
process.env.DATABASE_URL ??= "postgresql://localhost/tenure";

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new MigrationAdapter(process.env.DATABASE_URL ?? ""),
});
