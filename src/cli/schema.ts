import { stringify } from "yaml";
import { settingsSchema } from "../config/settings-schema.ts";
import { scenarioSchema } from "../drills/scenario/scenario.ts";
import { visible } from "../document/visible.ts";
import { didYouMean } from "../model/did-you-mean.ts";
import { playbookSchema } from "../playbook/json-schema.ts";
import { kinds } from "../steps/registry.ts";
import type { AnyKind } from "../steps/step-kind.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { asJson, type Terminal } from "./terminal.ts";

interface SchemaOptions {
  readonly kinds?: true;
  readonly kind?: string;
  readonly settings?: true;
  readonly drill?: true;
  readonly json?: true;
}

export async function printSchema(
  _args: readonly string[],
  options: SchemaOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.kind !== undefined) return printKind(options.kind, options, terminal);
  if (options.kinds) return printKinds(options, terminal);
  if (options.settings) {
    terminal.print(asJson(settingsSchema()));
    return EXIT.done;
  }
  if (options.drill) {
    terminal.print(asJson(scenarioSchema()));
    return EXIT.done;
  }
  terminal.print(asJson(playbookSchema(kinds)));
  return EXIT.done;
}

function printKinds({ json }: SchemaOptions, { print, colors }: Terminal): ExitCode {
  const all = [...kinds.values()];
  if (json) {
    print(asJson({ kinds: all.map(({ kind, effect, summary }) => ({ kind, effect, summary })) }));
    return EXIT.done;
  }
  const width = Math.max(...all.map(({ kind }) => kind.length));
  for (const { kind, effect, summary } of all) {
    print(`${colors.bold(kind.padEnd(width))}  ${effect.padEnd("idempotent".length)}  ${summary}`);
  }
  return EXIT.done;
}

function printKind(name: string, { json }: SchemaOptions, terminal: Terminal): ExitCode {
  const kind = kinds.get(name);
  if (kind === undefined) return unknownKind(name, terminal);
  terminal.print(json ? asJson(stepOf(kind)) : stringify([stepOf(kind)]).trimEnd());
  return EXIT.done;
}

function stepOf({ kind, example }: AnyKind): object {
  return { id: kind.replaceAll(/[^a-z0-9]/g, "_"), kind, with: example };
}

function unknownKind(name: string, { complain }: Terminal): ExitCode {
  const meant = didYouMean(name, kinds.keys());
  const fix = meant === undefined ? "pitcrew schema --kinds lists them" : `did you mean ${meant}?`;
  complain(`there is no kind "${visible(name)}"`, fix);
  return EXIT.usage;
}
