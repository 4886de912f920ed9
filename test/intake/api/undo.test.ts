import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { followEvents } from "../../../src/cli/server/follow-events.ts";
import type { LibraryEntry } from "../../../src/intake/api/desk/desk.ts";
import { RunsView, RunView } from "../../../src/intake/api/views/run-view.ts";
import { createOutside, gate, type Outside } from "../../engine/worker/outside.ts";
import { fire, set } from "../../engine/worker/world.ts";
import { entryOf, servedDesk } from "./desk-world.ts";
import { get, post, type Served, waitFor } from "./requests.ts";

const AUTO = { safety: { mode: "auto" } };
const FIRED_BACK = { undo: { kind: "test.fire", with: { target: "${{ run.id }}" } } };

describe("undo of an ended run, over the socket", () => {
  let outside: Outside;
  let api: Served;
  let entries: Readonly<Record<"own" | "once" | "none", LibraryEntry>>;

  beforeEach(async () => {
    outside = createOutside();
    const entry = (name: string, steps: readonly object[]) =>
      entryOf(name, steps, AUTO, outside.kinds);
    entries = {
      own: entry("own", [set("scale")]),
      once: entry("once", [set("scale", FIRED_BACK)]),
      none: entry("none", [set("kept", { undo: "none" }), fire("shot")]),
    };
    api = await servedDesk(Object.values(entries));
  });

  test("is followed to its end, and shown beside the outcome, which stays", async () => {
    const { id, outcome, ended } = await endedRun(api, entries.own);
    const { behaviour, open } = gate();
    outside.answerWith("scale", behaviour);

    expect(await api.statusOf(post(`/v1/runs/${id}/undo`, {}))).toBe(202);

    expect(await waitFor(api, id, ({ steps }) => steps[0]?.state === "undoing")).toMatchObject({
      state: "undoing",
      outcome,
      undo: "undoing",
    });
    expect(await idsOf(api, "ended=false")).toEqual([id]);
    expect(await kindsAfter(api, id, "undo_asked", open)).toEqual(["performed"]);
    const reply = await api.ask(get(`/v1/runs/${id}`), RunView);
    expect(reply).toMatchObject({
      value: {
        state: "ended",
        outcome,
        ended,
        undo: "undone",
        steps: [{ state: "done", says: expect.stringMatching(/; taken back$/) }],
      },
    });
    expect(await idsOf(api, "ended=true")).toEqual([id]);
  });

  test("is on its way from the moment that it was asked for", async () => {
    const { id } = await endedRun(api, entries.own);
    const event = { is: "undo_asked", by: "ann" } as const;

    await api.store.send({ id: randomUUID(), run: id, event, actor: "ann", surface: "test" });

    const reply = await api.ask(get(`/v1/runs/${id}`), RunView);
    expect(reply).toMatchObject({ value: { state: "undoing", undo: "undoing" } });
  });

  test("waits for a person who settles what is in doubt", async () => {
    const { id } = await endedRun(api, entries.once);
    outside.answerWith("scale", () => Promise.reject(new Error("the line was cut")));
    await api.statusOf(post(`/v1/runs/${id}/undo`, {}));

    const waiting = await waitFor(api, id, ({ pending }) => pending.length > 0);
    expect(waiting).toMatchObject({
      state: "waiting",
      steps: [{ state: "waiting", says: expect.stringContaining("; in doubt: its undo:") }],
      pending: [{ is: "settle", step: "scale", about: expect.stringContaining("its undo:") }],
    });
    expect(await api.statusOf(post(`/v1/runs/${id}/settle`, { verdict: "unknown" }))).toBe(202);

    const after = await waitFor(api, id, ({ undo }) => undo !== "undoing");
    expect(after).toMatchObject({
      state: "ended",
      undo: "undo_failed",
      steps: [{ says: expect.stringContaining("; not taken back: Nobody knows") }],
    });
  });

  test("is refused with the reason of each change that has no way back", async () => {
    const { id } = await endedRun(api, entries.none);

    expect(await api.ask(post(`/v1/runs/${id}/undo`, {}), RunView)).toMatchObject({
      is: "refused",
      problem: {
        code: "E313",
        message:
          'Nothing that the run has left can be taken back: "kept" because its playbook says undo: none; "shot" because it is a test.',
      },
    });
  });

  test("is refused while it goes on and once it is done", async () => {
    const { id } = await endedRun(api, entries.own);
    const { behaviour, open } = gate();
    outside.answerWith("scale", behaviour);
    const undo = post(`/v1/runs/${id}/undo`, {});
    await api.statusOf(undo);
    await waitFor(api, id, ({ steps }) => steps[0]?.state === "undoing");

    expect(await messageOf(api, undo)).toBe("Its changes are being taken back.");
    expect(await messageOf(api, post(`/v1/runs/${id}/retry`, { id: randomUUID() }))).toBe(
      "Its changes are being taken back.",
    );
    open();
    await waitFor(api, id, ({ state }) => state === "ended");
    expect(await messageOf(api, undo)).toBe("The run has left no change in place.");
  });
});

async function endedRun(api: Served, entry: LibraryEntry): Promise<RunView> {
  const run = await api.startChanging(entry);
  return waitFor(api, run, ({ outcome }) => outcome !== null);
}

/** Goes on when this event has come, and says what follows it until nothing more comes. */
async function kindsAfter(
  { server }: Served,
  id: string,
  first: string,
  goOn: () => void,
): Promise<readonly string[]> {
  const kinds: string[] = [];
  for await (const followed of followEvents(server, id, 0, new AbortController().signal)) {
    if (followed.is !== "event") break;
    const { event } = followed.event;
    kinds.push(event);
    if (event === first) goOn();
  }
  return kinds.slice(kinds.indexOf(first) + 1);
}

async function idsOf(api: Served, query: string): Promise<readonly string[]> {
  const reply = await api.ask(get(`/v1/runs?${query}`), RunsView);
  return reply.is === "answered" ? reply.value.runs.map(({ id }) => id) : [];
}

async function messageOf(api: Served, request: ReturnType<typeof post>): Promise<string> {
  const reply = await api.ask(request, RunView);
  return reply.is === "refused" ? reply.problem.message : reply.is;
}
