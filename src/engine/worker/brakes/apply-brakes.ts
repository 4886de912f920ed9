import { changes } from "../../../model/effect-class.ts";
import type { Failure } from "../../../model/failure.ts";
import type { Demand } from "../../../ports/demand.ts";
import type { Refused } from "../../../ports/run-change.ts";
import type { Weight } from "../../../steps/step-kind.ts";
import { tooFar } from "../../brakes/change-size.ts";
import { judgeTargets } from "../../brakes/judge-targets.ts";
import type { Perform } from "../../machine/effect.ts";
import type { Run } from "../../machine/state.ts";
import { calledBy } from "../called-kind.ts";
import { idOf } from "../intent.ts";
import type { Move } from "../move.ts";
import type { Work } from "../work.ts";
import { demandOf } from "./demand.ts";
import { targetsOfRun } from "./targets-of-run.ts";
import { watchGuard } from "./watch-guard.ts";
import { weigh } from "./weigh.ts";

/** What the brakes say that a run can ask without knowing of others. */
export interface Applied {
  readonly refused: readonly Refused[];
  /** Of what they let pass, for the store to judge. */
  readonly demands: readonly Demand[];
}

/** `before` is the run as it is stored, which has not changed anything by this move yet. */
export async function applyBrakes(
  work: Work,
  before: Run,
  { run, performs }: Move,
): Promise<Applied> {
  const sent = performs.filter((one) => changes(calledBy(work.program, one).effect));
  const forward = sent.filter(({ phase }) => phase === "run");
  const astray = refuseTargets(work, before, forward);
  if (astray.length > 0) return { refused: astray, demands: [] };
  const guarded = await refuseUnguarded(work, forward);
  if (guarded.length > 0) return { refused: guarded, demands: [] };
  const alone = refuseBroken(work, sent);
  if (alone.length > 0) return { refused: alone, demands: [] };
  const refused: Refused[] = [];
  const demands: Demand[] = [];
  for (const effect of sent) {
    const weighed = await weigh(work, effect);
    const failure = weighed.ok ? judgeSize(work, effect, weighed.weight) : weighed.failure;
    if (failure !== undefined) refused.push(refuse(effect, failure));
    else if (weighed.ok) demands.push(demandOf(work, run, effect, weighed.weight.losses));
  }
  return { refused, demands };
}

function refuseTargets(
  { program }: Work,
  before: Run,
  forward: readonly Perform[],
): readonly Refused[] {
  const most = program.playbook.safety?.max_targets ?? 1;
  let touched = targetsOfRun(program, before);
  return forward.flatMap((effect) => {
    const targets = calledBy(program, effect).kind.targets(effect.with);
    const failure = judgeTargets(effect.step, targets, touched, most);
    if (failure !== undefined) return [refuse(effect, failure)];
    touched = [...touched, ...targets];
    return [];
  });
}

async function refuseUnguarded(
  work: Work,
  forward: readonly Perform[],
): Promise<readonly Refused[]> {
  if (forward.length === 0) return [];
  const by = await watchGuard(work);
  if (by === undefined) return [];
  return forward.map((effect) => ({ intent: idOf(effect), result: { is: "held_back", by } }));
}

/** A change that would only wait is not meant yet: in the meantime somebody may stop the run. */
function refuseBroken(
  { moment, tools: { breakers } }: Work,
  sent: readonly Perform[],
): readonly Refused[] {
  return sent.flatMap((effect) => {
    const by = breakers?.brake(effect, moment().at);
    return by === undefined ? [] : [{ intent: idOf(effect), result: { is: "held_back", by } }];
  });
}

/** What is taken back goes to where it came from, however far that is. */
function judgeSize(
  { program, tools: { budgets } }: Work,
  { phase }: Perform,
  { size }: Weight,
): Failure | undefined {
  if (budgets === undefined || size === null || phase === "undo") return undefined;
  return tooFar(size, budgets.growth, program.playbook.safety?.max_change);
}

function refuse(effect: Perform, failure: Failure): Refused {
  return { intent: idOf(effect), result: { is: "refused", failure } };
}
