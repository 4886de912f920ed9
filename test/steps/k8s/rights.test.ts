import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import type { ClusterKind, ClusterNeeds, Right } from "../../../src/steps/k8s/cluster-kind.ts";
import { CLUSTER_KINDS } from "../../../src/steps/k8s/kinds.ts";
import type { StepResult } from "../../../src/steps/step-kind.ts";
import { attempt, clusterWorld, live, meddle, needsOf, WEB } from "./world.ts";

const HERE = { connection: "prod", namespace: "shop" };
const BY_LIST = { redis_address: "redis:6379", redis_list: "jobs", list_length: 10 };

/** What is tried of each kind: steps that come one after the other, and are taken back at the end. */
const TRIED: Readonly<Record<string, readonly (readonly JsonObject[])[]>> = {
  "k8s.workload": [[WEB]],
  "k8s.pods": [[WEB], [{ ...HERE, labels: { app: "web" } }]],
  "k8s.top": [[WEB], [{ ...HERE, labels: { app: "web" } }]],
  "k8s.logs": [[WEB], [{ ...HERE, labels: { app: "web" } }]],
  "k8s.events": [[HERE]],
  "k8s.rollout_history": [[WEB]],
  "k8s.scale": [[{ ...WEB, replicas: 5 }]],
  "k8s.autoscale": [
    [1, 2].map((min) => ({ ...WEB, min, max: 9, cpu_percent: 70 })),
    [1, 2].map((min) => ({ ...WEB, min, max: 9, ...BY_LIST })),
  ],
  "k8s.restart": [[WEB]],
  "k8s.rollback": [[{ ...WEB, revision: 1 }]],
  "k8s.delete_pods": [[{ ...HERE, pods: [{ name: "web-0", uid: "u-0" }], at_most: 1 }]],
  "k8s.set_env": [[{ ...WEB, set: { A: "1" } }]],
  "k8s.set_resources": [[{ ...WEB, limits: { memory: "2Gi" } }]],
};

const CASES = CLUSTER_KINDS.flatMap((kind) =>
  (TRIED[kind.kind] ?? []).map((steps) => ({
    name: kind.kind,
    // What is kept under its own name fits its own params.
    kind: kind as ClusterKind<unknown, unknown>,
    steps,
    rights: kind.rights(steps[0] ?? {}),
  })),
);

const MISSING = CASES.flatMap(({ rights, ...one }) =>
  rights.flatMap((right) =>
    right.verbs.map((verb) => ({
      ...one,
      missing: `${verb} ${right.resource}`,
      rights: rights.map((other) =>
        other === right ? { ...right, verbs: right.verbs.filter((kept) => kept !== verb) } : other,
      ),
    })),
  ),
);

describe("the rights that a kind declares", () => {
  test("are tried for every kind", () => {
    expect(Object.keys(TRIED).toSorted()).toEqual(CLUSTER_KINDS.map(({ kind }) => kind).toSorted());
  });

  test.each(CASES)("are enough for $name", async ({ kind, steps, rights }) => {
    expect(await codesOf(kind, steps, rights)).not.toContain("E641");
  });

  test.each(MISSING)("$name cannot do without $missing", async ({ kind, steps, rights }) => {
    expect(await codesOf(kind, steps, rights)).toContain("E641");
  });
});

/** Carries the steps out with these rights alone, and yields the codes of what failed. */
async function codesOf(
  kind: ClusterKind<unknown, unknown>,
  steps: readonly JsonObject[],
  rights: readonly Right[],
): Promise<readonly string[]> {
  const rules = rights.map(({ group, resource, verbs }) => ({
    apiGroups: [group],
    resources: [resource],
    verbs,
    namespace: "shop",
  }));
  const { practice } = await clusterWorld({ users: [{ name: "pitcrew", rules }] });
  if (kind.kind === "k8s.rollback") {
    meddle(practice, { image: "shop/web:2" });
    await practice.pass(1_000);
  }
  const { needs } = needsOf(practice);
  const codes: string[] = [];
  const takeBack: (() => Promise<StepResult<unknown>>)[] = [];
  for (const [index, given] of steps.entries()) {
    const params = kind.params.parse(given);
    const planned = await kind.plan(params, needs, live());
    if (!planned.ok) codes.push(planned.failure.code);
    const weighed = await kind.weigh?.(params, needs, live());
    if (weighed?.ok === false) codes.push(weighed.failure.code);
    const result = await kind.run(params, needs, attempt(`r-${index}/act`), live());
    await practice.cluster.settled();
    if (!result.ok) codes.push(result.failure.code);
    else codes.push(...(await codesAfter(kind, params, result.output, needs)));
    const { undo } = kind;
    if (result.ok && undo.is === "possible") {
      const undone = attempt(`r-${index}/undo`);
      takeBack.unshift(() => undo.run(params, result.output, needs, undone, live()));
    }
  }
  for (const undo of takeBack) {
    const result = await undo();
    if (!result.ok) codes.push(result.failure.code);
  }
  return codes;
}

async function codesAfter(
  kind: ClusterKind<unknown, unknown>,
  params: unknown,
  output: unknown,
  needs: ClusterNeeds,
): Promise<readonly string[]> {
  const seen = await kind.settled?.(params, output, needs, live());
  return seen?.is === "failed" ? [seen.failure.code] : [];
}
