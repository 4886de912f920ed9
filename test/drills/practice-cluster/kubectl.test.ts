import { describe, expect, test, vi } from "vitest";
import { EVERYTHING } from "../../../src/drills/practice-cluster/api/authorize.ts";
import { hasKubectl, kubectl } from "./kubectl.ts";
import { practiceWorld, web, type World } from "./practice-world.ts";

// Each command starts a process, which takes long on a busy machine; this only ends one that hangs.
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(!hasKubectl)("kubectl", () => {
  test("shows deployments, replica sets, pods, nodes and events in its tables", async () => {
    const { run } = await shop();

    expect(await run("get deploy")).toMatch(
      /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +3\/3 +3 +3 +\d+s$/,
    );
    expect(await run("get rs")).toMatch(/\nweb-\w{10} +3 +3 +3 +\d+s$/);
    expect(await run("get pods -o wide")).toMatch(
      /\nweb-\w{10}-\w{5} +1\/1 +Running +0 +\d+s +10\.\S+ +node-\d/,
    );
    expect(await run("get nodes")).toMatch(/\nnode-1 +Ready +<none> +\d+s +v1\.24\.17\n/);
    expect(await run("get events")).toContain("Scaled up replica set web-");
    expect(await run("get pods -l app=nobody")).toBe("");
  });

  test("describes a deployment and a pod", async () => {
    const { run } = await shop();
    const pod = await run("get pods -o name --field-selector=status.phase=Running");

    expect(await run("describe deploy/web")).toMatch(
      /Replicas: +3 desired \| 3 updated \| 3 total \| 3 available/,
    );
    expect(await run(`describe ${pod.split("\n")[0]}`)).toContain(
      "Successfully assigned shop/web-",
    );
  });

  test("scales, and refuses where the size is another one than it was told", async () => {
    const { run, world } = await shop();

    expect(await run("scale deploy/web --replicas=5")).toBe("deployment.apps/web scaled");
    expect(await run("rollout status deploy/web")).toContain("successfully rolled out");
    expect(await run("scale deploy/web --current-replicas=3 --replicas=4")).toContain(
      "Expected replicas to be 3, was 5",
    );
    expect(await run("scale deploy/web --replicas=9 --dry-run=server")).toContain("scaled");
    expect(world.cluster.get("deployments", "web", "shop")?.spec.replicas).toBe(5);
  });

  test("restarts, and every pod is a new one", async () => {
    const { run, world } = await shop();
    const before = podNames(world);

    await run("rollout restart deploy/web");
    expect(await run("rollout status deploy/web")).toContain("successfully rolled out");
    await world.cluster.until(() => !podNames(world).some((name) => before.includes(name)));
    expect(podNames(world)).toHaveLength(3);
  });

  test("goes back to an earlier revision, by its number and without", async () => {
    const { run, world } = await shop();
    await run("set image deploy/web app=shop/web:2");
    await run(["annotate", "deploy/web", "kubernetes.io/change-cause=second image"]);
    await run("rollout status deploy/web");

    expect(await run("rollout history deploy/web")).toMatch(/1 +<none>\n2 +second image/);
    expect(await run("rollout undo deploy/web")).toContain("rolled back");
    await run("rollout status deploy/web");
    expect(image(world)).toBe("shop/web:1");
    expect(await run("rollout history deploy/web")).not.toMatch(/^1 /m);
    await run("rollout undo deploy/web --to-revision=2");
    await run("rollout status deploy/web");
    expect(image(world)).toBe("shop/web:2");
    expect(await run("rollout undo deploy/web --to-revision=9")).toContain(
      "unable to find specified revision 9",
    );
  });

  test("waits in vain for a rollout whose image cannot be pulled", async () => {
    const { run } = await shop();

    await run("set image deploy/web app=broken:1");
    expect(await run("rollout status deploy/web --timeout=1s")).toContain("timed out");
    expect(await run("get pods")).toContain("ImagePullBackOff");
    expect(await run("get deploy web --no-headers")).toMatch(/^web +3\/3 +1 +3 /);
  });

  test("sets environment and resources, and takes them back", async () => {
    const { run, world } = await shop();

    await run("set env deploy/web MODE=safe");
    expect(app(world)?.env).toEqual([{ name: "MODE", value: "safe" }]);
    await run("set env deploy/web MODE-");
    expect(app(world)?.env ?? []).toEqual([]);
    await run("set resources deploy/web --limits=memory=512Mi --requests=cpu=200m");
    expect(app(world)?.resources).toEqual({
      limits: { memory: "512Mi" },
      requests: { cpu: "200m" },
    });
    expect(await run("set resources deploy/web --limits=cpu=100m")).toContain(
      "must be less than or equal to cpu limit",
    );
  });

  test("patches in three ways, labels and annotates", async () => {
    const { run, world } = await shop();
    const size = () => world.cluster.get("deployments", "web", "shop")?.spec.replicas;

    await run(["patch", "deploy/web", "-p", '{"spec":{"replicas":1}}']);
    expect(size()).toBe(1);
    await run(["patch", "deploy/web", "--type=merge", "-p", '{"spec":{"replicas":2}}']);
    expect(size()).toBe(2);
    const operations = '[{"op":"replace","path":"/spec/replicas","value":4}]';
    await run(["patch", "deploy/web", "--type=json", "-p", operations]);
    expect(size()).toBe(4);
    expect(await run(["patch", "deploy/web", "-p", '{"spec":{"replicas":-1}}'])).toContain(
      'The Deployment "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
    await run("label deploy/web tier=front");
    expect(await run("get deploy -l tier=front -o name")).toBe("deployment.apps/web");
  });

  test("deletes pods, by force too, and waits for what is to come", async () => {
    const { run, world } = await shop();
    const [first = "", second = ""] = podNames(world);

    expect(await run(`delete pod ${first} --grace-period=0 --force`)).toContain("force deleted");
    expect(await run(`delete pod ${second}`)).toContain("deleted");
    expect(await run("wait --for=condition=Available deploy/web --timeout=20s")).toContain(
      "condition met",
    );
    expect(podNames(world)).not.toContain(first);
    expect(await run(`delete pod ${first}`)).toContain(`pods "${first}" not found`);
  });

  test("reads logs, by selector and from a moment on", async () => {
    const { run, world } = await shop();
    const [running] = world.cluster.containers({ namespace: "shop", selector: "app=web" });
    running?.log("one");
    running?.log("two");

    expect(await run(`logs ${podNames(world)[0]} --tail=1`)).toBe("two");
    expect(await run("logs -l app=web --tail=1")).toContain("two");
    expect(await run(`logs ${podNames(world)[0]} --since=1h`)).toContain("one\ntwo");
    expect(await run(`logs ${podNames(world)[0]} --previous`)).toContain(
      "previous terminated container",
    );
  });

  test("shows what pods and nodes use", async () => {
    const { run } = await shop();

    expect(await run("top pods")).toMatch(/\nweb-\S+ +5m +32Mi/);
    expect(await run("top nodes")).toMatch(/\nnode-1 +5m +0% +32Mi +0%/);
  });

  test("drains a node, but not against a disruption budget", async () => {
    const { run, world } = await shop();
    world.cluster.apply({
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "web", namespace: "shop" },
      spec: { minAvailable: 3, selector: { matchLabels: { app: "web" } } },
    });

    expect(await run("drain node-1 --force --ignore-daemonsets --timeout=1s")).toContain(
      "disruption budget",
    );
    expect(await run("get nodes")).toMatch(/node-1 +Ready,SchedulingDisabled/);
    world.cluster.remove("poddisruptionbudgets", "web", "shop");
    expect(await run("drain node-1 --force --ignore-daemonsets")).toContain("evicted");
    expect(world.cluster.list("pods").filter(({ spec }) => spec.nodeName === "node-1")).toEqual([]);
    await run("uncordon node-1");
    expect(await run("get nodes")).not.toContain("SchedulingDisabled");
  });

  test("applies files without the schema check", async () => {
    const { run } = await shop();
    const config = (data: object) =>
      JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data });

    expect(await run("apply --validate=false -f -", config({ a: "1" }))).toBe(
      "configmap/c created",
    );
    expect(await run("apply --validate=false -f -", config({ b: "2" }))).toBe(
      "configmap/c configured",
    );
    expect(await run("get cm c -o jsonpath={.data}")).toBe('{"b":"2"}');
  });

  test("may do what the rules of its user allow, and is told what it may not", async () => {
    const { run, world } = await shop();
    const as = (line: string) => kubectl(world.kubeconfigOf("reader"), line);

    expect((await as("get deploy -o name")).stdout).toBe("deployment.apps/web");
    expect((await as("scale deploy/web --replicas=1")).stderr).toContain(
      'deployments.apps "web" is forbidden: User "reader" cannot patch resource "deployments/scale" in API group "apps" in the namespace "shop"',
    );
    expect((await as("auth can-i get deployments.apps")).stdout).toBe("yes");
    expect((await as("auth can-i delete pods")).stdout).toContain("no");
    expect(await run("auth can-i delete pods")).toBe("yes");
  });

  test("says what the server says of things that are not there", async () => {
    const { run } = await shop();

    expect(await run("get deploy nope")).toBe(
      'Error from server (NotFound): deployments.apps "nope" not found',
    );
    expect(await run("get nonsense")).toContain(
      'the server doesn\'t have a resource type "nonsense"',
    );
  });
});

/** A cluster in which `web` runs with three pods. */
async function shop() {
  const world = await practiceWorld({
    users: [
      { name: "admin", rules: EVERYTHING },
      {
        name: "reader",
        by: "certificate",
        rules: [
          {
            apiGroups: ["apps"],
            resources: ["deployments"],
            verbs: ["get", "list"],
            namespace: "shop",
          },
        ],
      },
    ],
  });
  const { cluster } = world;
  cluster.apply(web());
  await cluster.until(() => cluster.get("deployments", "web", "shop")?.status.readyReplicas === 3);
  const run = async (line: string | readonly string[], input?: string) => {
    const { exitCode, stdout, stderr } = await kubectl(world.kubeconfig, line, input);
    return exitCode === 0 ? stdout.trim() : stderr.trim();
  };
  return { world, run };
}

function podNames({ cluster }: World) {
  return cluster.list("pods").map(({ metadata }) => metadata.name);
}

function app({ cluster }: World) {
  return cluster.get("deployments", "web", "shop")?.spec.template.spec.containers[0];
}

function image(world: World) {
  return app(world)?.image;
}
