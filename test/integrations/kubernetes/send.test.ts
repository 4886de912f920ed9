import { readFile } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { openAccess } from "../../../src/integrations/kubernetes/access.ts";
import {
  type ClusterLimits,
  createAgent,
  send,
  type WireRequest,
} from "../../../src/integrations/kubernetes/send.ts";
import { practiceWorld, web } from "../../drills/practice-cluster/practice-world.ts";

const LIMITS: ClusterLimits = { connect: 3_000, total: 20_000, answerBytes: 1_048_576 };
const PODS: WireRequest = { method: "GET", target: "/api/v1/namespaces/shop/pods" };
const live = (): AbortSignal => new AbortController().signal;

async function world() {
  const practice = await practiceWorld();
  practice.cluster.apply(web());
  await practice.cluster.settled();
  const text = await readFile(practice.kubeconfig, "utf8");
  const access = await openAccess({ is: "kubeconfig", text: async () => text })();
  const agent = createAgent();
  onTestFinished(() => agent.destroy());
  const ask = (limits: Partial<ClusterLimits> = {}, signal = live()) =>
    send(access, agent, { ...LIMITS, ...limits }, PODS, signal);
  return { practice, ask };
}

describe("one request to a cluster", () => {
  test("is answered with a status and a text", async () => {
    const { ask } = await world();

    expect(await ask()).toMatchObject({
      is: "answered",
      value: { status: 200, text: expect.stringContaining('"PodList"') },
    });
  });

  test("is read no further than its cap", async () => {
    const { ask } = await world();

    expect(await ask({ answerBytes: 100 })).toEqual({
      is: "unreadable",
      why: "too_large",
      detail: "more than 100 bytes",
    });
  });

  test("is proved not to have left when it was stopped before, or nobody listens", async () => {
    const { practice, ask } = await world();

    expect(await ask({}, AbortSignal.abort(new Error("stopped")))).toMatchObject({
      is: "unreached",
      why: "aborted",
    });
    await practice.stop();
    expect(await ask()).toMatchObject({ is: "unreached", why: "connection_failed" });
  });

  test("is in doubt once it has left and no answer comes", async () => {
    const { practice, ask } = await world();
    practice.cluster.breakWith({ is: "answer_lost" });

    expect(await ask()).toMatchObject({ is: "unanswered" });
  });

  test("ends at its limit when the cluster says nothing", async () => {
    const { practice, ask } = await world();
    practice.cluster.breakWith({ is: "silent" });

    expect(await ask({ total: 200 })).toMatchObject({ is: "unanswered" });
  });
});
