import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalRedis } from "../../drills/range/find-redis.ts";
import { type Range, type RangeOptions, startRange } from "../../drills/range/start-range.ts";
import { startLocalPrometheus } from "../../drills/scenario/find-prometheus.ts";
import {
  missingPrograms,
  RANGE_CONNECTIONS as NAMES,
} from "../../drills/scenario/missing-programs.ts";
import { systemClock } from "../../integrations/system/clock.ts";
import type { JsonObject } from "../../model/json.ts";
import { untilUp } from "../../drills/range/until-up.ts";
import { rangeConnections } from "./range-connections.ts";
import { jobsOf } from "./range-jobs.ts";
import { untilLooked } from "./until-looked.ts";

/** A range where all is well, and how to reach it. */
export interface Site {
  readonly range: Range;
  readonly connections: JsonObject;
  /** The path of its Redis, where this machine has one. */
  readonly redisUrl: string | undefined;
  readonly stop: () => Promise<void>;
}

interface Wanted extends Pick<RangeOptions, "pace" | "onBroken"> {
  /** Without Redis and Prometheus, also where this machine has them. */
  readonly isBare?: boolean;
}

/** Starts all that this machine has the programs for, and waits until work would flow. */
export async function openSite({ isBare = false, ...wanted }: Wanted): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-drill-site-"));
  const stops = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const each of stops.toReversed()) await each();
  };
  try {
    const redis = isBare ? undefined : await startLocalRedis();
    if (redis !== undefined) stops.push(redis.stop);
    const range = await startRange({
      ...wanted,
      clock: systemClock,
      redisUrl: redis?.url,
      port: 0,
    });
    stops.push(range.stop);
    await untilUp(range);
    let redisFile: string | undefined;
    if (redis !== undefined) {
      redisFile = join(folder, "redis.url");
      await writeFile(redisFile, redis.url);
    }
    let prometheusUrl: string | undefined;
    if (!isBare && (await missingPrograms(new Set([NAMES.metrics]))).length === 0) {
      const prometheus = await startLocalPrometheus({ jobs: jobsOf(range) });
      stops.push(prometheus.stop);
      await untilLooked(prometheus.url);
      prometheusUrl = prometheus.url;
    }
    const { engineUrl, kubeconfig } = range;
    const connections = rangeConnections({ engineUrl, kubeconfig, redisFile, prometheusUrl });
    return { range, connections, redisUrl: redis?.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
