import { describe } from "vitest";
import { httpGet } from "../../../src/steps/http/get.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { startHttpWorld } from "./world.ts";

describe("http.get", () => {
  exerciseStepKind(httpGet, {
    filled: {
      connection: "workflows",
      path: "/v1/{workflow}/tasks",
      slots: { workflow: "wf-1" },
      query: { state: "stuck" },
      headers: { "X-Reason": "incident" },
    },
    startWorld: startHttpWorld,
  });
});
