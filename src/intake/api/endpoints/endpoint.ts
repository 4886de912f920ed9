import type { Context } from "hono";
import type { ApiNeeds, Caller } from "../needs.ts";

/** The door through which requests come. */
export interface Door {
  /** In whose name everybody acts who comes through it. */
  readonly caller: Caller;
  /** Told of what no endpoint foresees. */
  readonly onThrown: (error: unknown) => void;
}

/** Answers one kind of request. */
export type Endpoint = (context: Context, needs: ApiNeeds, door: Door) => Promise<Response>;
