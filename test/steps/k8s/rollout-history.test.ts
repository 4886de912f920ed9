import { describe, expect, test } from "vitest";
import { k8sRolloutHistory } from "../../../src/steps/k8s/rollout-history.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { attempt, live, observedWorld, secondRevision, WEB } from "./world.ts";

const params = k8sRolloutHistory.params.parse(WEB);

describe("k8s.rollout_history", () => {
  exerciseStepKind(k8sRolloutHistory, { filled: WEB, startWorld: observedWorld });

  test("lists what the pods have been, newest first", async () => {
    const { needs } = await secondRevision();

    const result = await k8sRolloutHistory.run(params, needs, attempt(), live());

    expect(result).toMatchObject({
      ok: true,
      output: {
        current: 2,
        previous: 1,
        revisions: [
          { revision: 2, images: ["shop/web:2"], current: true },
          { revision: 1, images: ["shop/web:1"], current: false },
        ],
      },
    });
  });
});
