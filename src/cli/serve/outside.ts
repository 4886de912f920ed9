import type { Connections } from "../../config/connections.ts";
import type { Needs } from "../../engine/worker/perform.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { openClusters } from "./clusters.ts";
import { commandsIn } from "./commands.ts";
import { hideInNeeds } from "./hide-secrets.ts";
import { httpCallers } from "./http-callers.ts";
import { jobQueues } from "./job-queues.ts";
import { keyStores } from "./key-stores.ts";
import { knownSecrets } from "./known-secrets.ts";
import { logSources } from "./log-sources.ts";
import { metricsSources } from "./metrics-sources.ts";
import { redisConnections } from "./redis-connections.ts";
import { silencesIn } from "./silences.ts";
import { sqlDatabases } from "./sql-databases.ts";
import { trackersIn } from "./trackers.ts";

export interface Outside {
  readonly needs: Needs;
  /** Hangs up everywhere, once nothing is asked any more. */
  readonly close: () => void;
}

/** Every system of connections.yaml, each reached when a step first asks for it. */
export function openOutside(connections: () => Connections | undefined): Outside {
  const redis = redisConnections(connections);
  const clusters = openClusters(connections);
  const needs: Needs = {
    cluster: clusters.of,
    commands: commandsIn(connections),
    http: httpCallers(connections),
    ...keyStores(redis),
    logs: logSources(connections, clock),
    metrics: metricsSources(connections, clock),
    queues: jobQueues(connections, redis),
    silences: silencesIn(connections, clock),
    sql: sqlDatabases(connections),
    tickets: trackersIn(connections),
  };
  const close = (): void => {
    redis.close();
    clusters.close();
  };
  return { needs: hideInNeeds(needs, knownSecrets.redaction), close };
}
