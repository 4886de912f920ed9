import { EventEmitter, on } from "node:events";
import process from "node:process";
import { authorOf } from "../access/actor.ts";
import type { Settings } from "../config/settings.ts";
import { openPlaybookStore } from "../integrations/postgres/playbooks/open-playbook-store.ts";
import type { Author } from "../ports/playbook-store.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { printFindings } from "./print-findings.ts";
import { printRefusals } from "./print-refusals.ts";
import { knownSecrets } from "./serve/known-secrets.ts";
import { learnOwnSecrets, learnSecretsOf } from "./serve/learn-secrets.ts";
import { loadPlaybooks } from "./serve/load-playbooks.ts";
import { type AttachedRange, attachRange } from "./serve/attach-range.ts";
import { FILES } from "./serve/publish-files.ts";
import { openAccess } from "./serve/open-access.ts";
import { openDatabase, type Remarks, type ServedDatabase } from "./serve/open-database.ts";
import { openLibrary } from "./serve/playbook-library.ts";
import { openLog } from "./serve/open-log.ts";
import { openSettings } from "./serve/open-settings.ts";
import type { Role } from "./serve/role.ts";
import { startService } from "./serve/start-service.ts";
import { dataDirOf, type ServerOptions } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";
import type { WorldOptions } from "./world.ts";

interface ServeOptions extends WorldOptions, ServerOptions {
  readonly role?: Role;
  readonly restored?: true;
  readonly range?: true;
}

interface Wanted extends ServeOptions {
  readonly settings: Settings;
  readonly remarks: Remarks;
  readonly attached: AttachedRange | undefined;
}

export async function serve(
  _args: readonly string[],
  options: ServeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const told = listen();
  const alive = setInterval(() => undefined, A_DAY);
  try {
    const read = await openSettings();
    if (!read.ok) {
      printFindings(read.findings, terminal);
      return EXIT.usage;
    }
    learnOwnSecrets();
    await learnSecretsOf(read.settings);
    const remarks = openLog(terminal, knownSecrets.spoken);
    const opened = await openDatabase(dataDirOf(options), remarks, {
      isRestored: options.restored === true,
    });
    if (!opened.ok) return printRefusals(opened.refusals, terminal);
    const { database } = opened;
    let attached: AttachedRange | undefined;
    try {
      const { settings } = read;
      const dataDir = dataDirOf(options);
      if (options.range) attached = await attachRange({ ...options, dataDir, settings, remarks });
      const reached = attached && {
        connections: attached.connections,
        settings: attached.settings,
      };
      const wanted = { ...options, settings, remarks, ...reached, attached };
      // What loading remarks upon belongs to the log as well.
      return await serveFrom(database, told, wanted, { ...terminal, note: remarks.note });
    } finally {
      await attached?.stop();
      await database.stop();
    }
  } finally {
    clearInterval(alive);
  }
}

async function serveFrom(
  database: ServedDatabase,
  told: AsyncIterable<unknown[]>,
  options: Wanted,
  terminal: Terminal,
): Promise<ExitCode> {
  const { store, close } = openPlaybookStore(database.address, database.onBroken);
  try {
    const { remarks } = options;
    const opened = await openAccess({
      ...remarks,
      directory: options.directory,
      isAlone: database.isOwn,
    });
    if (!opened.ok) {
      printFindings(opened.findings, terminal);
      return EXIT.usage;
    }
    const { access } = opened;
    const loading = { ...options, activation: options.settings.playbooks.activation };
    let { world } = await loadPlaybooks(loading, store, FILES, terminal);
    const library = openLibrary(store, world);
    const reload = inTurn(async (author: Author) => {
      const loaded = await loadPlaybooks(loading, store, author, terminal);
      ({ world } = loaded);
      library.moveTo(world);
      await access.reload();
      return loaded.report;
    });
    const service = await startService({
      ...remarks,
      dataDir: dataDirOf(options),
      folder: options.playbooks ?? PLAYBOOKS,
      database,
      library,
      access: access.current,
      settings: options.settings,
      role: options.role ?? "all",
      connections: () => world.connections,
      playbooks: store,
      reload: (actor) => reload(authorOf(actor)),
    });
    if (!service.ok) return printRefusals([service.refusal], terminal);
    const { addresses, url } = service.value;
    for (const address of addresses) terminal.print(`listening at ${address}`);
    options.attached?.begin(url);
    remarks.note(`kill -HUP ${process.pid} loads the playbooks again; Ctrl-C stops.`);
    for await (const [signal] of told) {
      if (signal !== "SIGHUP") break;
      try {
        await reload(FILES);
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

/** One after the other: two who read the files at once would activate in any order. */
function inTurn<In, Out>(work: (given: In) => Promise<Out>): (given: In) => Promise<Out> {
  let last: Promise<unknown> = Promise.resolve();
  return (given) => {
    const done = last.then(() => work(given));
    last = done.catch(() => undefined);
    return done;
  };
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
