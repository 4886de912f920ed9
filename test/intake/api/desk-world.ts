import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { z } from "zod";
import { askServer, type Reply } from "../../../src/cli/server/ask-server.ts";
import { openRequest, type Request } from "../../../src/cli/server/open-request.ts";
import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { beginRun } from "../../../src/engine/begin-run.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { createApi } from "../../../src/intake/api/create-api.ts";
import { hangBell, ringing } from "../../../src/intake/api/desk/bell.ts";
import type { Library, LibraryEntry } from "../../../src/intake/api/desk/desk.ts";
import { openDesk } from "../../../src/intake/api/desk/open-desk.ts";
import type { ApiNeeds } from "../../../src/intake/api/needs.ts";
import { listen } from "../../../src/intake/api/socket/listen.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import { compileProgram } from "../../../src/playbook/program.ts";
import { notUnderstood } from "../../../src/playbook/version/rebuild.ts";
import { kinds } from "../../../src/steps/registry.ts";
import type { Kinds } from "../../../src/steps/step-kind.ts";
import { LEAVE } from "../../engine/worker/world.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { NOBODY } from "../../engine/worker/nobody.ts";

const CALLER = { actor: "ann", surface: "test" };

/** The API on a socket, with the real desk, store and worker behind it. */
export async function servedDesk(entries: readonly LibraryEntry[]) {
  const address = await freshDatabase();
  const opened = openRunStore(address, { connections: 4, onBroken: () => undefined });
  const bell = hangBell(clock);
  const store = ringing(opened.store, bell);
  const dispatcher = dispatchInProcess(clock, () => undefined);
  const find = ({ hash }: { readonly hash: string }) =>
    entries.find(({ pinned }) => pinned.hash === hash)?.program;
  const outside = {
    ...NOBODY,
    http: () => ({ honoursKey: false, call: () => Promise.reject(new Error("no")) }),
  };
  const worker = createWorker(
    { name: randomUUID(), leaseMs: 10_000, renewMs: 3_000 },
    {
      store,
      dispatcher,
      clock,
      needs: outside,
      startChild: async () => ({ is: "refused" }),
      programOf: async (pinned) => find(pinned),
      chance: () => 0,
      onTrouble: () => undefined,
      atBoundary: async () => undefined,
    },
  );
  dispatcher.onWake(worker.onWake, { concurrency: 4 });
  onTestFinished(async () => {
    await worker.drain(1_000);
    await dispatcher.close(1_000);
    await opened.close();
  });
  const library: Library = {
    current: async () => entries,
    find: async (pinned) => {
      const program = find(pinned);
      if (program === undefined) return notUnderstood("it is unknown here");
      return { is: "understood", program, uses: {} };
    },
    versions: async () => [],
  };
  const newId = (): string => randomUUID();
  const readMetrics = async () => ({ contentType: "text/plain", text: "up 1\n" });
  const desk = openDesk({ store, dispatcher, bell, library, outside, newId, readMetrics });
  const served = await servedApi(desk);

  async function start(playbook: string, params: object = {}): Promise<RunView> {
    const body = { id: randomUUID(), playbook, params };
    const reply = await served.ask({ method: "POST", path: "/v1/runs", body }, RunView);
    if (reply.is !== "answered") throw new Error(JSON.stringify(reply));
    return reply.value;
  }

  /** Starts a run that may change something, which nobody can over the socket yet. */
  async function startChanging({ pinned, program }: LibraryEntry): Promise<string> {
    const about = { params: {}, mode: "auto", priority: 0, inside: null } as const;
    const request = { run: randomUUID(), pinned, program, ...CALLER, ...about };
    const begun = await beginRun(request, { store, dispatcher }, LEAVE);
    if (begun.is === "refused") throw new Error(begun.failure.message);
    return begun.run;
  }

  return { ...served, store, start, startChanging };
}

/** The API on a socket, with anything behind it. */
export async function servedApi(needs: ApiNeeds) {
  const dataDir = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  const thrown: unknown[] = [];
  const api = createApi(needs, { caller: CALLER, onThrown: (error) => thrown.push(error) });
  const listening = await listen(api, dataDir);
  if (!listening.ok) throw new Error(listening.refusal.message);
  const { path: socket, close } = listening.value;
  onTestFinished(async () => {
    await close();
    await rm(dataDir, { recursive: true });
  });
  const server = { dataDir, socket };
  return {
    server,
    thrown,
    ask: <Value>(request: Request, schema: z.ZodType<Value>): Promise<Reply<Value>> =>
      askServer(server, request, schema),
    statusOf: async (request: Request) => {
      const response = await openRequest(server, request);
      response?.resume();
      return response?.statusCode;
    },
  };
}

export function entryOf(
  name: string,
  steps: readonly object[],
  more: object = {},
  known: Kinds = kinds,
): LibraryEntry {
  const playbook = Playbook.parse({
    format: 1,
    name,
    version: "1.0.0",
    owner: "team-shop",
    severity: "low",
    summary: "A playbook for tests.",
    steps,
    ...more,
  });
  const compiled = compileProgram(playbook, known, () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const pinned = { playbook: name, version: "1.0.0", hash: `sha256:${name}` };
  return { pinned, program: compiled.program };
}
