import { EventEmitter, on } from "node:events";
import process from "node:process";
import { visible } from "../document/visible.ts";
import type { Refusal } from "../intake/api/refusal.ts";
import { openPlaybookStore } from "../integrations/postgres/playbooks/open-playbook-store.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { loadPlaybooks } from "./serve/load-playbooks.ts";
import { openDatabase, type Remarks, type ServedDatabase } from "./serve/open-database.ts";
import { openLibrary } from "./serve/playbook-library.ts";
import { startService } from "./serve/start-service.ts";
import { dataDirOf, type ServerOptions } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";
import type { WorldOptions } from "./world.ts";

interface ServeOptions extends WorldOptions, ServerOptions {}

export async function serve(
  _args: readonly string[],
  options: ServeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const told = listen();
  const alive = setInterval(() => undefined, A_DAY);
  try {
    const opened = await openDatabase(dataDirOf(options), remarksAt(terminal));
    if (!opened.ok) return refuse(opened.refusals, terminal);
    const { database } = opened;
    try {
      return await serveFrom(database, told, options, terminal);
    } finally {
      await database.stop();
    }
  } finally {
    clearInterval(alive);
  }
}

async function serveFrom(
  database: ServedDatabase,
  told: AsyncIterable<unknown[]>,
  options: ServeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { store, close } = openPlaybookStore(database.address, database.onBroken);
  try {
    let world = await loadPlaybooks(options, store, terminal);
    const library = openLibrary(store, world);
    const remarks = remarksAt(terminal);
    const service = await startService({
      ...remarks,
      dataDir: dataDirOf(options),
      database,
      library,
      connections: () => world.connections,
    });
    if (!service.ok) return refuse([service.refusal], terminal);
    terminal.print(`listening at ${service.value.socket}`);
    terminal.note("Runs that change something are refused until approvals and brakes exist.");
    terminal.note(`kill -HUP ${process.pid} loads the playbooks again; Ctrl-C stops.`);
    for await (const [signal] of told) {
      if (signal !== "SIGHUP") break;
      try {
        world = await loadPlaybooks(options, store, terminal);
        library.moveTo(world);
      } catch (error) {
        remarks.warn("The playbooks could not be loaded and stay as they are", error);
      }
    }
    await service.value.drain();
    return EXIT.done;
  } finally {
    await close();
  }
}

function remarksAt({ note }: Terminal): Remarks {
  return { note, warn: (what, error) => note(`${what}: ${visible(String(error))}`) };
}

function refuse(refusals: readonly Refusal[], terminal: Terminal): ExitCode {
  for (const { code, message, remedy } of refusals) {
    terminal.complain(visible(`${code} ${message}`), remedy);
  }
  return EXIT.usage;
}

/** Waiting for a signal alone does not keep a process alive. */
const A_DAY = 86_400_000;

/** Signals one by one, none lost while another is handled. */
function listen(): AsyncIterable<unknown[]> {
  const signals = new EventEmitter();
  for (const name of ["SIGHUP", "SIGINT", "SIGTERM"] as const) {
    process.on(name, () => signals.emit("signal", name));
  }
  return on(signals, "signal");
}
