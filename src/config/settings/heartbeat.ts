import { z } from "zod";
import { endpoint } from "../connections/endpoint.ts";
import { DURATION } from "../../model/duration.ts";

/** A service outside that pages somebody when it is not called any more. */
export const Heartbeat = z
  .strictObject({
    ...endpoint,
    path: z
      .string()
      .regex(/^(?:\/[!-~]{0,500}|env:[A-Z_][A-Z0-9_]{0,99})$/, "must be a path, or env:NAME")
      .default("/")
      .describe("What is called below base_url; where it is a secret, env:NAME."),
    every: z
      .string()
      .regex(DURATION, "must be a duration such as 1m")
      .default("1m")
      .describe("So often, as long as all is well here."),
  })
  .optional()
  .describe("Who is called while Pitcrew is well, so that somebody is paged when it is not.");

export type Heartbeat = z.infer<typeof Heartbeat>;
