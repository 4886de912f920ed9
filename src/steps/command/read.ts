import { z } from "zod";
import { changes } from "../../model/effect-class.ts";
import { failed, type StepKind, type StepResult } from "../step-kind.ts";
import { type CommandNeeds, CommandOutput } from "./command-output.ts";
import { checkArguments, commandParams } from "./command-params.ts";
import { mayChange } from "./failures.ts";
import { judge } from "./judge.ts";
import { describeRequest, requestOf } from "./request.ts";

const Params = z.strictObject(commandParams).superRefine(checkArguments);
type Params = z.infer<typeof Params>;

/** Only for programs of which an operator has said that they change nothing. */
export const commandRead: StepKind<Params, CommandOutput, CommandNeeds> = {
  kind: "command.read",
  carrier: "step",
  major: 1,
  summary: "Reads what a program says that connections.yaml lists with `reads: true`.",
  effect: "read",
  params: Params,
  output: CommandOutput,
  // Longer than any time-out of a program, which is what should end it.
  timeout: "5m30s",
  example: {
    connection: "tools",
    program: "queue-depth",
    arguments: ["{queue}"],
    slots: { queue: "orders" },
    output: "json",
  },
  describe: (params) => `Read from ${describeRequest(params)}`,
  targets: () => [],
  material: [],
  plan: async (params) => ({
    ok: true,
    plan: { before: {}, after: {}, sentence: `${commandRead.describe(params)}.` },
  }),
  run: read,
  undo: { is: "unneeded" },
};

async function read(
  params: Params,
  { commands }: CommandNeeds,
  _attempt: unknown,
  signal: AbortSignal,
): Promise<StepResult<CommandOutput>> {
  const { connection, program, output, expect } = params;
  const listed = commands(connection);
  const effect = listed.classOf(program);
  const ran = { connection, program, output, expect, repeatable: true };
  if (effect !== undefined && changes(effect)) return failed(mayChange(ran));
  return judge(await listed.run(requestOf(params), signal), ran);
}
