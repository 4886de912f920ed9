import type { Context } from "hono";
import type { Actor } from "../../access/actor.ts";
import type { Answer } from "./refusal.ts";

/** A door through which requests come. */
export interface Door {
  /** Says who asks, or why nobody can be told from the request. */
  readonly identify: (context: Context) => Promise<Answer<Actor>>;
  /** Told of what no route foresees. */
  readonly onThrown: (error: unknown) => void;
}
