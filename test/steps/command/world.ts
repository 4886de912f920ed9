import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll } from "vitest";
import { findEnclosure } from "../../../src/integrations/command/enclosure.ts";
import { runProgram } from "../../../src/integrations/command/run-program.ts";
import type { EffectClass } from "../../../src/model/effect-class.ts";
import type { CommandRequest, Commands } from "../../../src/ports/command.ts";
import type { Mood } from "../../contract/step-kind.ts";

/** Writes down its arguments and its input; with a pipe to hold it, says that it has, and stays. */
const RECORDER = `#!/bin/sh
printf '%s\\0' "$@" > "$OUT.arguments"
cat > "$OUT.input"
if [ -n "$HOLD" ]; then echo > "$HOLD"; sleep 1000; fi
echo '{"depth": 7}'
`;

/** What reached the program itself. */
export interface Received {
  readonly arguments: readonly string[];
  readonly input: string;
}

export interface Recorder {
  readonly commands: Commands;
  readonly received: readonly Received[];
}

const LOOSE = await findEnclosure([]);

/** Real programs for the tests of one file. One that hangs up is ended once it has done its work. */
export function useRecorders(): (effect: EffectClass, mood: Mood) => Recorder {
  let folder = "";
  let started = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pitcrew-command-"));
    await writeFile(join(folder, "recorder"), RECORDER);
    await chmod(join(folder, "recorder"), 0o755);
  });
  afterAll(async () => rm(folder, { recursive: true }));

  return (effect, mood) => {
    const received: Received[] = [];
    const run: Commands["run"] = async (request, signal) => {
      started += 1;
      const out = join(folder, String(started));
      const hold = mood === "hangs_up" ? `${out}.hold` : "";
      const lost = hold === "" ? new AbortController().signal : await untilRead(hold);
      const answer = await runProgram(
        programOf(join(folder, "recorder"), request, { OUT: out, HOLD: hold }),
        LOOSE,
        AbortSignal.any([signal, lost]),
      );
      if (answer.is !== "never_started") received.push(await readBack(out));
      return answer;
    };
    return { commands: { classOf: () => effect, probeOf: () => undefined, run }, received };
  };
}

function programOf(path: string, request: CommandRequest, out: Record<string, string>) {
  const environment = { PATH: "/usr/bin:/bin", ...out };
  const line = [path, ...request.arguments] as const;
  return { line, input: request.input, environment, secrets: [], timeoutMs: 60_000 };
}

/** Aborted as soon as the program has opened the pipe, which it does when it has done its work. */
async function untilRead(pipe: string): Promise<AbortSignal> {
  await execa("mkfifo", [pipe]);
  const lost = new AbortController();
  void readFile(pipe).then(() => lost.abort(new Error("the answer is lost")));
  return lost.signal;
}

async function readBack(out: string): Promise<Received> {
  const [line, input] = await Promise.all([
    readFile(`${out}.arguments`, "utf8"),
    readFile(`${out}.input`, "utf8"),
  ]);
  return { arguments: line.split("\0").slice(0, -1), input };
}
