import { z } from "zod";

const Milliseconds = z.int().nonnegative();
const ServerError = z.int().min(500).max(599).default(503);

/** How the oracle treats one request. */
export const Mode = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("answer") }),
  /** Is at it for this long before the effect is complete. */
  z.strictObject({ is: z.literal("take_long"), ms: Milliseconds }),
  /** Takes effect at once, and says so after this time. */
  z.strictObject({ is: z.literal("answer_late"), ms: Milliseconds }),
  /** Takes effect, and cuts the connection instead of saying so. */
  z.strictObject({ is: z.literal("apply_and_cut") }),
  /** Takes effect, and answers with an error. */
  z.strictObject({ is: z.literal("apply_and_fail"), status: ServerError }),
  /** Answers with an error, and nothing has happened. */
  z.strictObject({ is: z.literal("fail"), status: ServerError }),
  /** Plainly says no, and nothing has happened. */
  z.strictObject({ is: z.literal("refuse") }),
]);

export type Mode = z.infer<typeof Mode>;

/** The modes of a target's next requests, one each, and of all that follow. */
export const Script = z.strictObject({
  next: z.array(Mode).default([]),
  then: Mode.default({ is: "answer" }),
});

export type Script = z.infer<typeof Script>;
