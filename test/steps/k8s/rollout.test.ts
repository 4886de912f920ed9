import { describe, expect, test } from "vitest";
import { OBJECTS } from "../../../src/integrations/kubernetes/parse.ts";
import { rolloutOf } from "../../../src/steps/k8s/rollout.ts";

const METADATA = {
  name: "web",
  uid: "u-1",
  resourceVersion: "1",
  generation: 2,
  creationTimestamp: "2026-01-05T09:00:00Z",
};
const COUNTS = { replicas: 4, updatedReplicas: 1, availableReplicas: 3, observedGeneration: 2 };
const GIVEN_UP = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" };

/** A deployment of three pods, one of which has been replaced so far, unless it says otherwise. */
function deployment(status: object = {}, spec: object = {}) {
  return OBJECTS.deployments.parse({
    metadata: METADATA,
    spec: { replicas: 3, selector: {}, template: { spec: { containers: [] } }, ...spec },
    status: { ...COUNTS, ...status },
  });
}

function pod(status: object, metadata: object = {}) {
  return OBJECTS.pods.parse({
    metadata: { ...METADATA, name: "web-1", ...metadata },
    spec: {},
    status: { phase: "Pending", ...status },
  });
}

const waiting = (reason: string, message = "", lastState = {}) => ({
  containerStatuses: [{ name: "app", state: { waiting: { reason, message } }, lastState }],
});

const OBSTACLES: readonly (readonly [string, object, string])[] = [
  [
    "an image that is not there",
    waiting("ImagePullBackOff", 'Back-off pulling image "web:2"'),
    'ImagePullBackOff, Back-off pulling image "web:2"',
  ],
  [
    "a name that is no image",
    waiting("InvalidImageName", "couldn't parse image"),
    "InvalidImageName, couldn't parse image",
  ],
  [
    "a secret that is missing",
    waiting("CreateContainerConfigError", 'secret "db" not found'),
    'CreateContainerConfigError, secret "db" not found',
  ],
  [
    "a program that ends again and again",
    waiting("CrashLoopBackOff", "back-off 40s", { terminated: { reason: "Error", exitCode: 1 } }),
    "CrashLoopBackOff, last ended with Error",
  ],
  [
    "a program that takes too much memory",
    waiting("CrashLoopBackOff", "back-off 40s", {
      terminated: { reason: "OOMKilled", exitCode: 137 },
    }),
    "CrashLoopBackOff, last ended with OOMKilled",
  ],
  [
    "a first container that fails before the others begin",
    {
      ...waiting("PodInitializing"),
      initContainerStatuses: [
        { name: "migrate", state: { waiting: { reason: "CrashLoopBackOff" } } },
      ],
    },
    "CrashLoopBackOff",
  ],
  [
    "no node with room",
    {
      conditions: [
        {
          type: "PodScheduled",
          status: "False",
          reason: "Unschedulable",
          message: "0/3 nodes are available: 3 Insufficient memory.",
        },
      ],
    },
    "0/3 nodes are available: 3 Insufficient memory",
  ],
];

describe("a rollout", () => {
  test("is done when every pod is as wanted, available, and no other is left", () => {
    const found = deployment({ replicas: 3, updatedReplicas: 3, availableReplicas: 3 });

    expect(rolloutOf(found, [], "shop/web")).toEqual({ is: "done" });
  });

  test.each([
    [{ observedGeneration: 1 }, "the cluster has not begun yet"],
    [{}, "1 of 3 pods replaced"],
    [{ updatedReplicas: 3 }, "1 pod left to end"],
    [{ updatedReplicas: 3, replicas: 5 }, "2 pods left to end"],
    [{ updatedReplicas: 3, replicas: 3, availableReplicas: 2 }, "2 of 3 pods available"],
  ])("with %j is under way: %s", (status, progress) => {
    expect(rolloutOf(deployment(status), [], "shop/web")).toEqual({ is: "underway", progress });
  });

  test.each(OBSTACLES)("under way says what holds it up: %s", (_what, status, said) => {
    const pods = [pod({ phase: "Running", conditions: [] }), pod(status)];

    expect(rolloutOf(deployment(), pods, "shop/web")).toEqual({
      is: "underway",
      progress: `1 of 3 pods replaced: pod web-1: ${said}`,
    });
  });

  test.each(OBSTACLES)("that the cluster has given up says why: %s", (_what, status, said) => {
    const found = deployment({ conditions: [GIVEN_UP] });

    expect(rolloutOf(found, [pod(status)], "shop/web")).toMatchObject({
      is: "stalled",
      failure: {
        code: "E646",
        message: `The rollout of deployment shop/web is stuck: 1 of 3 pods replaced: pod web-1: ${said}`,
        retry: "never",
      },
    });
  });

  test("that the cluster has given up says that a pod runs and its probe fails", () => {
    const running = pod({ phase: "Running", conditions: [{ type: "Ready", status: "False" }] });

    const early = rolloutOf(deployment(), [running], "shop/web");
    const late = rolloutOf(deployment({ conditions: [GIVEN_UP] }), [running], "shop/web");

    expect(early).toEqual({ is: "underway", progress: "1 of 3 pods replaced" });
    expect(late).toMatchObject({
      failure: { message: expect.stringContaining("pod web-1: runs, but does not become ready") },
    });
  });

  test("says that somebody has paused it", () => {
    expect(rolloutOf(deployment({}, { paused: true }), [], "shop/web")).toEqual({
      is: "underway",
      progress: "1 of 3 pods replaced: somebody has paused its rollouts",
    });
  });

  test("says that a quota leaves no room for another pod", () => {
    const message = 'pods "web-1" is forbidden: exceeded quota: few';
    const refused = { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message };

    expect(rolloutOf(deployment({ conditions: [refused] }), [], "shop/web")).toEqual({
      is: "underway",
      progress: `1 of 3 pods replaced: ${message}`,
    });
  });

  test("is not held up by pods that end, or that only just begin", () => {
    const ending = { deletionTimestamp: "2026-01-05T09:00:00Z" };
    const pods = [pod(waiting("CrashLoopBackOff"), ending), pod(waiting("ContainerCreating"))];

    expect(rolloutOf(deployment(), pods, "shop/web")).toEqual({
      is: "underway",
      progress: "1 of 3 pods replaced",
    });
  });
});
