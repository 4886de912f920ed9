import { z } from "zod";
import { DURATION } from "../../model/duration.ts";
import { SecretReference } from "../secret-reference.ts";

const Provider = z.strictObject({
  issuer: z
    .string()
    .regex(/^https?:\/\/[^?#\s]+$/, "must be such as https://login.example.com")
    .describe("Who says who people are, over OpenID Connect."),
  client_id: z.string().min(1).max(300).describe("How Pitcrew is known there."),
  client_secret: SecretReference.describe("What Pitcrew shows that it is itself with."),
});

/** How people sign in with a browser. Who they may be stands in the directory. */
export const SignInSettings = z
  .strictObject({
    provider: Provider.optional().describe("Without one, nobody signs in but by a one-time link."),
    lasts: z
      .string()
      .regex(DURATION, "must be a duration such as 8h")
      .default("12h")
      .describe("After so long, people sign in again."),
  })
  .prefault({})
  .describe("How people sign in with a browser; they are found in the directory by their email.");

export type SignInSettings = z.infer<typeof SignInSettings>;
