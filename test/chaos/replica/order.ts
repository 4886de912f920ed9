import { z } from "zod";
import type { NewMessage } from "../../../src/ports/run-message.ts";
import { Trap } from "./trap.ts";

/** What a replica can be asked for while it lives. */
export const Order = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("begin"), run: z.uuid(), playbook: z.string() }),
  z.strictObject({ is: z.literal("tell"), message: z.custom<NewMessage>() }),
  z.strictObject({ is: z.literal("wake"), run: z.uuid(), wakeSeq: z.int().nonnegative() }),
  z.strictObject({ is: z.literal("trap"), trap: Trap }),
]);

export type Order = z.infer<typeof Order>;

export const Numbered = z.strictObject({ number: z.int(), order: Order });

/** What comes back, in the order in which it happened. */
export type Report =
  | { readonly is: "ready" }
  /** The order was carried out, and this came of it. */
  | { readonly is: "done"; readonly number: number; readonly result: string }
  | { readonly is: "failed"; readonly number: number; readonly because: string }
  /** A trap went off. Nothing else is heard until the signal has passed. */
  | {
      readonly is: "struck";
      readonly replica: string;
      readonly trap: Trap;
      readonly run: string;
    }
  | Tenure
  /** Survived. */
  | { readonly is: "trouble"; readonly what: string };

/** What a replica did to a run by right of a claim. */
export interface Tenure {
  readonly is: "claimed" | "wrote" | "refused" | "gave_back";
  readonly run: string;
  readonly replica: string;
  readonly epoch: number;
  /** The number of events that the run had by then. */
  readonly seq: number;
}
