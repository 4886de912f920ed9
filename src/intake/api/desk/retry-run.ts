import type { Actor } from "../../../access/actor.ts";
import { whyNot } from "../../../engine/machine/allowed-actions.ts";
import { type Answer, refuse } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { findRun } from "./find-run.ts";
import { startRun } from "./start-run.ts";

/** Runs the playbook of an ended run again, in its version of today, with the same params. */
export async function retryRun(
  ended: string,
  run: string,
  actor: Actor,
  desk: Desk,
): Promise<Answer<RunView>> {
  const found = await findRun(ended, desk);
  if (!found.ok) return found;
  const { record, program } = found.value;
  const reason = whyNot("retry", program, record.state);
  if (reason !== undefined) {
    return refuse("E313", reason, `Wait for its end, or stop it: pitcrew stop ${ended}`);
  }
  const { playbook, params } = record;
  return startRun(run, { playbook, params }, actor, desk);
}
