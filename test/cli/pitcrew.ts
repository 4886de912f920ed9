import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { onTestFinished, vi } from "vitest";

// Starting a process takes long on a busy machine; this only ends one that hangs.
vi.setConfig({ testTimeout: 60_000 });

export const START = new URL("../../src/cli/start.mjs", import.meta.url).pathname;

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs the real program as a person would, in a pipe. */
export async function pitcrew(words: readonly string[], place: Place = {}): Promise<Ended> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [START, ...words], {
    reject: false,
    ...place,
  });
  return { exitCode, stdout, stderr };
}

/** A folder that is gone after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-test-"));
  // A database that was just killed may still write its last files.
  onTestFinished(() => rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 }));
  return folder;
}
