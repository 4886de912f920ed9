import { z } from "zod";
import type { Attempt, StepKind, StepResult } from "../step-kind.ts";
import { askProbe } from "./ask-probe.ts";
import { type CommandNeeds, CommandOutput } from "./command-output.ts";
import { checkArguments, commandParams } from "./command-params.ts";
import { judge } from "./judge.ts";
import { describeRequest, requestOf } from "./request.ts";

const Params = z.strictObject(commandParams).superRefine(checkArguments);
type Params = z.infer<typeof Params>;

/** Runs a program, with an argument list and never through a shell. */
export const commandRun: StepKind<Params, CommandOutput, CommandNeeds> = {
  kind: "command.run",
  carrier: "step",
  major: 1,
  summary: "Runs a program that connections.yaml lists, to change something.",
  effect: "once",
  keyed: true,
  params: Params,
  output: CommandOutput,
  // Longer than any time-out of a program, which is what should end it.
  timeout: "5m30s",
  example: {
    connection: "tools",
    program: "requeue",
    arguments: ["--queue={queue}"],
    slots: { queue: "orders" },
  },
  describe: (params) => `Run ${describeRequest(params)}`,
  targets: (params) => [`command/${params.connection}/${params.program}`],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: requestOf(params), sentence: `${commandRun.describe(params)}.` },
  }),
  run: start,
  probe: askProbe,
  inDoubt:
    "the program that connections.yaml names as its `probe` says whether it ran; without one, a person does",
  undo: {
    is: "impossible",
    because:
      "what a program changed is known to that program alone; name a step that takes it back",
  },
};

async function start(
  params: Params,
  { commands }: CommandNeeds,
  { key }: Attempt,
  signal: AbortSignal,
): Promise<StepResult<CommandOutput>> {
  const { connection, program, output, expect } = params;
  const listed = commands(connection);
  const repeatable = listed.classOf(program) !== "once";
  const answer = await listed.run({ ...requestOf(params), key }, signal);
  return judge(answer, { connection, program, output, expect, repeatable });
}
