import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { GraphView } from "../../../src/intake/api/views/graph-view.ts";
import { HealthView } from "../../../src/intake/api/views/health-view.ts";
import { RunsView, RunView } from "../../../src/intake/api/views/run-view.ts";
import { StatisticsView } from "../../../src/intake/api/views/statistics-view.ts";
import { TraceView } from "../../../src/intake/api/views/trace-view.ts";
import { WorkersView } from "../../../src/intake/api/views/worker-view.ts";
import { administer } from "../../postgres/administer.ts";
import { entryOf, servedDesk } from "./desk-world.ts";
import { get, post, type Served, waitFor } from "./requests.ts";

const STOP = {
  id: "fine",
  kind: "stop",
  with: { outcome: "nothing_to_do", reason: "All is well" },
};
const ASK = {
  id: "well",
  kind: "ask",
  with: { question: "Is it well?", of: ["team-shop"] },
  on_failure: [{ id: "call", kind: "escalate", with: { to: "team-shop", reason: "Nobody says" } }],
};
const BOTH = {
  parallel: [
    { ...ASK, id: "one", on_failure: "escalate" },
    { ...ASK, id: "two", on_failure: "escalate" },
  ],
};
const ENTRIES = [
  entryOf("asking", [ASK, STOP]),
  entryOf("broad", [BOTH, STOP]),
  entryOf("quick", [STOP]),
];

describe("who looks after Pitcrew", () => {
  let api: Served;

  beforeEach(async () => {
    api = await servedDesk(ENTRIES);
  });

  test("finds the runs that are left alone, and has them taken up again", async () => {
    const { id } = await api.start("asking");
    await waitFor(api, id, ({ pending }) => pending.length > 0);
    const orphans = async () => {
      const reply = await api.ask(get("/v1/runs?orphaned=true"), RunsView);
      return reply.is === "answered" ? reply.value.runs.map((run) => run.id) : reply;
    };
    expect(await orphans()).toEqual([]);
    expect(await api.ask(post(`/v1/runs/${id}/recover`, {}), RunView)).toMatchObject({
      problem: { code: "E420" },
    });

    await leaveAlone(api, id);
    expect(await orphans()).toEqual([id]);
    expect(await api.ask(get("/v1/health"), HealthView)).toMatchObject({
      value: {
        is: "troubled",
        runs: { live: 1, orphaned: 1 },
        troubles: expect.arrayContaining([expect.stringContaining("1 runs are left alone")]),
      },
    });

    expect(await api.statusOf(post(`/v1/runs/${id}/recover`, {}))).toBe(202);
    expect(await orphans()).toEqual([]);
    expect(await api.statusOf(post(`/v1/runs/${randomUUID()}/recover`, {}))).toBe(404);
  });

  test("sees which workers are there, which have gone, and which died", async () => {
    await api.upkeep.sayPresent({ name: "here", version: "1.0.0" });
    await api.upkeep.sayPresent({ name: "gone", version: "1.0.0" });
    await api.upkeep.sayGone("gone");
    await api.upkeep.sayPresent({ name: "dead", version: "1.0.0" });
    await administer(
      api.address,
      "update workers set seen_at = now() - interval '11 seconds' where name = 'dead'",
    );

    const reply = await api.ask(get("/v1/workers"), WorkersView);

    if (reply.is !== "answered") throw new Error(JSON.stringify(reply));
    expect(reply.value.workers.map(({ name, state }) => [name, state])).toEqual([
      ["here", "live"],
      ["gone", "stopped"],
      ["dead", "dead"],
    ]);
    expect(await api.ask(get("/v1/health"), HealthView)).toMatchObject({
      value: { is: "well", workers: { live: 1, dead: 1 } },
    });
  });

  test("sees how long steps take, and which took longest", async () => {
    const { id } = await api.start("asking");
    await waitFor(api, id, ({ pending }) => pending.length > 0);
    await api.statusOf(post(`/v1/runs/${id}/answer`, { answer: "yes" }));
    await waitFor(api, id, ({ outcome }) => outcome !== null);
    const quick = await api.start("quick");
    await waitFor(api, quick.id, ({ outcome }) => outcome !== null);

    const all = await api.ask(get("/v1/steps/statistics"), StatisticsView);
    const long = await api.ask(get("/v1/steps/statistics?over=1h"), StatisticsView);

    if (all.is !== "answered") throw new Error(JSON.stringify(all));
    expect(all.value.runs).toBe(2);
    expect(all.value.steps[0]).toMatchObject({
      playbook: "asking",
      step: "well",
      kind: "ask",
      times: 1,
      slowest_run: id,
    });
    expect(long).toMatchObject({ value: { runs: 2, steps: [] } });
  });

  test("gets the trace of a run: a span for each step, and every event", async () => {
    const { id } = await api.start("asking");
    await waitFor(api, id, ({ pending }) => pending.length > 0);

    expect(await api.ask(get(`/v1/runs/${id}/trace`), TraceView)).toMatchObject({
      value: {
        run: id,
        ended: null,
        spans: [{ step: "well", kind: "ask", state: "waiting", ended: null }],
        events: expect.arrayContaining([expect.objectContaining({ event: "started" })]),
      },
    });
  });

  test("gets the graph of a run, with the ways beside and back", async () => {
    const { id } = await api.start("broad");
    const asking = await api.start("asking");

    expect(await api.ask(get(`/v1/runs/${id}/graph`), GraphView)).toMatchObject({
      value: {
        nodes: [{ id: "one" }, { id: "two" }, { id: "fine" }],
        edges: [
          { from: "one", to: "fine", when: "over" },
          { from: "two", to: "fine", when: "over" },
        ],
      },
    });
    expect(await api.ask(get(`/v1/runs/${asking.id}/graph`), GraphView)).toMatchObject({
      value: {
        edges: [
          { from: "well", to: "fine", when: "over" },
          { from: "well", to: "call", when: "failed" },
        ],
      },
    });
  });
});

/** As a run is left that has killed whoever opened it, again and again. */
/** As three dead claims leave it; a worker that still has it loses it by the new epoch. */
function leaveAlone(api: Served, run: string): Promise<void> {
  return administer(
    api.address,
    `update runs set claims_without_progress = 3, due_at = now(), worker = null,
       lease_until = null, epoch = epoch + 1
     where id = '${run}'`,
  );
}
