import type { Actor } from "../../../access/actor.ts";
import { authorize } from "../../../access/authorize.ts";
import type { Origin } from "../../../engine/approval/origin.ts";
import { approversOf } from "../../../config/directory.ts";
import { whyNot } from "../../../engine/machine/allowed-actions.ts";
import { termsOf } from "../../../engine/machine/step/request.ts";
import { type Answer, refuse } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { type FoundRun, findRun } from "./find-run.ts";
import { startRun } from "./start-run.ts";

/**
 * Starts what a run has suggested. Each change is asked for; the one that was suggested counts as
 * approved by whoever starts it, where they may approve what they ask for themselves and the plan
 * is still the same.
 */
export async function startSuggested(
  suggested: string,
  run: string,
  actor: Actor,
  desk: Desk,
): Promise<Answer<RunView>> {
  const found = await findRun(suggested, desk);
  if (!found.ok) return found;
  const { record, program } = found.value;
  const reason = whyNot("start", program, record.state);
  if (reason !== undefined)
    return refuse("E313", reason, `pitcrew run ${record.playbook} starts anew.`);
  const { playbook, params } = record;
  const consent = consentOf(found.value, actor, desk);
  return startRun(run, { playbook, params }, actor, desk, { mode: "approve", consent });
}

/** Only of somebody who is asked about this step. */
function consentOf(
  { record, program }: FoundRun,
  actor: Actor,
  { access }: Pick<Desk, "access">,
): Origin["consent"] {
  const { phase } = record.state;
  if (phase.is !== "ended" || actor.person === null) return null;
  const { step, wish } = phase.ending;
  if (step === null || wish === null) return null;
  const known = access();
  if (authorize(actor, "vote", program.playbook.owner, known) !== undefined) return null;
  if (known.is === "solo") return { step, wish };
  const asked = termsOf(program, step).by.flatMap((name) => approversOf(known.directory, name));
  return asked.includes(actor.person) ? { step, wish } : null;
}
