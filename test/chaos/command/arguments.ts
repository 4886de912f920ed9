import { parseArgs } from "node:util";

export interface Wanted {
  /** Empty for all. */
  readonly names: readonly string[];
  readonly seed: number | undefined;
  readonly n: number | undefined;
  readonly isLong: boolean;
  readonly isJson: boolean;
  readonly isHelp: boolean;
  /** Where progress is kept, so that an interrupted call goes on. */
  readonly state: string | undefined;
}

export type ReadArguments =
  | { readonly ok: true; readonly wanted: Wanted }
  | { readonly ok: false; readonly because: string };

export function readArguments(argv: readonly string[], known: readonly string[]): ReadArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seed: { type: "string" },
        n: { type: "string" },
        long: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        state: { type: "string" },
      },
    });
    const stranger = positionals.find((name) => !known.includes(name));
    if (stranger !== undefined) throw new RangeError(`There is no experiment "${stranger}"`);
    const wanted: Wanted = {
      names: positionals,
      seed: numberIn(values.seed, "seed"),
      n: numberIn(values.n, "n"),
      isLong: values.long,
      isJson: values.json,
      isHelp: values.help,
      state: values.state,
    };
    return { ok: true, wanted };
  } catch (error) {
    return { ok: false, because: error instanceof Error ? error.message : String(error) };
  }
}

function numberIn(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new RangeError(`--${name} is a number from 1 on`);
  return Number(text);
}
