import type { Actor } from "../../../access/actor.ts";

/** What somebody asks for, in the right form. */
export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly actor: Actor;
}
