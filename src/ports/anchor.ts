import type { Note } from "../audit/checkpoint.ts";

/** A place outside, which keeps what the owner of the database could otherwise rewrite. */
export interface Anchor {
  /** As people read it. */
  readonly place: string;
  /** The number of the last checkpoint that it has. */
  readonly reached: () => Promise<number>;
  /** Throws when they could not be handed over; then they come again, so one may arrive twice. */
  readonly keep: (notes: readonly Note[]) => Promise<void>;
}
