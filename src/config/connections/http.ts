import { z } from "zod";
import { endpoint, HeaderName } from "./endpoint.ts";

/** A system that playbooks call with `http.get` and `http.call`. */
export const Http = z.strictObject({
  type: z.literal("http"),
  ...endpoint,
  /** Set only when the other side answers a repeat under the same key without doing it twice. */
  idempotency_header: HeaderName.optional(),
});

export type Http = z.infer<typeof Http>;
