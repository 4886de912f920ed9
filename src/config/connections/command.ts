import { z } from "zod";
import { CallDuration } from "../duration-field.ts";

const ProgramName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,62}$/, "must be lower case letters, digits, dash, underscore");

const Program = z.strictObject({
  path: z
    .string()
    .regex(
      /^\/[^\0]{1,500}$/,
      "must be an absolute path, so that nobody else's program is found first",
    ),
  /** Come before the arguments of a playbook, which can then choose no other subcommand. */
  arguments: z.array(z.string().max(1_000)).max(50).default([]),
  /** The whole environment of the program: plain text, or a reference to a secret. */
  environment: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, "must be the name of an environment variable"),
      z.string().max(4_096),
    )
    .default({}),
  timeout: CallDuration.default("30s"),
  /** It changes nothing at all, so that looks and plans may run it too. */
  reads: z.boolean().default(false),
  /** Set only when running it twice with the same arguments comes to the same as running it once. */
  repeatable: z.boolean().default(false),
  /** Another program of this connection, which tells whether one run of this one took place. */
  probe: ProgramName.optional(),
});

/** The programs that playbooks may run, by the name they use for them. */
export const Command = z.strictObject({
  type: z.literal("command"),
  programs: z.record(ProgramName, Program),
});

export type Command = z.infer<typeof Command>;
