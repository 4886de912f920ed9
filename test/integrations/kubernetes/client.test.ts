import { readFile } from "node:fs/promises";
import { onTestFinished, describe, expect, test } from "vitest";
import { type ClusterOptions, openCluster } from "../../../src/integrations/kubernetes/client.ts";
import { practiceWorld, web, type World } from "../../drills/practice-cluster/practice-world.ts";

const live = (): AbortSignal => new AbortController().signal;
const WEB = { namespace: "shop", name: "web" };

function open(file: string, options: Partial<ClusterOptions> = {}) {
  const text = (): Promise<string> => readFile(file, "utf8");
  const cluster = openCluster({ source: { is: "kubeconfig", text, file }, ...options });
  onTestFinished(cluster.close);
  return cluster;
}

async function worldWithWeb(options = {}): Promise<World> {
  const world = await practiceWorld(options);
  world.cluster.apply(web());
  await world.cluster.settled();
  return world;
}

describe("the client of a cluster", () => {
  test.each(["token", "certificate"] as const)("comes in with a %s", async (by) => {
    const rules = [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }];
    const world = await worldWithWeb({ users: [{ name: "robot", rules, by }] });

    const answer = await open(world.kubeconfig).get("deployments", WEB, live());

    expect(answer).toMatchObject({ is: "answered", value: { metadata: { name: "web" } } });
  });

  test("reads long lists page by page", async () => {
    const world = await practiceWorld();
    for (let index = 0; index < 120; index++) {
      const metadata = { name: `pod-${index}`, namespace: "shop" };
      const spec = { containers: [{ name: "app", image: "shop/web:1" }] };
      world.cluster.apply({ apiVersion: "v1", kind: "Pod", metadata, spec });
    }

    const answer = await open(world.kubeconfig).list("pods", { namespace: "shop" }, live());

    if (answer.is !== "answered") throw new Error(JSON.stringify(answer));
    expect(answer.value.isCut).toBe(false);
    expect(new Set(answer.value.items.map(({ metadata }) => metadata.name)).size).toBe(120);
  });

  test("asks for nothing outside of the namespaces that are listed", async () => {
    const world = await worldWithWeb();
    const cluster = open(world.kubeconfig, { namespaces: ["agents", "web"] });

    expect(await cluster.get("deployments", WEB, live())).toEqual({
      is: "unreached",
      why: "namespace_not_listed",
      detail: "agents, web",
    });
  });

  test("proves that nothing was sent when nobody listens there", async () => {
    const world = await worldWithWeb();
    const cluster = open(world.kubeconfig);
    const text = await readFile(world.kubeconfig, "utf8");
    await world.stop();
    const gone = openCluster({ source: { is: "kubeconfig", text: async () => text } });
    onTestFinished(gone.close);

    expect(await gone.get("deployments", WEB, live())).toMatchObject({
      is: "unreached",
      why: "connection_failed",
    });
    expect(await cluster.get("deployments", WEB, live())).toMatchObject({
      is: "unreached",
      why: "not_ready",
    });
  });

  test("trusts nobody whom the kubeconfig does not vouch for", async () => {
    const [mine, other] = [await worldWithWeb(), await worldWithWeb()];
    const text = (await readFile(mine.kubeconfig, "utf8")).replace(mine.url, other.url);
    const cluster = openCluster({ source: { is: "kubeconfig", text: async () => text } });
    onTestFinished(cluster.close);

    expect(await cluster.get("deployments", WEB, live())).toMatchObject({
      is: "unreached",
      why: "connection_failed",
    });
  });

  test("does not wait for ever for an answer, and does not say that nothing was sent", async () => {
    const world = await worldWithWeb();
    world.cluster.breakWith({ is: "silent" });
    const cluster = open(world.kubeconfig, { limits: { total: 300 } });

    expect(await cluster.get("deployments", WEB, live())).toMatchObject({ is: "unanswered" });
  });

  test("reads no more of an answer than its cap", async () => {
    const world = await worldWithWeb();
    const cluster = open(world.kubeconfig, { limits: { answerBytes: 1_000 } });

    expect(await cluster.list("pods", { namespace: "shop" }, live())).toMatchObject({
      is: "unreadable",
      why: "too_large",
    });
  });

  test("uses a kubeconfig that was renewed from the next call on", async () => {
    const [first, second] = [await worldWithWeb(), await practiceWorld()];
    let file = first.kubeconfig;
    const text = (): Promise<string> => readFile(file, "utf8");
    const cluster = openCluster({ source: { is: "kubeconfig", text } });
    onTestFinished(cluster.close);
    expect(await cluster.get("deployments", WEB, live())).toMatchObject({ is: "answered" });
    file = second.kubeconfig;

    expect(await cluster.get("deployments", WEB, live())).toMatchObject({
      is: "refused",
      status: 404,
      reason: "NotFound",
    });
  });

  test("a patch that was made for an older version is refused", async () => {
    const world = await worldWithWeb();
    const cluster = open(world.kubeconfig);
    const body = { metadata: { resourceVersion: "1" }, spec: { replicas: 9 } };

    const answer = await cluster.patch(
      "deployments",
      WEB,
      { type: "merge", body },
      "for_real",
      live(),
    );

    expect(answer).toMatchObject({ is: "refused", status: 409, reason: "Conflict" });
  });
});
