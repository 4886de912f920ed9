import { EventEmitter, on } from "node:events";
import process from "node:process";
import { checkFiles } from "../check/check-files.ts";
import type { World } from "../check/world.ts";
import { visible } from "../document/visible.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { count, describeTally, printFindings, tally } from "./print-findings.ts";
import { openLibrary } from "./serve/playbook-library.ts";
import { startService } from "./serve/start-service.ts";
import { dataDirOf, type ServerOptions } from "./server/server.ts";
import type { Terminal } from "./terminal.ts";
import { nextWorkingSet, type WorkingSet } from "./working-set.ts";
import { openWorld, type WorldOptions } from "./world.ts";

interface ServeOptions extends WorldOptions, ServerOptions {}

/** What a server goes by until it is told to load its files again. */
interface Loaded {
  readonly working: WorkingSet;
  readonly world: World;
}

export async function serve(
  _args: readonly string[],
  options: ServeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const told = listen();
  const alive = setInterval(() => undefined, A_DAY);
  const library = openLibrary();
  let { working, world } = await load(new Map(), options, terminal);
  library.replace(working);
  const service = await startService({
    dataDir: dataDirOf(options),
    library,
    connections: () => world.connections,
    warn: (what, error) => terminal.note(`${what}: ${visible(String(error))}`),
  });
  if (!service.ok) {
    const { code, message, remedy } = service.refusal;
    terminal.complain(`${code} ${message}`, remedy);
    clearInterval(alive);
    return EXIT.usage;
  }
  terminal.print(`listening at ${service.value.socket}`);
  terminal.note("Runs that change something are refused until approvals and brakes exist.");
  terminal.note(`kill -HUP ${process.pid} loads the playbooks again; Ctrl-C stops.`);
  for await (const [signal] of told) {
    if (signal !== "SIGHUP") break;
    ({ working, world } = await load(working, options, terminal));
    library.replace(working);
  }
  await service.value.drain();
  clearInterval(alive);
  return EXIT.done;
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

async function load(
  before: WorkingSet,
  options: WorldOptions,
  terminal: Terminal,
): Promise<Loaded> {
  const { world, findings: around } = await openWorld(options, terminal);
  const report = await checkFiles([options.playbooks ?? PLAYBOOKS], world);
  const findings = [...around, ...report.findings];
  printFindings(findings, terminal);
  const working = nextWorkingSet(before, report);
  for (const { playbook, isKept } of working.values()) {
    const { name, version } = playbook.playbook;
    terminal.print(`${name} ${version}${isKept ? " is kept: its file has errors" : ""}`);
  }
  const ready = count(working.size, "playbook");
  terminal.print(`${ready} ready, ${describeTally(tally(findings))}`);
  return { working, world };
}
