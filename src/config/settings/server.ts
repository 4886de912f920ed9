import { z } from "zod";

/** How Pitcrew is reached over HTTP, and how much of it one caller may have. */
export const ServerSettings = z
  .strictObject({
    public_url: z
      .string()
      .regex(/^https?:\/\/[^/?#@\s]+$/, "must be such as https://pitcrew.example.com")
      .optional()
      .describe("How people's browsers reach Pitcrew, for links in messages and for sign-in."),
    requests_per_minute: z
      .int()
      .min(1)
      .max(100_000)
      .default(600)
      .describe("What one key or one person may ask for; more is answered with 429."),
    connections: z
      .int()
      .min(10)
      .max(100_000)
      .default(1_000)
      .describe("So many connections are held open at once; further ones are closed unheard."),
  })
  .prefault({})
  .describe("How Pitcrew is reached over HTTP.");

export type ServerSettings = z.infer<typeof ServerSettings>;
