import type { Verb } from "../verb.ts";

/** `--format <format>` and `-q, --quiet` as the words somebody types. */
export function flagsOf({ options }: Verb): readonly string[] {
  return options.flatMap(({ flags }) => flags.match(/--[a-z-]+/g) ?? []);
}

export const GLOBAL_FLAGS: readonly string[] = ["--help", "--no-color", "--quiet"];
