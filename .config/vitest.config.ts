import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/**/*.test.ts"],
    pool: "threads",
    // Many tests wait for servers and processes, so that a core for each worker would idle.
    maxWorkers: 3,
    // Servers that tests start listen wherever there is room.
    env: { PORT: "0" },
    globalSetup: ["test/postgres/global-setup.ts"],
    // Ends what hangs. No test is about speed, and a busy machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
