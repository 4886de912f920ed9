import { randomUUID } from "node:crypto";
import { afterAll } from "vitest";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import { dispatchThroughRedis } from "../../../src/integrations/redis/dispatcher.ts";
import { exerciseWholeRuns } from "../../contract/whole-runs.ts";
import { until } from "../../integrations/redis/world.ts";
import { findRedis } from "../../redis/server.ts";
import { rethrow } from "./rethrow.ts";

const redis = await findRedis();
afterAll(() => redis.stop());

await exerciseWholeRuns(async () => {
  const keyspace = `test-${randomUUID()}`;
  return [await openWell(keyspace), await openWell(keyspace)];
});

/** One of two processes on the same Redis. */
async function openWell(keyspace: string) {
  const dispatcher = dispatchThroughRedis({
    url: redis.url,
    keyspace,
    clock: systemClock,
    lookEveryMs: 1_000,
    onThrown: rethrow,
    onTrouble: rethrow,
  });
  await until(() => dispatcher.health().isWell);
  return { dispatcher };
}
