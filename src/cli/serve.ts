import { EventEmitter, on } from "node:events";
import process from "node:process";
import { checkFiles } from "../check/check-files.ts";
import { PLAYBOOKS } from "./defaults.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { count, describeTally, printFindings, tally } from "./print-findings.ts";
import type { Terminal } from "./terminal.ts";
import { nextWorkingSet, type WorkingSet } from "./working-set.ts";
import { openWorld, type WorldOptions } from "./world.ts";

export async function serve(
  _args: readonly string[],
  options: WorldOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const told = listen();
  const alive = setInterval(() => undefined, A_DAY);
  let working = await load(new Map(), options, terminal);
  terminal.note(
    "This version keeps playbooks checked. It does not receive alerts or run them yet.",
  );
  terminal.note(`kill -HUP ${process.pid} loads them again; Ctrl-C stops.`);
  for await (const [signal] of told) {
    if (signal !== "SIGHUP") break;
    working = await load(working, options, terminal);
  }
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
): Promise<WorkingSet> {
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
  return working;
}
