import { describe, expect, test } from "vitest";
import { ChartsView } from "../../../../src/intake/api/views/charts-view.ts";
import { createOutside } from "../../../engine/worker/outside.ts";
import { set } from "../../../engine/worker/world.ts";
import { entryOf, servedDesk } from "../desk-world.ts";
import { waitFor } from "../requests.ts";

const VERIFY = {
  kind: "test.read",
  with: { target: "one" },
  that: "after.value > before.value + 1",
  within: "10s",
  every: "1ms",
};

describe("the charts of a run", () => {
  test("are drawn from its record, with the change marked", async () => {
    const outside = createOutside();
    let reads = 0;
    outside.answerWith("scale", async ({ kind }) => {
      if (kind === "test.read") reads += 1;
      return { ok: true, output: { value: reads }, summary: "Done." };
    });
    const owned = { owner: "team-test", safety: { mode: "auto" } };
    const scaling = entryOf("scaling", [set("scale", { verify: VERIFY })], owned, outside.kinds);
    const api = await servedDesk([scaling]);
    const run = await api.startChanging(scaling);
    await waitFor(api, run, ({ outcome }) => outcome !== null);

    const path = `/v1/runs/${run}/charts`;
    const drawn = await api.ask({ method: "GET", path }, ChartsView);

    if (drawn.is !== "answered") throw new Error(JSON.stringify(drawn));
    const [chart] = drawn.value.charts;
    expect(chart).toMatchObject({
      title: "scale, before and after",
      sentence: "value went from 1 to 3, between 1 and 3.",
      marks: [{ label: "scale" }],
    });
    const [first, second] = chart?.lines[0]?.points ?? [];
    const [mark] = chart?.marks ?? [];
    expect(first?.at).toBeLessThanOrEqual(mark?.at ?? 0);
    expect(second?.at).toBeGreaterThanOrEqual(mark?.at ?? Infinity);
    expect(await api.ask({ method: "GET", path }, ChartsView)).toEqual(drawn);
  });

  test("are refused for a run that there is not", async () => {
    const api = await servedDesk([]);
    const path = "/v1/runs/0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90/charts";

    expect(await api.ask({ method: "GET", path }, ChartsView)).toMatchObject({
      is: "refused",
      problem: { code: "E312" },
    });
  });
});
