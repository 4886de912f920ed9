import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { startLocalRedis } from "../../drills/range/find-redis.ts";
import { NAMESPACE } from "../../drills/range/manifests.ts";
import { type Range, startRange } from "../../drills/range/start-range.ts";
import { startLocalPrometheus } from "../../drills/scenario/find-prometheus.ts";
import {
  missingPrograms,
  RANGE_CONNECTIONS as NAMES,
} from "../../drills/scenario/missing-programs.ts";
import { systemClock } from "../../integrations/system/clock.ts";
import type { JsonObject } from "../../model/json.ts";
import { rangeConnections } from "./range-connections.ts";

/** A range where all is well, and how to reach it. */
export interface Site {
  readonly range: Range;
  readonly connections: JsonObject;
  readonly stop: () => Promise<void>;
}

/** Starts all that this machine has the programs for, and waits until work would flow. */
export async function openSite(pace: number): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-drill-site-"));
  const stops = [() => rm(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const each of stops.toReversed()) await each();
  };
  try {
    const redis = await startLocalRedis();
    if (redis !== undefined) stops.push(redis.stop);
    const range = await startRange({ clock: systemClock, redisUrl: redis?.url, pace, port: 0 });
    stops.push(range.stop);
    await until(() => isUp(range));
    let redisFile: string | undefined;
    if (redis !== undefined) {
      redisFile = join(folder, "redis.url");
      await writeFile(redisFile, redis.url);
    }
    let prometheusUrl: string | undefined;
    if ((await missingPrograms(new Set([NAMES.metrics]))).length === 0) {
      const prometheus = await startLocalPrometheus(range.engineUrl);
      stops.push(prometheus.stop);
      await until(() => hasLooked(prometheus.url));
      prometheusUrl = prometheus.url;
    }
    const { engineUrl, kubeconfig } = range;
    const connections = rangeConnections({ engineUrl, kubeconfig, redisFile, prometheusUrl });
    return { range, connections, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isUp({ system }: Range): boolean {
  const deployments = system.cluster.list("deployments", NAMESPACE);
  return deployments.every(({ spec, status }) => status.readyReplicas === spec.replicas);
}

/** What increases is known from the second look on, so the first one comes before the fault. */
async function hasLooked(prometheus: string): Promise<boolean> {
  const answer = await fetch(`${prometheus}/api/v1/query?query=workflow_queue_depth`);
  return Answer.parse(await answer.json()).data.result.length > 0;
}

const Answer = z.object({ data: z.object({ result: z.array(z.unknown()) }) });

const TURN_MS = 50;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(TURN_MS);
}
