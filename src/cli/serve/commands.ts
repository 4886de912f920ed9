import { connectionOfType, type Connections } from "../../config/connections.ts";
import type { Command } from "../../config/connections/command.ts";
import { isSecretReference } from "../../config/secret-reference.ts";
import { type Enclosure, findEnclosure } from "../../integrations/command/enclosure.ts";
import { type Program, runProgram } from "../../integrations/command/run-program.ts";
import { milliseconds } from "../../model/duration.ts";
import type { EffectClass } from "../../model/effect-class.ts";
import type { CommandAnswer, CommandRequest, Commands } from "../../ports/command.ts";
import { readSecret } from "./read-secret.ts";

type Listed = Command["programs"][string];

/** Runs the programs of connections.yaml, as the file says at the moment of the call. */
export function commandsIn(
  current: () => Connections | undefined,
): (connection: string) => Commands {
  // Found at the first use, and not anew for each: what the machine allows does not change.
  let enclosure: Promise<Enclosure> | undefined;
  return (connection) => {
    const listed = (program: string): Listed | undefined => {
      const connections = current();
      const found = connections && connectionOfType(connections, connection, ["command"]);
      return found?.type === "command" && Object.hasOwn(found.programs, program)
        ? found.programs[program]
        : undefined;
    };
    return {
      classOf: (program) => {
        const found = listed(program);
        return found && classOf(found);
      },
      probeOf: (program) => listed(program)?.probe,
      run: async (request, signal) => {
        const found = listed(request.program);
        if (found === undefined) return notListed(connection, request);
        const prepared = await prepare(found, request);
        if (!prepared.ok) return prepared.answer;
        enclosure ??= findEnclosure();
        return runProgram(prepared.program, await enclosure, signal);
      },
    };
  };
}

function classOf({ reads, repeatable }: Listed): EffectClass {
  if (reads) return "read";
  return repeatable ? "idempotent" : "once";
}

function notListed(connection: string, { program }: CommandRequest): CommandAnswer {
  const detail = `connections.yaml lists no program "${program}" under a connection "${connection}" of type command`;
  return { is: "never_started", why: "not_listed", detail };
}

type Prepared =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly answer: CommandAnswer };

async function prepare(listed: Listed, request: CommandRequest): Promise<Prepared> {
  try {
    return { ok: true, program: await programOf(listed, request) };
  } catch (error) {
    // What cannot be read here is proof that nothing was started, and so must not look like a doubt.
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, answer: { is: "never_started", why: "not_ready", detail } };
  }
}

/** A program that writes it down can be asked about it later. */
const KEY_VARIABLE = "EFFECT_KEY";

async function programOf(listed: Listed, request: CommandRequest): Promise<Program> {
  const environment: Record<string, string> = {};
  const secrets: string[] = [];
  for (const [name, reference] of Object.entries(listed.environment)) {
    const value = (await readSecret(reference)).reveal();
    environment[name] = value;
    if (isSecretReference(reference)) secrets.push(value);
  }
  if (request.key !== undefined) environment[KEY_VARIABLE] = request.key;
  return {
    line: [listed.path, ...listed.arguments, ...request.arguments],
    input: request.input,
    environment,
    secrets,
    timeoutMs: milliseconds(listed.timeout),
  };
}
