import { randomUUID } from "node:crypto";
import { join, resolve } from "node:path";
import process from "node:process";
import { execa } from "execa";
import { visible } from "../../document/visible.ts";
import type { System } from "../../drills/range/system.ts";
import { openSite } from "../drill/open-site.ts";
import { type ServedBeside, serveBeside } from "../drill/serve-beside.ts";
import type { ExitCode } from "../exit-codes.ts";
import { asTold } from "./as-told.ts";
import type { Guide } from "./guide.ts";

/** What the tour is played on: a range, a Pitcrew of its own, and a folder to write in. */
export interface Stage {
  readonly system: System;
  readonly served: ServedBeside;
  readonly token: string;
  readonly signal: AbortSignal;
  readonly path: (name: string) => string;
  /** Runs a command for all to see, which has to end like this; answers what it printed. */
  readonly run: (words: readonly string[], expected: ExitCode) => Promise<string>;
  /** Begins one whose output is shown when it is wanted. */
  readonly begin: (words: readonly string[]) => Begun;
  /** Of the ways in which it may end, one is enough. */
  readonly show: (begun: Begun, ...expected: readonly ExitCode[]) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A command that was begun. */
export interface Begun {
  readonly words: readonly string[];
  readonly ended: Promise<{
    readonly exitCode?: number;
    readonly all: string;
    readonly stdout: string;
  }>;
}

const PACE = 20;

export async function openStage(
  playbooks: string,
  { say }: Guide,
  signal: AbortSignal,
): Promise<Stage> {
  // So that it is the same tour on every machine.
  const site = await openSite({ pace: PACE, isBare: true });
  try {
    const token = randomUUID();
    const { connections, range } = site;
    const served = await serveBeside({ playbooks: resolve(playbooks), connections, token });
    if ("refused" in served) throw new Error(`pitcrew serve did not start: ${served.refused}`);
    const begin: Stage["begin"] = (words) => ({ words, ended: start(words, served, signal) });
    const show: Stage["show"] = async ({ words, ended }, ...expected) => {
      const { exitCode, all, stdout } = await ended;
      say(`\n  $ pitcrew ${words.map(quoted).join(" ")}`);
      for (const line of all.split("\n")) say(visible(`    ${line}`).trimEnd());
      const isExpected = expected.some((exit) => exit === exitCode);
      asTold(isExpected, `the command ends with ${expected.join(" or ")}, and not ${exitCode}`);
      return stdout;
    };
    return {
      system: range.system,
      served,
      token,
      signal,
      path: (name) => join(served.place.cwd, name),
      run: (words, expected) => show(begin(words), expected),
      begin,
      show,
      close: async () => {
        await served.stop();
        await site.stop();
      },
    };
  } catch (error) {
    await site.stop();
    throw error;
  }
}

/** As somebody in another terminal would. */
async function start(words: readonly string[], { place }: ServedBeside, signal: AbortSignal) {
  const { execPath, execArgv, argv } = process;
  return execa(execPath, [...execArgv, argv[1] ?? "", ...words], {
    ...place,
    extendEnv: false,
    reject: false,
    stdin: "ignore",
    all: true,
    cancelSignal: signal,
  });
}

function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : JSON.stringify(word);
}
