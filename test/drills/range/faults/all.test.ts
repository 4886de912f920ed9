import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { FAULTS } from "../../../../src/drills/range/faults/all.ts";
import type { Subject } from "../../../../src/drills/range/faults/fault.ts";
import { NAMESPACE } from "../../../../src/drills/range/manifests.ts";
import { PACE, PIPELINE, type RangeForTests, rangeForTests } from "../range-for-tests.ts";

interface Trace {
  readonly state: string;
  readonly waiting: number;
}

interface Case {
  /** What people see of it. Once it is seen it stays, until somebody does something. */
  readonly shows: (range: RangeForTests, subject: Subject) => Promise<boolean>;
  /** What the runbook says to do. */
  readonly mend?: (range: RangeForTests, subject: Subject) => Promise<unknown>;
  /** By what one sees that it helped. */
  readonly mended?: (range: RangeForTests, subject: Subject) => Promise<boolean>;
}

const trace = (range: RangeForTests, { workflow_id }: Subject): Promise<Trace> =>
  range.look(`/api/v1/workflows/${workflow_id}/trace`);
const isPending = async (range: RangeForTests, subject: Subject): Promise<boolean> =>
  (await trace(range, subject)).state === "pending";
const isCompleted = async (range: RangeForTests, subject: Subject): Promise<boolean> =>
  (await trace(range, subject)).state === "completed";
const count = async (range: RangeForTests, path: string): Promise<number> =>
  (await range.look<unknown[]>(path)).length;
const post =
  (path: string) =>
  (range: RangeForTests, { workflow_id = "" }: Subject) =>
    range.call("POST", path.replace("{workflow}", workflow_id));
const isRefused = (range: RangeForTests): Promise<boolean> =>
  range.call("GET", "/health").then(
    () => false,
    () => true,
  );
const isOutOfMemory = async ({ system }: RangeForTests): Promise<boolean> =>
  system.cluster
    .containers({ namespace: NAMESPACE, selector: "app=workflow-workers" })
    .some((container) => container.seen().lastState.terminated?.reason === "OOMKilled");
const version = (range: RangeForTests, { workflow_id }: Subject) =>
  range.look<{ stored: number; cached: number; running: number; pinned: number | null }>(
    `/api/v1/workflows/versions?workflow=${workflow_id}`,
  );
const depth = async (range: RangeForTests): Promise<number> => {
  const text = await (await range.call("GET", "/metrics")).text();
  return Number(/^workflow_queue_depth (\d+)$/m.exec(text)?.[1]);
};

/** As `kubectl rollout restart` and `kubectl delete pods --force` leave a deployment behind. */
const replacePods =
  (app: string) =>
  async ({ system }: RangeForTests) => {
    for (const { metadata } of system.cluster.list("pods", NAMESPACE)) {
      if (metadata.labels?.["app"] === app) system.cluster.remove("pods", metadata.name, NAMESPACE);
    }
  };

const CASES: Readonly<Record<string, Case>> = {
  "no-workers": { shows: isPending, mend: replacePods("workflow-workers"), mended: isCompleted },
  "queue-connection-lost": {
    shows: async (range, subject) =>
      (await isPending(range, subject)) && (await count(range, "/api/v1/workers/dead")) === 3,
    mend: replacePods("workflow-workers"),
    mended: isCompleted,
  },
  "task-not-readable": {
    shows: isPending,
    mend: post("/api/v1/workflows/{workflow}/retry"),
    mended: isCompleted,
  },
  "slow-downstream": {
    shows: async (range) => {
      const slow = await range.look<{ waits_for: string }[]>("/api/v1/tasks/slow?threshold=30s");
      return slow.some((task) => task.waits_for === "agent-brain");
    },
  },
  "timeout-too-low": {
    shows: async (range, subject) => (await trace(range, subject)).state === "failed",
    mend: async (range, { workflow_id }) => {
      await range.call("PATCH", "/api/v1/task-types/llm_inference", { timeout: 300 });
      await range.call("POST", `/api/v1/tasks/${workflow_id}.think/retry?timeout=600`);
    },
    mended: isCompleted,
  },
  "long-calls": {
    shows: async (range) => {
      const slow = await range.look<{ state: string }[]>("/api/v1/tasks/slow?threshold=60s");
      return slow.some(({ state }) => state === "running");
    },
  },
  "bad-dag": {
    shows: async (range, { workflow_id }) => {
      const path = `/api/v1/workflows/${workflow_id}/dag`;
      return (await range.look<{ cycle: string[] }>(path)).cycle.length > 0;
    },
    mend: post("/api/v1/workflows/{workflow}/cancel"),
    mended: async (range, subject) => (await trace(range, subject)).state === "cancelled",
  },
  contention: { shows: isPending },
  "lock-not-released": {
    shows: isPending,
    mend: async ({ redisUrl }, { workflow_id }) => {
      const redis = new Redis(redisUrl);
      await redis.del(`workflow:lock:${workflow_id}`);
      redis.disconnect();
    },
    mended: isCompleted,
  },
  "large-payloads": { shows: isOutOfMemory },
  "memory-leak": { shows: isOutOfMemory },
  "too-much-at-once": { shows: isOutOfMemory },
  "updated-mid-run": {
    shows: async (range, subject) => {
      const { stored, cached, running } = await version(range, subject);
      return stored === cached && running < stored;
    },
    mend: post("/api/v1/workflows/{workflow}/pin"),
    mended: async (range, subject) => (await version(range, subject)).pinned === 1,
  },
  "stale-cache": {
    shows: async (range, subject) => {
      const { stored, cached } = await version(range, subject);
      return cached < stored;
    },
    mend: post("/api/v1/workflows/reload"),
    mended: async (range, subject) => (await version(range, subject)).cached === 2,
  },
  "replication-lag": {
    shows: async (range, subject) => {
      await range.call("POST", "/api/v1/workflows/reload");
      return (await version(range, subject)).cached < 2;
    },
    mend: async (range) => {
      range.system.plant.caughtUpAt = 0;
      await range.call("POST", "/api/v1/workflows/reload");
    },
    mended: async (range, subject) => (await version(range, subject)).cached === 2,
  },
  "engine-down": {
    shows: isRefused,
    mend: replacePods("workflow-engine"),
    mended: async (range) => !(await isRefused(range)),
  },
  "engine-release-broken": { shows: isRefused },
  "workers-down": {
    shows: async (range) => (await count(range, "/api/v1/workers")) === 0,
    mend: replacePods("workflow-workers"),
    mended: async (range) => (await count(range, "/api/v1/workers")) === 3,
  },
  "workers-restarting": {
    shows: async ({ system }) =>
      system.cluster
        .containers({ namespace: NAMESPACE, selector: "app=workflow-workers" })
        .some((container) => container.seen().restarts > 3),
  },
  backlog: { shows: async (range) => (await depth(range)) > 100 },
  "backlog-critical": { shows: async (range) => (await depth(range)) > 1_000 },
  "workflows-fail": {
    shows: async (range) => (await count(range, "/api/v1/workflows?state=failed")) > 0,
  },
};

describe("a fault", () => {
  test("is tried here, whatever it is", () => {
    expect(FAULTS.map(({ name }) => name).toSorted()).toEqual(Object.keys(CASES).toSorted());
  });

  test.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    "%s can be seen from outside, and is mended by what the runbook says",
    async (name, fault) => {
      const range = await rangeForTests();
      const { shows, mend, mended } = CASES[name] ?? {};
      if (shows === undefined) throw new Error(`${name} has no case`);

      const subject = await fault.breakIt(range.system);

      await until(range, () => shows(range, subject));
      if (mend === undefined || mended === undefined) return;
      await storyGoesOn(range);
      expect(await shows(range, subject)).toBe(true);
      await mend(range, subject);
      await until(range, () => mended(range, subject));
    },
  );

  test("none of which has come leaves the work as it is", async () => {
    const range = await rangeForTests();
    const ids = await Promise.all(Array.from({ length: 10 }, () => range.create(PIPELINE)));

    for (const workflow_id of ids) await until(range, () => isCompleted(range, { workflow_id }));
  });
});

/** Looks again and again; what is waited for comes without our doing. */
async function until({ system }: RangeForTests, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await system.nextTurn();
}

/** Half a minute of the story, in which what mends itself would have. */
async function storyGoesOn({ system }: RangeForTests): Promise<void> {
  const until = system.plant.now() + 300 * PACE;
  while (system.plant.now() < until) await system.nextTurn();
}
