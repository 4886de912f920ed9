import { expect, test } from "vitest";
import { HealthView } from "../../../../src/intake/api/views/health-view.ts";
import { RunsView, RunView } from "../../../../src/intake/api/views/run-view.ts";
import { RUN_FORM } from "../../../../src/engine/machine/form.ts";
import { createdRun } from "../../../contract/run-store/world.ts";
import { administer } from "../../../postgres/administer.ts";
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

test("neither is one that a newer Pitcrew has carried on", async () => {
  const served = await servedDesk([]);
  const run = await createdRun(served.store);
  await administer(served.address, `update runs set form = ${RUN_FORM + 1}`);

  expect(await served.ask({ method: "GET", path: `/v1/runs/${run}` }, RunView)).toMatchObject({
    problem: { code: "E315", message: expect.stringContaining("a newer Pitcrew") },
  });
});

test("such runs are marked in lists, and health counts those that nobody has taken up", async () => {
  const served = await servedDesk([]);
  const run = await createdRun(served.store);
  const health = async () => {
    const reply = await served.ask({ method: "GET", path: "/v1/health" }, HealthView);
    return reply.is === "answered" ? reply.value.troubles : reply;
  };
  const words =
    "1 due runs stand still: they follow clear-stuck-lock 1.2.0, and it is unknown here.";

  expect(await served.ask({ method: "GET", path: "/v1/runs" }, RunsView)).toMatchObject({
    value: { runs: [{ id: run, standstill: "it is unknown here" }] },
  });
  expect(await health()).not.toContain(words);
  await administer(served.address, "update runs set due_at = now() - interval '1 minute'");
  expect(await health()).toContain(words);
});
