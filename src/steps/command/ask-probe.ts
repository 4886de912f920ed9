import type { Attempt, Probed } from "../step-kind.ts";
import { boundArguments } from "./arguments.ts";
import type { CommandNeeds, CommandOutput } from "./command-output.ts";
import type { CommandParams } from "./command-params.ts";
import { judge } from "./judge.ts";

const HAPPENED = 0;
const NOT_HAPPENED = 1;

/**
 * Asks the program that the connection names for it, with the key of the effect and the arguments
 * that the effect had. What that one writes stands for what the effect itself would have written.
 */
export async function askProbe(
  params: CommandParams,
  { commands }: CommandNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<Probed<CommandOutput>> {
  const { connection, program, output } = params;
  const listed = commands(connection);
  const probe = listed.probeOf(program);
  if (probe === undefined) return unknown(`connections.yaml names no probe for ${program}`);
  const request = { program: probe, arguments: [key, ...boundArguments(params)] };
  const answer = await listed.run(request, signal);
  if (answer.is !== "ended") return unknown(`${probe} could not be asked`);
  if (answer.exit === NOT_HAPPENED) return { is: "not_happened" };
  if (answer.exit !== HAPPENED) return unknown(`${probe} ended with exit code ${answer.exit}`);
  const ran = { connection, program: probe, output, expect: [HAPPENED], repeatable: true };
  const read = judge(answer, ran);
  return read.ok
    ? { is: "happened", output: read.output, summary: `${probe} says that ${program} ran.` }
    : unknown(read.failure.message);
}

function unknown(reason: string): Probed<never> {
  return { is: "unknown", reason };
}
