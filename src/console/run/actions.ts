import type { Actor } from "../../access/actor.ts";
import type { Right } from "../../access/rights.ts";
import type { RUN_ACTIONS, RunView } from "../../intake/api/views/run-view.ts";
import type { ConsoleNeeds } from "../needs.ts";

type RunAction = (typeof RUN_ACTIONS)[number];

/** What somebody can do with a run; if not, why not. */
export interface Offer {
  readonly does: RunAction;
  readonly obstacle: string | null;
}

export const RIGHT_TO: Readonly<Record<RunAction, Right>> = {
  start: "start",
  stop: "stop",
  stop_and_undo: "stop",
  undo: "undo",
  retry: "start",
};

/** What the run does not allow is said first: nobody need be asked for a role that would not help. */
export function offersOf(
  { actions }: RunView,
  team: string | null,
  actor: Actor,
  { desk }: Pick<ConsoleNeeds, "desk">,
): readonly Offer[] {
  return actions.map(({ does, obstacle }) => {
    const refused = obstacle ?? desk.authorize(actor, RIGHT_TO[does], team)?.message ?? null;
    return { does, obstacle: refused };
  });
}
