import { alertmanagerEndSilence } from "./alertmanager/end-silence.ts";
import { alertmanagerSilence } from "./alertmanager/silence.ts";
import { commandRead } from "./command/read.ts";
import { commandRun } from "./command/run.ts";
import { ask } from "./control/ask.ts";
import { escalate } from "./control/escalate.ts";
import { playbook } from "./control/playbook.ts";
import { stop } from "./control/stop.ts";
import { wait } from "./control/wait.ts";
import { waitUntil } from "./control/wait-until.ts";
import { httpCall } from "./http/call.ts";
import { httpGet } from "./http/get.ts";
import { CLUSTER_CHANGES, CLUSTER_LOOKS } from "./k8s/kinds.ts";
import { logSearch } from "./log/search.ts";
import { pagerdutyNote } from "./pagerduty/note.ts";
import { postgresConnections } from "./postgres/connections.ts";
import { postgresExecute } from "./postgres/execute.ts";
import { postgresLocks } from "./postgres/locks.ts";
import { postgresQuery } from "./postgres/query.ts";
import { postgresReplication } from "./postgres/replication.ts";
import { postgresSlowStatements } from "./postgres/slow-statements.ts";
import { prometheusQuery } from "./prometheus/query.ts";
import { prometheusValue } from "./prometheus/value.ts";
import { queueJobs } from "./queue/jobs.ts";
import { queuePause } from "./queue/pause.ts";
import { queueQuarantine } from "./queue/quarantine.ts";
import { queueResume } from "./queue/resume.ts";
import { queueRetry } from "./queue/retry.ts";
import { queueStats } from "./queue/stats.ts";
import { redisClearCache } from "./redis/clear-cache.ts";
import { redisClearLock } from "./redis/clear-lock.ts";
import { redisLocks } from "./redis/locks.ts";
import { redisStats } from "./redis/stats.ts";
import { slackPost } from "./slack/post.ts";
import { ticketCreate } from "./ticket/create.ts";
import type { AnyKind, Kinds } from "./step-kind.ts";

/** Every kind, in the order in which the reference lists them. */
export const KINDS = [
  stop,
  escalate,
  ask,
  slackPost,
  pagerdutyNote,
  wait,
  waitUntil,
  playbook,
  httpGet,
  prometheusValue,
  prometheusQuery,
  logSearch,
  postgresQuery,
  postgresConnections,
  postgresLocks,
  postgresReplication,
  postgresSlowStatements,
  commandRead,
  redisStats,
  redisLocks,
  queueStats,
  queueJobs,
  ...CLUSTER_LOOKS,
  httpCall,
  postgresExecute,
  commandRun,
  alertmanagerSilence,
  alertmanagerEndSilence,
  ticketCreate,
  redisClearLock,
  redisClearCache,
  queueRetry,
  queuePause,
  queueResume,
  queueQuarantine,
  ...CLUSTER_CHANGES,
] as const satisfies readonly AnyKind[];

export const kinds: Kinds = new Map(KINDS.map((kind): [string, AnyKind] => [kind.kind, kind]));
