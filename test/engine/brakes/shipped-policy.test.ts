import { beforeEach, describe, expect, test } from "vitest";
import { Budgets } from "../../../src/config/settings/budgets.ts";
import { tooFar } from "../../../src/engine/brakes/change-size.ts";
import { judgeChanges } from "../../../src/engine/brakes/judge-changes.ts";
import { judgeTargets } from "../../../src/engine/brakes/judge-targets.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { kinds } from "../../../src/steps/registry.ts";
import type { StepKind } from "../../../src/steps/step-kind.ts";
import { stillWorld, type StillWorld } from "../../drills/practice-cluster/practice-world.ts";
import { NOBODY } from "../worker/nobody.ts";
import { live, needsOf } from "../../steps/k8s/world.ts";

const AGENTS = { connection: "prod", namespace: "agents" };
const WORKERS = { ...AGENTS, deployment: "workflow-workers" };
const ENGINE = { ...AGENTS, deployment: "workflow-engine" };
const API = { connection: "workflow-engine", method: "POST" };
const BUDGETS = Budgets.parse({});

let world: StillWorld;

beforeEach(async () => {
  world = await stillWorld({ namespaces: ["agents"] });
  world.cluster.apply(deployment("workflow-workers", 4));
  world.cluster.apply(deployment("workflow-engine", 2));
  await world.pass(1_000);
});

describe("what people do by hand today for the workflow engine", () => {
  test.each<readonly [string, string, JsonObject]>([
    ["restart the workers", "k8s.restart", WORKERS],
    ["restart the engine", "k8s.restart", ENGINE],
    ["retry a workflow", "http.call", { ...API, path: "/api/v1/workflows/w-1/retry" }],
    ["raise a time-out", "http.call", { ...API, method: "PATCH", path: "/api/v1/task-types/llm" }],
    ["cancel a workflow", "http.call", { ...API, path: "/api/v1/workflows/w-1/cancel" }],
    ["reload definitions", "http.call", { ...API, path: "/api/v1/workflows/reload" }],
    ["pin a version", "http.call", { ...API, path: "/api/v1/workflows/w-1/pin" }],
    ["stop accepting workflows", "http.call", { ...API, path: "/api/v1/pause" }],
    ["detect deadlocks", "k8s.set_env", { ...ENGINE, set: { DEADLOCK_DETECTION: "true" } }],
    ["reduce concurrency", "k8s.set_env", { ...WORKERS, set: { WORKER_CONCURRENCY: "2" } }],
    ["profile memory", "k8s.set_env", { ...WORKERS, set: { MEMORY_PROFILER: "true" } }],
    ["raise limits", "k8s.set_resources", { ...WORKERS, limits: { memory: "2Gi" } }],
    ["roll back", "k8s.rollback", ENGINE],
    ["scale the workers", "k8s.scale", { ...WORKERS, replicas: 10 }],
    ["scale the engine", "k8s.scale", { ...ENGINE, replicas: 3 }],
    ["scale by processor", "k8s.autoscale", { ...WORKERS, min: 2, max: 20, cpu_percent: 70 }],
    [
      "scale by queue",
      "k8s.autoscale",
      {
        ...WORKERS,
        min: 2,
        max: 20,
        redis_address: "redis:6379",
        redis_list: "workflow:tasks:pending",
        list_length: 10,
      },
    ],
  ])("fits the shipped policy: %s", async (_what, kind, given) => {
    expect(await judge(kind, given)).toBe("allowed");
  });

  test("fits the shipped policy: restart by force when no pod is ready", async () => {
    world.cluster.apply(deployment("down", 3));
    await world.cluster.settled();
    const pods = podsOf("down");
    expect(pods).toHaveLength(3);

    const given = { ...AGENTS, pods, at_most: 3, force: true };
    expect(await judge("k8s.delete_pods", given, 3)).toBe("allowed");
  });
});

describe("what is plainly dangerous", () => {
  test.each<readonly [string, string, JsonObject, string]>([
    ["a thousand million pods", "k8s.scale", { ...WORKERS, replicas: 1e9 }, "no such params"],
    ["less than nothing", "k8s.scale", { ...WORKERS, replicas: -1 }, "no such params"],
    ["not a number", "k8s.scale", { ...WORKERS, replicas: Number.NaN }, "no such params"],
    ["half a pod", "k8s.scale", { ...WORKERS, replicas: 2.5 }, "no such params"],
    ["no pods at all", "k8s.scale", { ...WORKERS, replicas: 0 }, "E344"],
    ["a hundred pods for four", "k8s.scale", { ...WORKERS, replicas: 100 }, "E344"],
    ["every namespace", "k8s.restart", { ...WORKERS, namespace: "*" }, "no such params"],
    ["every deployment", "k8s.restart", { ...WORKERS, deployment: "*" }, "no such params"],
    ["locks of nobody", "redis.clear_lock", { connection: "r", locks: [] }, "no such params"],
    [
      "a jump of the least",
      "k8s.autoscale",
      { ...WORKERS, min: 50, max: 60, cpu_percent: 70 },
      "E344",
    ],
  ])("is refused: %s", async (_what, kind, given, refusal) => {
    expect(await judge(kind, given)).toBe(refusal);
  });

  test("is refused: all pods of what works", async () => {
    const given = { ...AGENTS, pods: podsOf("workflow-workers"), at_most: 4 };

    expect(await judge("k8s.delete_pods", given, 4)).toBe("E343");
  });

  test("is refused: a thousand targets of one run", async () => {
    const many = Array.from({ length: 999 }, (_, i) => `k8s/prod/agents/deployment/d-${i}`);

    expect(judgeTargets("restart", ["one more"], many, 1)).toMatchObject({ code: "E345" });
  });

  test("is refused: a restart that takes all pods at once", async () => {
    world.cluster.apply(deployment("recreated", 4, { strategy: { type: "Recreate" } }));
    await world.pass(1_000);

    expect(await judge("k8s.restart", { ...AGENTS, deployment: "recreated" })).toBe("E343");
  });

  test("is held back: the second pod within ten minutes", async () => {
    const [first, second] = podsOf("workflow-workers");
    const chosen = (pod: typeof first) => ({ ...AGENTS, pods: [pod ?? {}], at_most: 1 });
    const taken = await lossesOf("k8s.delete_pods", chosen(first));

    expect(await judge("k8s.delete_pods", chosen(second), 1, taken)).toBe("E343");
  });
});

type Kind = StepKind<unknown, unknown, unknown>;

function kindOf(name: string): Kind {
  const kind = kinds.get(name);
  if (kind?.carrier !== "step") throw new Error(`${name} changes nothing`);
  return kind;
}

async function weigh(name: string, params: unknown) {
  const needs = { ...NOBODY, ...needsOf(world).needs };
  const weighed = await kindOf(name).weigh?.(params, needs, live());
  if (weighed === undefined) return { size: null, losses: [] };
  if (!weighed.ok) throw new Error(weighed.failure.message);
  return weighed.weight;
}

async function lossesOf(name: string, given: JsonObject) {
  const { losses } = await weigh(name, kindOf(name).params.parse(given));
  return losses.map(({ workload, takes }) => ({ workload, takes, key: "before", at: 0 }));
}

/** What the brakes of a fresh Pitcrew say, by the code of their refusal. */
async function judge(
  name: string,
  given: JsonObject,
  maxTargets = 1,
  taken: Awaited<ReturnType<typeof lossesOf>> = [],
): Promise<string> {
  const parsed = kindOf(name).params.safeParse(given);
  if (!parsed.success) return "no such params";
  const targets = kindOf(name).targets(parsed.data);
  const { size, losses } = await weigh(name, parsed.data);
  const failure =
    judgeTargets("act", targets, [], maxTargets) ??
    (size === null ? undefined : tooFar(size, BUDGETS.growth, undefined));
  if (failure !== undefined) return failure.code;
  const id = { step: "act", item: 0, phase: "run", attempt: 1, key: "act" } as const;
  const about = { playbook: "by-hand", team: "platform", targets, cooldownMs: null };
  const facts = { now: 0, switches: [], effects: [], uses: [], taken };
  const [judged] = judgeChanges(
    [{ run: "r-1", demand: { ...id, ...about, losses } }],
    facts,
    BUDGETS,
  );
  switch (judged?.is) {
    case "held_back":
      return judged.by.code;
    case "refused":
      return judged.failure.code;
    case "allowed":
      return judged.is;
    case undefined:
      throw new Error("each change is judged");
  }
}

function podsOf(name: string): readonly JsonObject[] {
  return world.cluster
    .list("pods", "agents")
    .filter(({ metadata }) => metadata.name.startsWith(`${name}-`))
    .map(({ metadata }) => ({ name: metadata.name, uid: metadata.uid }));
}

function deployment(name: string, replicas: number, spec: object = {}) {
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "agents" },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "app", image: "app:1" }] } },
      ...spec,
    },
  };
}
