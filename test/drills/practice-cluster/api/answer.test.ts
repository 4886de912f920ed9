import { describe, expect, test } from "vitest";
import { EVERYTHING } from "../../../../src/drills/practice-cluster/api/authorize.ts";
import {
  type Ask,
  ask,
  DEPLOYMENTS,
  PODS,
  practiceWorld,
  stillWorld,
  web,
  WEB,
  type World,
} from "../practice-world.ts";

const STRATEGIC = "application/strategic-merge-patch+json";
const MERGE = "application/merge-patch+json";

describe("the API", () => {
  test("knows only who has a token or a certificate of this cluster", async () => {
    const world = await stillWorld();
    const stranger = await stillWorld();

    expect((await ask(world, "GET", PODS)).code).toBe(200);
    const other = { ...world, kubeconfig: world.kubeconfig, kubeconfigOf: stranger.kubeconfigOf };
    await expect(ask(other, "GET", PODS, { user: "admin" })).rejects.toThrow(/certificate/);
  });

  test.each([
    ["/api/v2/pods", 404, "the server could not find the requested resource"],
    [
      "/apis/apps/v1/namespaces/shop/gizmos",
      404,
      "the server could not find the requested resource",
    ],
    [
      "/api/v1/namespaces/shop/pods/x/exec",
      404,
      "the server could not find the requested resource",
    ],
    [`${PODS}/x`, 404, 'pods "x" not found'],
    [`${PODS}?labelSelektor=a`, 400, "unknown query parameter: labelSelektor"],
    [`${PODS}?labelSelector=a%20b`, 400, "unable to parse requirement: found 'a b'"],
    [`${PODS}?fieldSelector=spec.image=x`, 400, "field label not supported: spec.image"],
    [`${PODS}?limit=many`, 400, 'strconv.ParseInt: parsing "many": invalid syntax'],
    [`${PODS}?continue=nonsense`, 400, "continue key is not valid"],
  ])("GET %s is refused with %i", async (path, code, message) => {
    const answer = await ask(await stillWorld(), "GET", path);

    expect(answer).toMatchObject({ code, body: { kind: "Status", status: "Failure", message } });
  });

  test("lists page by page, and refuses a page of a list that it has forgotten", async () => {
    const world = await stillWorld();
    for (const name of ["a", "b", "c"]) world.cluster.apply(configMap(name));
    const path = "/api/v1/namespaces/shop/configmaps?limit=2";
    const first = await ask(world, "GET", path);

    expect(first.body).toMatchObject({ metadata: { remainingItemCount: 1 } });
    const token = String(at(first.body, "metadata", "continue"));
    const second = await ask(world, "GET", `${path}&continue=${token}`);
    expect(at(second.body, "items")).toMatchObject([{ metadata: { name: "c" } }]);

    world.cluster.apply(configMap("d"));
    world.cluster.compact();
    expect(await ask(world, "GET", `${path}&continue=${token}`)).toMatchObject({
      code: 410,
      body: { reason: "Expired" },
    });
  });
});

describe("a change", () => {
  test("by a version that is not the latest is a conflict", async () => {
    const world = await withWeb();
    const { body } = await ask(world, "GET", WEB);
    await patch(world, { body: { spec: { replicas: 4 } } });

    expect(await ask(world, "PUT", WEB, { body })).toMatchObject({
      code: 409,
      body: {
        reason: "Conflict",
        message:
          'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
      },
    });
    const stale = { metadata: { resourceVersion: "1" }, spec: { replicas: 9 } };
    expect((await patch(world, { body: stale })).code).toBe(409);
  });

  test("of another object than was meant is a conflict", async () => {
    const world = await withWeb();

    const another = { metadata: { uid: "another" }, spec: { replicas: 4 } };
    expect((await patch(world, { body: another })).code).toBe(409);
    const preconditions = { uid: "another" };
    expect(await ask(world, "DELETE", WEB, { body: { preconditions } })).toMatchObject({
      code: 409,
      body: {
        message: expect.stringContaining("Precondition failed: UID in precondition: another"),
      },
    });
  });

  test("counts a generation for a new spec, and a version for any change", async () => {
    const world = await withWeb();
    const before = world.cluster.get("deployments", "web", "shop")?.metadata;
    const noted = await patch(world, { body: { metadata: { labels: { a: "b" } } } });
    const scaled = await patch(world, { body: { spec: { replicas: 4 } } });
    const same = await patch(world, { body: { spec: { replicas: 4 } } });

    expect(at(noted.body, "metadata", "generation")).toBe(before?.generation);
    expect(at(scaled.body, "metadata", "generation")).toBe(2);
    expect(at(scaled.body, "metadata", "resourceVersion")).not.toBe(before?.resourceVersion);
    expect(at(same.body, "metadata", "resourceVersion")).toBe(
      world.cluster.get("deployments", "web", "shop")?.metadata.resourceVersion,
    );
  });

  test("that is only tried changes nothing, and is judged all the same", async () => {
    const world = await withWeb();
    const { store } = { store: world.cluster };
    const tried = await ask(world, "PATCH", `${WEB}?dryRun=All`, {
      body: { spec: { replicas: 7 } },
      type: MERGE,
    });

    expect(at(tried.body, "spec", "replicas")).toBe(7);
    expect(store.get("deployments", "web", "shop")?.spec.replicas).toBe(3);
    const wrong = await ask(world, "PATCH", `${WEB}?dryRun=All`, {
      body: { spec: { replicas: -7 } },
      type: MERGE,
    });
    expect(wrong.code).toBe(422);
    expect((await ask(world, "DELETE", `${WEB}?dryRun=All`)).code).toBe(200);
    expect(store.get("deployments", "web", "shop")).toBeDefined();
  });

  test("says who made it last, and when", async () => {
    const world = await withWeb();
    await ask(world, "PATCH", `${WEB}?fieldManager=night-shift`, {
      body: { spec: { replicas: 4 } },
      type: MERGE,
    });

    expect(world.cluster.get("deployments", "web", "shop")?.metadata.managedFields).toContainEqual(
      expect.objectContaining({ manager: "night-shift", time: "1970-01-01T00:16:40Z" }),
    );
  });

  test.each<[string, object, string]>([
    [
      "a negative size",
      { replicas: -1 },
      "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
    ],
    ["another selector", { selector: { matchLabels: { app: "db" } } }, "field is immutable"],
    [
      "a container without an image",
      app({ image: "" }),
      "spec.template.spec.containers[0].image: Required value",
    ],
    [
      "a wrong name in the environment",
      app({ env: [{ name: "a b", value: "" }] }),
      "a valid environment variable name",
    ],
    [
      "requests beyond limits",
      app({ resources: { limits: { cpu: "1" }, requests: { cpu: "2" } } }),
      "must be less than or equal to cpu limit",
    ],
    [
      "a rollout that cannot move",
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      "may not be 0 when `maxSurge` is 0",
    ],
    [
      "a hostile label",
      { template: { metadata: { labels: { x: "a b" } } } },
      "a valid label must be an empty string",
    ],
  ])("to %s is refused with 422", async (_, spec, message) => {
    const answer = await patch(await withWeb(), { body: { spec }, type: STRATEGIC });

    expect(answer).toMatchObject({
      code: 422,
      body: { reason: "Invalid", message: expect.stringContaining(message) },
    });
  });

  test("with something that is no quantity, or of the wrong type, is refused with 400", async () => {
    const world = await withWeb();
    const lots = app({ resources: { limits: { memory: "lots" } } });

    expect(await patch(world, { body: { spec: lots }, type: STRATEGIC })).toMatchObject({
      code: 400,
      body: { message: expect.stringContaining("quantities must match the regular expression") },
    });
    expect((await patch(world, { body: { spec: { replicas: "3" } } })).code).toBe(400);
  });

  test.each(["application/json", "text/plain", "application/apply-patch+yaml"])(
    "by a patch of type %s is refused with 415",
    async (type) => {
      const answer = await patch(await withWeb(), { body: { spec: { replicas: 4 } }, type });

      expect(answer).toMatchObject({ code: 415, body: { reason: "UnsupportedMediaType" } });
    },
  );

  test("to a custom resource is not merged strategically", async () => {
    const world = await stillWorld();
    const path = "/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects";
    const body = {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "web" },
      spec: { scaleTargetRef: { name: "web" }, triggers: [{ type: "redis", metadata: {} }] },
    };

    expect((await ask(world, "POST", path, { body })).code).toBe(201);
    const changed = { body: { spec: { maxReplicaCount: 3 } } };
    expect((await ask(world, "PATCH", `${path}/web`, { ...changed, type: STRATEGIC })).code).toBe(
      415,
    );
    expect((await ask(world, "PATCH", `${path}/web`, { ...changed, type: MERGE })).code).toBe(200);
  });

  test("to the scale of a replica set leaves a deployment of its name alone", async () => {
    const world = await stillWorld();
    const { spec, ...rest } = web();
    const { replicas, selector, template } = spec;
    world.cluster.apply(web());
    world.cluster.apply({ ...rest, kind: "ReplicaSet", spec: { replicas, selector, template } });
    const path = `${WEB.replace("deployments", "replicasets")}/scale`;
    const answer = await ask(world, "PATCH", path, {
      body: { spec: { replicas: 1 } },
      type: MERGE,
    });

    expect(answer.body).toMatchObject({ kind: "Scale", spec: { replicas: 1 } });
    expect(world.cluster.get("replicasets", "web", "shop")?.spec.replicas).toBe(1);
    expect(world.cluster.get("deployments", "web", "shop")?.spec.replicas).toBe(3);
  });

  test("to the status leaves the spec alone, and the other way round", async () => {
    const world = await withWeb();
    const body = { spec: { replicas: 9 }, status: { replicas: 77 } };
    await ask(world, "PATCH", `${WEB}/status`, { body, type: MERGE });

    expect(world.cluster.get("deployments", "web", "shop")?.spec.replicas).toBe(3);
    const answer = await patch(world, { body: { ...body, status: { replicas: 88 } } });
    expect(answer.body).toMatchObject({ spec: { replicas: 9 } });
    expect(at(answer.body, "status", "replicas")).not.toBe(88);
  });
});

describe("an object", () => {
  test("gets a name of its own where only the beginning is given", async () => {
    const world = await stillWorld();
    const body = { ...configMap(""), metadata: { generateName: "c-" } };
    const answer = await ask(world, "POST", "/api/v1/namespaces/shop/configmaps", { body });

    expect(at(answer.body, "metadata", "name")).toMatch(/^c-[a-z0-9]{5}$/);
  });

  test("cannot be made twice, nor in a namespace that is not there", async () => {
    const world = await withWeb();

    expect(await ask(world, "POST", DEPLOYMENTS, { body: web() })).toMatchObject({
      code: 409,
      body: { reason: "AlreadyExists", message: 'deployments.apps "web" already exists' },
    });
    const body = { ...configMap("c"), metadata: { name: "c" } };
    expect(await ask(world, "POST", "/api/v1/namespaces/moon/configmaps", { body })).toMatchObject({
      code: 404,
      body: { message: 'namespaces "moon" not found' },
    });
  });

  test("cannot be made under a name that is none", async () => {
    const body = { ...configMap("c"), metadata: { name: "No Name" } };
    const path = "/api/v1/namespaces/shop/configmaps";

    expect(await ask(await stillWorld(), "POST", path, { body })).toMatchObject({
      code: 422,
      body: { message: expect.stringContaining("a lowercase RFC 1123 subdomain") },
    });
  });

  test("is deleted with all that a selector names, and with nothing else", async () => {
    const world = await stillWorld();
    world.cluster.apply({
      ...configMap("a"),
      metadata: { name: "a", namespace: "shop", labels: { x: "1" } },
    });
    world.cluster.apply(configMap("b"));
    await ask(world, "DELETE", "/api/v1/namespaces/shop/configmaps?labelSelector=x%3D1");

    expect(world.cluster.list("configmaps").map(({ metadata }) => metadata.name)).toEqual(["b"]);
  });

  test("leaves what it owns behind when it is to be an orphan", async () => {
    const world = await withWeb();
    await world.cluster.settled();
    await ask(world, "DELETE", `${WEB}?propagationPolicy=Orphan`);
    await world.cluster.settled();

    expect(world.cluster.list("replicasets")).toHaveLength(1);
    expect(world.cluster.list("pods")).toHaveLength(3);
  });
});

describe("an autoscaler", () => {
  test("is the same under both of its versions", async () => {
    const world = await stillWorld();
    const body = {
      apiVersion: "autoscaling/v1",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "web" },
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        minReplicas: 2,
        maxReplicas: 6,
        targetCPUUtilizationPercentage: 60,
      },
    };
    const path = "namespaces/shop/horizontalpodautoscalers";
    await ask(world, "POST", `/apis/autoscaling/v1/${path}`, { body });

    const first = await ask(world, "GET", `/apis/autoscaling/v1/${path}/web`);
    expect(first.body).toMatchObject({ spec: body.spec });
    const second = await ask(world, "GET", `/apis/autoscaling/v2/${path}/web`);
    expect(second.body).toMatchObject({
      apiVersion: "autoscaling/v2",
      spec: { metrics: [{ resource: { name: "cpu", target: { averageUtilization: 60 } } }] },
    });
  });
});

describe("a user", () => {
  test("may do exactly what the rules name", async () => {
    const verbs = ["get"];
    const world = await practiceWorld({
      users: [
        { name: "admin", rules: EVERYTHING },
        {
          name: "ci",
          rules: [
            {
              apiGroups: ["apps"],
              resources: ["deployments"],
              verbs,
              namespace: "shop",
              resourceNames: ["web"],
            },
          ],
        },
      ],
    });
    world.cluster.apply(web());
    const code = async (method: string, path: string) =>
      (await ask(world, method, path, { user: "ci" })).code;

    expect(await code("GET", WEB)).toBe(200);
    expect(await code("GET", DEPLOYMENTS)).toBe(403);
    expect(await code("GET", `${DEPLOYMENTS}/other`)).toBe(403);
    expect(await code("GET", `${WEB}/scale`)).toBe(403);
    expect(await code("DELETE", WEB)).toBe(403);
    expect(await code("GET", WEB.replace("shop", "default"))).toBe(403);
  });
});

function configMap(name: string) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "shop" } };
}

async function withWeb() {
  const world = await stillWorld();
  world.cluster.apply(web());
  return world;
}

function patch(world: World, { type = MERGE, ...rest }: Ask) {
  return ask(world, "PATCH", WEB, { type, ...rest });
}

function app(container: object) {
  return { template: { spec: { containers: [{ name: "app", ...container }] } } };
}

/** A field deep in an answer. */
function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((inner, key) => Reflect.get(Object(inner), key) as unknown, value);
}
