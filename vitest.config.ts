import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    globalSetup: "tests/support/globalSetup.ts",
    setupFiles: "tests/support/setup.ts",
    // The suite must not depend on the machine's zone: run it in one that is neither UTC nor whole hours off.
    env: { TZ: "Asia/Kathmandu" },
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
