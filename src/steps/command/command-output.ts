import { z } from "zod";
import type { JsonValue } from "../../model/json.ts";
import type { Commands } from "../../ports/command.ts";

export interface CommandOutput {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly data: JsonValue;
}

export const CommandOutput: z.ZodType<CommandOutput> = z.strictObject({
  exit: z.int().describe("The exit code; 128 and the signal's number when a signal ended it."),
  stdout: z.string().describe("What it wrote; empty where it was read as JSON."),
  stderr: z.string().describe("What it complained about."),
  data: z.json().describe("What it wrote, read as JSON where that was asked for, else `null`."),
});

export interface CommandNeeds {
  readonly commands: (connection: string) => Commands;
}
