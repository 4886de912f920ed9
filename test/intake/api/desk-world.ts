import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { z } from "zod";
import { type Actor, authorOf } from "../../../src/access/actor.ts";
import type { Access } from "../../../src/access/authorize.ts";
import { newAuditKey, readSigner } from "../../../src/audit/audit-key.ts";
import { askServer, type Reply } from "../../../src/cli/server/ask-server.ts";
import { openRequest, type Request } from "../../../src/cli/server/open-request.ts";
import type { Policy } from "../../../src/config/settings/policy.ts";
import { defaultSettings } from "../../../src/config/settings.ts";
import { keptFor } from "../../../src/engine/housekeeping/kept.ts";
import { sweep } from "../../../src/engine/housekeeping/sweep.ts";
import { dispatchInProcess } from "../../../src/engine/dispatch/in-process.ts";
import { beginRun } from "../../../src/engine/begin-run.ts";
import { newKey } from "../../../src/cli/serve/new-key.ts";
import { readStanding } from "../../../src/engine/autonomy/read-standing.ts";
import { createWorker } from "../../../src/engine/worker/worker.ts";
import { createApi } from "../../../src/intake/api/create-api.ts";
import { openAlertDesk } from "../../../src/intake/api/desk/alerts.ts";
import { hangBell, ringing } from "../../../src/intake/api/desk/bell.ts";
import type { Library, LibraryEntry } from "../../../src/intake/api/desk/desk.ts";
import { openKeyDesk } from "../../../src/intake/api/desk/keys.ts";
import { openAutonomyDesk } from "../../../src/intake/api/desk/autonomy.ts";
import { openPlaybookDesk } from "../../../src/intake/api/desk/playbooks.ts";
import { openHousekeepingDesk } from "../../../src/intake/api/desk/housekeeping.ts";
import { openScheduleDesk } from "../../../src/intake/api/desk/schedules.ts";
import { openDesk } from "../../../src/intake/api/desk/open-desk.ts";
import type { ApiNeeds } from "../../../src/intake/api/needs.ts";
import { listen } from "../../../src/intake/api/socket/listen.ts";
import { RunView } from "../../../src/intake/api/views/run-view.ts";
import { openAccessKeys } from "../../../src/integrations/postgres/access/open-access-keys.ts";
import { openAlertStore } from "../../../src/integrations/postgres/alerts/open-alert-store.ts";
import { openReader } from "../../../src/integrations/postgres/audit/open-reader.ts";
import { openAnswers } from "../../../src/integrations/postgres/access/open-answers.ts";
import { openAutonomyLedger } from "../../../src/integrations/postgres/autonomy/open-autonomy-ledger.ts";
import { openBrakes } from "../../../src/integrations/postgres/store/brakes/open-brakes.ts";
import { openRunStore } from "../../../src/integrations/postgres/store/open-run-store.ts";
import { openHousekeeping } from "../../../src/integrations/postgres/upkeep/open-housekeeping.ts";
import { openFigures } from "../../../src/integrations/postgres/figures/open-figures.ts";
import { openUpkeep } from "../../../src/integrations/postgres/upkeep/open-upkeep.ts";
import { systemClock as clock } from "../../../src/integrations/system/clock.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import { compileProgram } from "../../../src/playbook/program.ts";
import { notUnderstood } from "../../../src/playbook/version/rebuild.ts";
import { kinds } from "../../../src/steps/registry.ts";
import type { Kinds } from "../../../src/steps/step-kind.ts";
import { freshDatabase } from "../../postgres/server.ts";
import { NOBODY } from "../../engine/worker/nobody.ts";

const ANN: Actor = { id: "ann", person: "ann", surface: "cli", scope: null };

const KEPT = keptFor(defaultSettings().retention);
const LIVE = new AbortController().signal;

interface Who {
  /** Who comes through the door, each time somebody does. */
  readonly actor?: () => Actor;
  readonly access?: Access;
  readonly policy?: Policy;
}

/** The API on a socket, with the real desk, store and worker behind it. */
export async function servedDesk(
  entries: readonly LibraryEntry[],
  { actor = () => ANN, access = { is: "solo" }, policy = {} }: Who = {},
) {
  const address = await freshDatabase();
  const opened = openRunStore(address, { connections: 4, onBroken: () => undefined });
  const { keys, close: closeKeys } = openAccessKeys(address, () => undefined);
  const { upkeep, close: closeUpkeep } = openUpkeep(address, () => undefined);
  const { answers, close: closeAnswers } = openAnswers(address, () => undefined);
  const { figures, close: closeFigures } = openFigures(address, () => undefined);
  const { reader, close: closeReader } = openReader(address, () => undefined);
  const housekeeping = openHousekeeping(address, () => undefined);
  const alerts = openAlertStore(address, () => undefined);
  const brakes = openBrakes(address, () => undefined);
  const { ledger, close: closeLedger } = openAutonomyLedger(address, () => undefined);
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
      access: () => access,
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
    await brakes.close();
    await closeLedger();
    await alerts.close();
    await closeKeys();
    await closeAnswers();
    await closeUpkeep();
    await housekeeping.close();
    await closeReader();
    await closeFigures();
  });
  const library: Library = {
    handsOn: async () => [],
    current: async () => entries,
    find: async (pinned) => {
      const program = find(pinned);
      if (program === undefined) return notUnderstood("it is unknown here");
      return { is: "understood", program, uses: {} };
    },
    versions: async ({ playbook }) =>
      entries
        .map(({ pinned }) => ({
          ...pinned,
          publishedAt: 0,
          activeSince: 0,
          pinnedBy: null,
          runs: 0,
        }))
        .filter((version) => version.playbook === (playbook ?? version.playbook)),
  };
  const earning = { ledger, demands: { fixes: 3, drillLastsMs: 30 * 86_400_000 } };
  const newId = (): string => randomUUID();
  const signer = readSigner(newAuditKey());
  if (signer === undefined) throw new Error("A new key is a key");
  const readMetrics = async () => ({ contentType: "text/plain", text: "up 1\n" });
  const desk = openDesk({
    store,
    dispatcher,
    bell,
    library,
    access: () => access,
    policy,
    outside,
    newId,
    engineTroubles: () => [],
    switches: brakes.switches,
    alerts: openAlertDesk({ ...alerts, written: [], now: clock.now }),
    keys: openKeyDesk({ keys, access: () => access, newKey }),
    answers,
    upkeep,
    figures,
    drills: async () => ({ trends: [], reports: [] }),
    version: "0.0.0",
    audit: { key: signer.key, record: reader, now: clock.now },
    unpaged: async () => [],
    paging: { ask: async () => undefined, serviceOf: () => null },
    housekeeping: openHousekeepingDesk({
      kept: KEPT,
      store: housekeeping.store,
      archive: null,
      sweep: (author) =>
        sweep(KEPT, { store: housekeeping.store, archive: undefined }, author, LIVE),
    }),
    schedules: openScheduleDesk([], { states: async () => [] }),
    activation: openPlaybookDesk({
      store: {
        choose: async () => undefined,
        unpin: async () => false,
        versionBefore: async () => undefined,
        publisherOf: async () => undefined,
        versions: library.versions,
      },
      library,
      access: () => access,
      settings: { activation: "from_files" },
      reload: async () => ({ ready: [], errors: 0, warnings: 0 }),
    }),
    autonomy: openAutonomyDesk({
      ...earning,
      library,
      access: () => access,
      policy,
    }),
    standingOf: (version, environment) => readStanding(version, environment, earning),
    readMetrics,
  });
  const served = await servedApi(desk, actor);

  async function start(playbook: string, params: object = {}): Promise<RunView> {
    const body = { id: randomUUID(), playbook, params };
    const reply = await served.ask({ method: "POST", path: "/v1/runs", body }, RunView);
    if (reply.is !== "answered") throw new Error(JSON.stringify(reply));
    return reply.value;
  }

  /** Starts a run that may change something, which nobody can over the socket yet. */
  async function startChanging({ pinned, program }: LibraryEntry): Promise<string> {
    const about = { params: {}, mode: "auto", priority: 0, inside: null } as const;
    const request = { run: randomUUID(), pinned, program, ...authorOf(ANN), ...about };
    const begun = await beginRun(request, { store, dispatcher });
    if (begun.is === "refused") throw new Error(begun.failure.message);
    return begun.run;
  }

  return { ...served, desk, address, upkeep, store, ledger, start, startChanging };
}

/** The API on a socket, with anything behind it. */
export async function servedApi(needs: ApiNeeds, actor: () => Actor = () => ANN) {
  const dataDir = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  const thrown: unknown[] = [];
  const api = createApi(needs, {
    identify: async () => ({ ok: true, value: actor() }),
    onThrown: (error) => thrown.push(error),
  });
  const listening = await listen(api, dataDir);
  if (!listening.ok) throw new Error(listening.refusal.message);
  const { path: socket, close } = listening.value;
  onTestFinished(async () => {
    await close();
    await rm(dataDir, { recursive: true });
  });
  const server = { is: "here", socket } as const;
  return {
    dataDir,
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
