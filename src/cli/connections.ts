import { didYouMean } from "../model/did-you-mean.ts";
import { examineConnection } from "./doctor/examine-connection.ts";
import { printExams } from "./doctor/print-exams.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { printFindings } from "./print-findings.ts";
import { openOutside } from "./serve/outside.ts";
import type { Terminal } from "./terminal.ts";
import { openWorld, type WorldOptions } from "./world.ts";

interface ConnectionsOptions extends WorldOptions {
  readonly json?: true;
}

const PATIENCE_MS = 60_000;

/** Reaches each system of connections.yaml, or one of them, from where it is called. */
export async function connections(
  [does = "", wanted]: readonly string[],
  options: ConnectionsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (does !== "test") {
    terminal.complain(`connections cannot ${does}`, "write pitcrew connections test [name]");
    return EXIT.usage;
  }
  const { world, findings } = await openWorld(options, terminal);
  const listed = world.connections?.connections;
  if (listed === undefined) {
    printFindings(findings, terminal);
    return EXIT.usage;
  }
  if (wanted !== undefined && !Object.hasOwn(listed, wanted)) {
    const meant = didYouMean(wanted, Object.keys(listed));
    const remedy =
      meant === undefined ? `it has ${Object.keys(listed).join(", ")}` : `did you mean ${meant}?`;
    terminal.complain(`connections.yaml has no "${wanted}"`, remedy);
    return EXIT.usage;
  }
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { needs, close } = openOutside(() => world.connections);
  try {
    const exams = await Promise.all(
      Object.entries(listed)
        .filter(([name]) => wanted === undefined || name === wanted)
        .map(([name, connection]) => examineConnection(name, connection, needs, signal)),
    );
    return printExams(exams, options, terminal);
  } finally {
    close();
  }
}
