import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { followEvents } from "../../../src/cli/server/follow-events.ts";
import { ROUTES } from "../../../src/intake/api/endpoints/routes.ts";
import type { ApiNeeds } from "../../../src/intake/api/needs.ts";
import { EventsView, type EventView } from "../../../src/intake/api/views/event-view.ts";
import { PlanView } from "../../../src/intake/api/views/plan-view.ts";
import { PlaybooksView } from "../../../src/intake/api/views/playbook-view.ts";
import { RunsView, RunView } from "../../../src/intake/api/views/run-view.ts";
import { entryOf, servedApi, servedDesk } from "./desk-world.ts";
import { needsWhere } from "./needs-where.ts";
import { get, post, type Served, waitFor } from "./requests.ts";

const ASK = {
  id: "well",
  kind: "ask",
  with: {
    question: "Is ${{ params.shop }} well?",
    of: ["team-shop"],
    choices: ["well", "ill"],
  },
};
const STOP = {
  id: "fine",
  kind: "stop",
  with: { outcome: "nothing_to_do", reason: "All is well" },
};
const SHOP = { params: { shop: { type: "name" }, carts: { type: "int", default: 3 } } };
const CALL = {
  id: "change",
  kind: "http.call",
  with: { connection: "shop", method: "POST", path: "/restart" },
  verify: "none",
  because: "it is a test",
};

const ENTRIES = [
  entryOf("asking", [ASK, STOP], SHOP),
  entryOf("changing", [CALL], { safety: { mode: "approve" } }),
  entryOf("quick", [STOP]),
];

describe("over the socket", () => {
  let api: Served;

  beforeEach(async () => {
    api = await servedDesk(ENTRIES);
  });

  test("a run is started with params read by their types, and shown step by step", async () => {
    const { id } = await api.start("asking", { shop: "lyon", carts: "7" });

    const run = await waitFor(api, id, ({ pending }) => pending.length > 0);

    expect(run).toMatchObject({
      state: "waiting",
      params: { shop: "lyon", carts: 7 },
      steps: [
        { id: "well", state: "waiting", says: "Ask team-shop: Is lyon well?" },
        { id: "fine", state: "next" },
      ],
      pending: [{ is: "answer", step: "well", choices: ["well", "ill"] }],
    });
  });

  test("an answer is heard, in the name of whoever the door is for", async () => {
    const { id } = await api.start("asking", { shop: "lyon" });
    await waitFor(api, id, ({ pending }) => pending.length > 0);

    expect(await api.statusOf(post(`/v1/runs/${id}/answer`, { answer: "well" }))).toBe(202);

    const run = await waitFor(api, id, ({ outcome }) => outcome !== null);
    expect(run).toMatchObject({ outcome: "nothing_to_do", reason: "All is well" });
    const heard = (await eventsOf(api, id)).find(({ event }) => event === "answered");
    expect(heard).toMatchObject({ actor: "ann", surface: "cli", step: "well" });
  });

  test("the same wish under the same id is one run, and another wish is refused", async () => {
    const body = { id: randomUUID(), playbook: "asking", params: { shop: "lyon" } };
    const other = { ...body, params: { shop: "nice" } };

    expect(await api.statusOf(post("/v1/runs", body))).toBe(201);
    expect(await api.statusOf(post("/v1/runs", body))).toBe(201);
    expect(await api.ask(post("/v1/runs", other), RunView)).toMatchObject({
      is: "refused",
      problem: { code: "E314" },
    });
    const listed = await api.ask(get("/v1/runs"), RunsView);
    expect(listed).toMatchObject({ value: { runs: [{ id: body.id }] } });
  });

  test("a run that would change something is planned, with what has to be approved", async () => {
    const planned = await api.ask(post("/v1/plan", { playbook: "changing", params: {} }), PlanView);

    expect(planned).toMatchObject({
      value: { mode: "approve", steps: [{ id: "change", effect: "once", asksApproval: true }] },
    });
    expect(await api.ask(get("/v1/runs"), RunsView)).toMatchObject({ value: { runs: [] } });
  });

  test("runs are listed by how they ended, page by page, the newest first", async () => {
    const first = await api.start("quick");
    const second = await api.start("quick");
    await waitFor(api, second.id, ({ outcome }) => outcome !== null);
    const live = await api.start("asking", { shop: "lyon" });

    const ids = async (query: string) => {
      const reply = await api.ask(get(`/v1/runs?${query}`), RunsView);
      return reply.is === "answered" ? reply.value.runs.map(({ id }) => id) : reply;
    };
    expect(await ids("ended=false")).toContain(live.id);
    expect(await ids("playbook=quick&limit=1")).toEqual([second.id]);
    expect(await ids(`playbook=quick&before=${second.id}`)).toEqual([first.id]);
  });

  test("events are followed as they come, from the last one that was seen on", async () => {
    const { id } = await api.start("asking", { shop: "lyon" });
    await waitFor(api, id, ({ pending }) => pending.length > 0);
    const [seen = 0] = (await eventsOf(api, id)).map(({ seq }) => seq).slice(-1);

    const stream = followEvents(api.server, id, seen, new AbortController().signal);
    const next = stream.next();
    await api.statusOf(post(`/v1/runs/${id}/answer`, { answer: "well" }));

    expect((await next).value).toMatchObject({ is: "event", event: { seq: seen + 1 } });
    const rest: string[] = [];
    for await (const followed of stream) rest.push(followed.is);
    expect(rest.at(-1)).toBe("over");
  });

  test.each([
    ["stop", { undo: false }, "The run is not running any more."],
    ["settle", { verdict: "happened" }, "No effect is in doubt."],
    ["answer", { answer: "well" }, "No step waits for an answer."],
    ["undo", {}, "The run has left no change in place."],
  ])(
    "%s is refused when the run's state does not allow it, with the reason",
    async (order, body, reason) => {
      const { id } = await api.start("quick");
      await waitFor(api, id, ({ outcome }) => outcome !== null);

      const reply = await api.ask(post(`/v1/runs/${id}/${order}`, body), RunView);

      expect(reply).toMatchObject({ is: "refused", problem: { code: "E313", message: reason } });
    },
  );

  test.each([
    ["GET", "", 404],
    ["GET", "/events", 404],
    ["POST", "/stop", 404],
    ["POST", "/undo", 404],
  ] as const)(
    "%s of a run that there is not, at %s, is answered with %d",
    async (method, path, status) => {
      expect(await api.statusOf({ method, path: `/v1/runs/${randomUUID()}${path}` })).toBe(status);
    },
  );

  test("playbooks are listed with what they take", async () => {
    expect(await api.ask(get("/v1/playbooks"), PlaybooksView)).toMatchObject({
      value: {
        playbooks: [
          {
            name: "asking",
            params: [
              { name: "shop", type: "name", hasDefault: false },
              { name: "carts", type: "int", hasDefault: true },
            ],
          },
          { name: "changing" },
          { name: "quick" },
        ],
      },
    });
  });

  test("it is ready while the database answers", async () => {
    expect(await api.statusOf(get("/healthz"))).toBe(200);
    expect(await api.statusOf(get("/readyz"))).toBe(200);
  });
});

describe("a request", () => {
  test("to an address that is not listed finds nothing, whatever its spelling", async () => {
    const { statusOf } = await servedApi(nobody());

    const paths = ["/", "/v1", "/v1/run", "/V1/runs", "/v1//runs", "/v1/runs/", "/v1/%72uns/x/y"];
    const statuses = await Promise.all(paths.map((path) => statusOf(get(path))));

    expect(statuses).toEqual(paths.map(() => 404));
    expect(await statusOf(post("/v1/playbooks", {}))).toBe(404);
  });

  test.each(ROUTES.filter(({ path }) => path.includes(":run")))(
    "with something else than an id reaches nobody: $method $path",
    async ({ method, path }) => {
      const { statusOf, thrown } = await servedApi(nobody());

      const ids = ["1", "../runs", "%2e%2e", "x".repeat(500), `${randomUUID()}'--`];
      const paths = ids.map((id) => path.replace(":run", encodeURIComponent(id)));
      const statuses = await Promise.all(paths.map((one) => statusOf({ method, path: one })));

      expect(statuses).toEqual(ids.map(() => 400));
      expect(thrown).toEqual([]);
    },
  );

  test.each([
    ["no id", { playbook: "quick" }],
    ["a name that is none", { id: randomUUID(), playbook: "../quick" }],
    ["a field that nobody knows", { id: randomUUID(), playbook: "quick", mode: "auto" }],
    ["params that are no mapping", { id: randomUUID(), playbook: "quick", params: [1] }],
  ])("to start a run with %s is refused", async (_, body) => {
    const { ask } = await servedApi(nobody());

    expect(await ask(post("/v1/runs", body), RunView)).toMatchObject({
      is: "refused",
      problem: { code: "E401" },
    });
  });

  test("with a body beyond 1 MiB is refused before it is read", async () => {
    const { statusOf } = await servedApi(nobody());
    const params = { text: "x".repeat(1_048_576) };

    expect(await statusOf(post("/v1/plan", { playbook: "quick", params }))).toBe(413);
  });

  test("that breaks off tells its caller nothing of the inside", async () => {
    const { ask, thrown } = await servedApi(nobody({ list: () => Promise.reject(SECRET) }));

    const reply = await ask(get("/v1/runs"), z.never());

    expect(reply).toMatchObject({ is: "refused", problem: { code: "E521" } });
    expect(JSON.stringify(reply)).not.toContain("hunter2");
    expect(thrown).toEqual([SECRET]);
  });

  test("for readiness names what is wrong", async () => {
    const { statusOf } = await servedApi(nobody({ troubles: async () => ["It burns."] }));

    expect(await statusOf(get("/readyz"))).toBe(503);
  });
});

const SECRET = new Error("password hunter2");

/** Where nobody may be asked. */
function nobody(known: Partial<ApiNeeds> = {}): ApiNeeds {
  return needsWhere(
    { authorize: () => undefined, playbooks: async () => [], ...known },
    new Error("nobody may be asked"),
  );
}

async function eventsOf(api: Served, id: string): Promise<readonly EventView[]> {
  const reply = await api.ask(get(`/v1/runs/${id}/events`), EventsView);
  return reply.is === "answered" ? reply.value.events : [];
}
