import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { Report } from "../../drills/scenario/report.ts";

interface Apart {
  /** One by chance without a name. */
  readonly drill: string | undefined;
  /** Where the playbooks are. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Runs a drill as a process of its own, which shares nothing with this one; nothing when it was ended. */
export async function runApart({ drill, folder, signal }: Apart): Promise<Report | undefined> {
  // Not with the data of this server, which hears of the drill from here.
  const dataDir = await mkdtemp(join(tmpdir(), "pitcrew-drill-"));
  try {
    const { execPath, execArgv, argv } = process;
    const named = drill === undefined ? ["--surprise"] : [drill];
    const words = [
      "drill",
      "run",
      ...named,
      "--json",
      "--playbooks",
      folder,
      "--data-dir",
      dataDir,
    ];
    const ended = await execa(execPath, [...execArgv, argv[1] ?? "", ...words], {
      reject: false,
      stdin: "ignore",
      cancelSignal: signal,
    });
    if (signal.aborted) return undefined;
    if (ended.stdout === "") throw new Error(ended.stderr);
    return Report.parse(JSON.parse(ended.stdout));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
