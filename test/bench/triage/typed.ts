import { execa } from "execa";
import { Redis } from "ioredis";
import type { Subject } from "../../../src/drills/range/faults/fault.ts";
import type { Site } from "../../../src/cli/drill/open-site.ts";

/** What somebody types who knows the cause, and for how long the proof has to hold, in ms. */
export interface Typed {
  readonly type: (hands: Hands) => Promise<unknown>;
  readonly holds: number;
}

/** Where they type it. */
export interface Hands {
  readonly subject: Subject;
  readonly call: (method: string, path: string, body?: object) => Promise<unknown>;
  readonly kubectl: (line: string) => Promise<unknown>;
  readonly redis: (command: string, ...keys: readonly string[]) => Promise<unknown>;
  readonly until: (holds: () => Promise<boolean>) => Promise<void>;
}

const restartWorkers: Typed = {
  type: ({ kubectl }) => kubectl("rollout restart deployment/workflow-workers"),
  holds: 0,
};

/** The runbook's commands, by the fault that they mend. */
export const TYPED: ReadonlyMap<string, Typed> = new Map<string, Typed>([
  ["no-workers", restartWorkers],
  ["queue-connection-lost", restartWorkers],
  ["workers-down", { ...restartWorkers, holds: 30_000 }],
  [
    "task-not-readable",
    {
      type: ({ call, subject }) =>
        call("POST", `/api/v1/workflows/${subject["workflow_id"]}/retry`),
      holds: 0,
    },
  ],
  [
    "timeout-too-low",
    {
      type: async ({ call }) => {
        await call("PATCH", "/api/v1/task-types/llm_inference", { timeout: 300 });
        const slow = (await call("GET", "/api/v1/tasks/slow?threshold=60s")) as { id: string }[]; // as the engine answers
        for (const { id } of slow) await call("POST", `/api/v1/tasks/${id}/retry?timeout=600`);
      },
      holds: 0,
    },
  ],
  [
    "lock-not-released",
    {
      type: ({ redis, subject }) => redis("del", `workflow:lock:${subject["workflow_id"]}`),
      holds: 0,
    },
  ],
  [
    "large-payloads",
    {
      type: ({ kubectl }) =>
        kubectl(
          "set resources deployment/workflow-workers --limits=memory=2Gi --requests=memory=512Mi",
        ),
      holds: 60_000,
    },
  ],
  [
    "too-much-at-once",
    {
      type: ({ kubectl }) => kubectl("set env deployment/workflow-workers WORKER_CONCURRENCY=2"),
      holds: 60_000,
    },
  ],
  [
    "updated-mid-run",
    {
      type: ({ call, subject }) =>
        call("POST", `/api/v1/workflows/${subject["workflow_id"]}/pin?version=1`),
      holds: 0,
    },
  ],
  ["stale-cache", { type: clearAndReload, holds: 0 }],
  [
    "replication-lag",
    {
      type: async (hands) => {
        await hands.until(async () => / 0$/m.test(await lagLine(hands)));
        await clearAndReload(hands);
      },
      holds: 0,
    },
  ],
  [
    "engine-down",
    {
      type: ({ kubectl }) => kubectl("delete pods -l app=workflow-engine --force"),
      holds: 0,
    },
  ],
  [
    "engine-release-broken",
    {
      type: ({ kubectl }) => kubectl("rollout undo deployment/workflow-engine"),
      holds: 30_000,
    },
  ],
  ["backlog", scale()],
  ["backlog-critical", scale()],
]);

async function clearAndReload({ redis, call }: Hands): Promise<void> {
  await redis("del", "workflow:definitions:data-pipeline");
  await call("POST", "/api/v1/workflows/reload");
}

async function lagLine({ call }: Hands): Promise<string> {
  const metrics = String(await call("GET", "/metrics"));
  return /^pg_replication_lag_seconds .*$/m.exec(metrics)?.[0] ?? "";
}

function scale(): Typed {
  return {
    type: ({ kubectl }) => kubectl("scale deployment/workflow-workers --replicas=10"),
    holds: 60_000,
  };
}

/** Hands on a range: curl, kubectl and redis-cli, as the runbook has them. */
export function handsOn({ range, redisUrl = "" }: Site, subject: Subject) {
  const redis = new Redis({ path: redisUrl });
  const hands: Hands = {
    subject,
    call: async (method, path, body) => {
      const answer = await fetch(`${range.engineUrl}${path}`, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        }),
      });
      const text = await answer.text();
      return answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
    },
    kubectl: (line) =>
      execa("kubectl", ["-n", "agents", ...line.split(" ")], {
        env: { KUBECONFIG: range.kubeconfig },
      }),
    redis: (command, ...keys) => redis.call(command, ...keys),
    until: async (holds) => {
      while (!(await holds())) await new Promise((go) => setTimeout(go, LOOK_MS));
    },
  };
  return { hands, close: () => redis.disconnect() };
}

/** Nobody types faster. */
const LOOK_MS = 200;
