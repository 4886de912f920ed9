import { describe, expect, test } from "vitest";
import { readDeployment } from "../../../src/steps/k8s/read-deployment.ts";
import { practiceWorld, web } from "../../drills/practice-cluster/practice-world.ts";
import { clusterWorld, live, needsOf, WEB } from "./world.ts";

describe("reading a deployment", () => {
  test("finds it", async () => {
    const { needs } = await clusterWorld();

    expect(await readDeployment(needs.cluster("prod"), WEB, live())).toMatchObject({
      ok: true,
      value: { metadata: { name: "web" }, spec: { replicas: 3 } },
    });
  });

  test("says which one was probably meant, and nothing where none is near", async () => {
    const { needs } = await clusterWorld();
    const read = (deployment: string) =>
      readDeployment(needs.cluster("prod"), { ...WEB, deployment }, live());

    expect(await read("wep")).toMatchObject({
      failure: { code: "E642", remedy: "Did you mean shop/web?" },
    });
    expect(await read("billing")).toMatchObject({
      failure: { code: "E642", message: "There is no deployment shop/billing" },
    });
  });

  test("loses only the hint where it may not list deployments", async () => {
    const rules = [{ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }];
    const world = await practiceWorld({ users: [{ name: "robot", rules, by: "token" }] });
    world.cluster.apply(web());
    const { needs } = needsOf(world, "robot");
    const other = { ...WEB, deployment: "wep" };

    const missing = await readDeployment(needs.cluster("prod"), other, live());

    expect(missing).toMatchObject({
      failure: { code: "E642", message: "There is no deployment shop/wep" },
    });
    expect(JSON.stringify(missing)).not.toContain("Did you mean");
  });
});
