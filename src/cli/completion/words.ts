import type { Verb } from "../verb.ts";

export function flagsOf({ options }: Verb): readonly string[] {
  return options.map(({ flags }) => longFlag(flags));
}

/** `--format <format>` and `-f, --follow` as the words somebody types. */
export function longFlag(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

export const GLOBAL_FLAGS: readonly string[] = ["--help", "--no-color", "--quiet"];
