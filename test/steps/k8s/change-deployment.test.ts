import { describe, expect, test } from "vitest";
import { type Change, changeDeployment, moved } from "../../../src/steps/k8s/change-deployment.ts";
import { clusterWorld, deploymentIn, live, meddle, WEB } from "./world.ts";

type World = Awaited<ReturnType<typeof clusterWorld>>;
type Decide = Change<number>["decide"];

function change({ needs }: World, decide: Decide, dry: Change<number>["dry"] = "for_real") {
  const carrying = { needs, key: "r-1/act", dry, signal: live() };
  return changeDeployment<number>({ ...carrying, params: WEB, wish: "to scale", decide });
}

/** One more than was found. */
const oneMore: Decide = ({ metadata, spec }) => ({
  is: "change",
  patch: {
    type: "merge",
    body: {
      metadata: { resourceVersion: metadata.resourceVersion },
      spec: { replicas: spec.replicas + 1 },
    },
  },
  before: spec.replicas,
});

describe("a change of a deployment", () => {
  test("yields what was before", async () => {
    const world = await clusterWorld();

    expect(await change(world, oneMore)).toEqual({ ok: true, value: 3 });
    expect(deploymentIn(world.practice).spec.replicas).toBe(4);
  });

  test("is decided anew when somebody was faster, so that nothing is written over", async () => {
    const world = await clusterWorld();
    const others = [{ replicas: 7 }];

    const changed = await change(world, (found) => {
      const [other] = others.splice(0);
      if (other !== undefined) meddle(world.practice, other);
      return oneMore(found);
    });

    expect(changed).toEqual({ ok: true, value: 7 });
    expect(deploymentIn(world.practice).spec.replicas).toBe(8);
  });

  test("is given up for now when somebody is faster each time, and says who", async () => {
    const world = await clusterWorld();
    let replicas = 10;

    const changed = await change(world, (found) => {
      meddle(world.practice, { replicas: replicas++ });
      return oneMore(found);
    });

    expect(changed).toMatchObject({ ok: false, failure: { code: "E644", retry: "later" } });
    expect(JSON.stringify(changed)).toContain("last written by practice");
    expect(replicas).toBe(14);
  });

  test("is only tried out where it is planned", async () => {
    const world = await clusterWorld();

    expect(await change(world, oneMore, "dry_run")).toEqual({ ok: true, value: 3 });
    expect(deploymentIn(world.practice).spec.replicas).toBe(3);
  });

  test("is not sent where nothing is to be done, or the decision says no", async () => {
    const world = await clusterWorld();
    const found = deploymentIn(world.practice).metadata.resourceVersion;
    const refuse: Decide = (seen) => ({ is: "refuse", failure: moved(WEB, "The size", seen) });

    expect(await change(world, () => ({ is: "nothing", before: 3 }))).toEqual({
      ok: true,
      value: 3,
    });
    expect(await change(world, refuse)).toMatchObject({
      ok: false,
      failure: { code: "E645", message: expect.stringContaining("practice wrote last") },
    });
    expect(deploymentIn(world.practice).metadata.resourceVersion).toBe(found);
  });
});
