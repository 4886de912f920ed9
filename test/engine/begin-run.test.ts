import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { beginRun, type RunRequest } from "../../src/engine/begin-run.ts";
import type { Program } from "../../src/playbook/program.ts";
import type { NewRun } from "../../src/ports/run-store.ts";
import { programOf, read } from "./machine/driver.ts";

describe("beginning a run", () => {
  test("stores it with its first event by the clock of the store, and wakes a worker", async () => {
    const { begin, created, wakes } = desk();
    const request = requestFor(programOf([read("look")]), { priority: 4 });

    expect(await begin(request)).toEqual({ is: "begun", run: request.run });

    expect(created).toMatchObject([
      {
        playbook: "test",
        hash: "sha256:1",
        priority: 4,
        parent: null,
        started: { event: { is: "started", at: 5_000, run: request.run }, actor: "ann" },
        state: { id: request.run, started: 5_000 },
      },
    ]);
    expect(wakes).toEqual([[request.run, 0, { priority: 4 }]]);
  });

  test("stores what people are asked from the start, and no effect", async () => {
    const { begin, created } = desk();
    const ask = { id: "ask", kind: "ask", with: { question: "Go on?", of: ["ops"] } };

    await begin(requestFor(programOf([ask])));

    expect(created[0]?.outgoing).toMatchObject([{ is: "ask_person", step: "ask" }]);
  });

  test("gives a run inside another no more time than that has", async () => {
    const { begin, created } = desk();
    const parent = { run: randomUUID(), step: "call", item: 0 };

    await begin(requestFor(programOf([read("look")]), { inside: { parent, deadline: 6_000 } }));

    expect(created).toMatchObject([{ parent, state: { deadline: 6_000 } }]);
  });

  test("refuses a run whose lock cannot be named", async () => {
    const { begin, created } = desk();
    const lock = "queue/${{ 10 / params.part }}";
    const program = programOf([read("look")], {
      params: { part: { type: "int" } },
      safety: { mode: "auto", lock },
    });

    const begun = await begin(requestFor(program, { params: { part: 0 } }));

    expect(begun).toMatchObject({ is: "refused", failure: { code: "E210" } });
    expect(created).toEqual([]);
  });
});

function requestFor(program: Program, more: Partial<RunRequest> = {}): RunRequest {
  return {
    run: randomUUID(),
    pinned: { playbook: "test", version: "1.0.0", hash: "sha256:1" },
    program,
    params: {},
    mode: "auto",
    actor: "ann",
    surface: "cli",
    priority: 0,
    inside: null,
    ...more,
  };
}

function desk() {
  const created: NewRun[] = [];
  const wakes: unknown[] = [];
  const store = {
    now: async () => 5_000,
    create: async (run: NewRun) => {
      created.push(run);
      return "created" as const;
    },
  };
  const dispatcher = { wake: (...wake: unknown[]) => wakes.push(wake) };
  const begin = (request: RunRequest) => beginRun(request, { store, dispatcher });
  return { store, dispatcher, created, wakes, begin };
}
