import { expect, test } from "vitest";
import { RunView } from "../../../../src/intake/api/views/run-view.ts";
import { createdRun } from "../../../contract/run-store/world.ts";
import { servedDesk } from "../desk-world.ts";

test("a run whose version is not understood is not shown, and it is said why", async () => {
  const { store, ask } = await servedDesk([]);
  const run = await createdRun(store);

  expect(await ask({ method: "GET", path: `/v1/runs/${run}` }, RunView)).toEqual({
    is: "refused",
    problem: {
      code: "E315",
      message: `Run ${run} stands still: it follows clear-stuck-lock 1.2.0, and it is unknown here`,
      remedy: expect.stringContaining(`pitcrew logs ${run}`),
    },
  });
});
