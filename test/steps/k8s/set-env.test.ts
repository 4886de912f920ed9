import { describe, expect, test } from "vitest";
import { k8sSetEnv } from "../../../src/steps/k8s/set-env.ts";
import { web, type World } from "../../drills/practice-cluster/practice-world.ts";
import { exerciseLastingEffect } from "../../contract/lasting-effect.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import {
  attempt,
  clusterWorld,
  deploymentIn,
  lastingWorld,
  live,
  observedWorld,
  WEB,
} from "./world.ts";

const params = k8sSetEnv.params.parse({ ...WEB, set: { WORKERS: "2", MODE: "safe" } });
const undone = attempt("r-1/act/undo");

function envIn(world: World): Record<string, string | undefined> {
  const { env = [] } = deploymentIn(world).spec.template.spec.containers[0] ?? {};
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

/** Somebody else sets its variables. */
function withEnv(world: World, env: Readonly<Record<string, string>>): void {
  const found = web();
  const [container] = found.spec.template.spec.containers;
  Object.assign(container ?? {}, {
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
  });
  world.cluster.apply(found);
}

async function done(world: Awaited<ReturnType<typeof clusterWorld>>, given = params) {
  const result = await k8sSetEnv.run(given, world.needs, attempt(), live());
  if (!result.ok || k8sSetEnv.undo.is !== "possible") throw new Error("it did not run");
  const { undo } = k8sSetEnv;
  return { output: result.output, undo };
}

describe("k8s.set_env", () => {
  exerciseStepKind(k8sSetEnv, {
    filled: { ...WEB, container: "app", set: { NOTE: "a" } },
    startWorld: (given, mood) =>
      observedWorld(given, mood, {
        received: (world) =>
          Object.keys(envIn(world)).length === 0 ? [] : [{ ...given, set: envIn(world) }],
        done: (world) => (Object.keys(envIn(world)).length === 0 ? [] : [{ env: envIn(world) }]),
      }),
  });

  exerciseLastingEffect(k8sSetEnv, {
    filled: { ...WEB, set: { WORKERS: "2" }, remove: ["MODE"] },
    startWorld: () =>
      lastingWorld(
        envIn,
        (practice) => withEnv(practice, { WORKERS: "9" }),
        (practice) => withEnv(practice, { MODE: "safe", OTHER: "kept" }),
      ),
  });

  test("sets and removes variables, and its undo restores them", async () => {
    const world = await clusterWorld();
    await done(world);
    const second = k8sSetEnv.params.parse({ ...WEB, set: { WORKERS: "4" }, remove: ["MODE"] });

    const result = await k8sSetEnv.run(second, world.needs, attempt("r-2/act"), live());
    expect(envIn(world.practice)).toEqual({ WORKERS: "4" });
    if (!result.ok || k8sSetEnv.undo.is !== "possible") throw new Error("it did not run");
    await k8sSetEnv.undo.run(second, result.output, world.needs, undone, live());

    expect(envIn(world.practice)).toEqual({ WORKERS: "2", MODE: "safe" });
  });

  test("takes back variables that were not there before", async () => {
    const world = await clusterWorld();
    const { output, undo } = await done(world);

    await undo.run(params, output, world.needs, undone, live());

    expect(envIn(world.practice)).toEqual({});
  });

  test("does not take back what somebody has changed since", async () => {
    const world = await clusterWorld();
    const { output, undo } = await done(world);
    const other = k8sSetEnv.params.parse({ ...WEB, set: { WORKERS: "9" } });
    await k8sSetEnv.run(other, world.needs, attempt("r-2/act"), live());

    const result = await undo.run(params, output, world.needs, undone, live());

    expect(result).toMatchObject({ ok: false, failure: { code: "E645", retry: "never" } });
    expect(envIn(world.practice)["WORKERS"]).toBe("9");
  });

  test("names the containers when the one that it should change is not there", async () => {
    const { needs } = await clusterWorld();

    const result = await k8sSetEnv.plan({ ...params, container: "ap" }, needs, live());

    expect(result).toMatchObject({
      ok: false,
      failure: {
        code: "E642",
        message: expect.stringMatching(/no container "ap"; there are: app/),
      },
    });
  });

  test.each([
    [{ set: { A: "$(PASSWORD)" } }, "must not hold $( or $$"],
    [{ set: { "A=B": "1" } }, "Invalid key in record"],
    [{ set: { A: "1" }, remove: ["A"] }, "must not name A"],
    [{}, "must name a variable"],
  ])("refuses %j", (part, why) => {
    const { error } = k8sSetEnv.params.safeParse({ ...WEB, ...part });

    expect(error?.issues[0]?.message).toContain(why);
  });
});
