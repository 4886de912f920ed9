import type { Access } from "../../access/authorize.ts";
import type { Actor } from "../../access/actor.ts";
import { changes } from "../../model/effect-class.ts";
import type { Program } from "../../playbook/program.ts";
import type { Approval, PlannedEffect, Vote } from "../../model/approval.ts";
import { effectDigest } from "../approval/digest.ts";
import { whyMayNotApprove, whyMayNotBreakGlass } from "../approval/who-may-vote.ts";
import { approvalOf, isUsed } from "../machine/approvals.ts";
import type { Perform } from "../machine/effect.ts";
import type { Run } from "../machine/state.ts";
import { taskAt } from "../machine/turn.ts";
import { calledBy } from "./called-kind.ts";
import { answered, type Happening, type Moment } from "./happening.ts";
import type { Move } from "./move.ts";

export interface ApprovalCheck {
  readonly program: Program;
  /** As the run stands in the store. */
  readonly before: Run;
  readonly access: Access;
  readonly moment: Moment;
}

/**
 * The last look before anything is committed to: each effect is compared with what people agreed
 * to, and each of their votes with what they may do now. What fails is not sent.
 */
export function refuseUnapproved(
  { run, performs }: Pick<Move, "run" | "performs">,
  check: ApprovalCheck,
): readonly Happening[] {
  const steps = [...new Set(performs.map(({ step }) => step))];
  return steps.flatMap((step) => {
    const own = performs.filter((one) => one.step === step);
    const because = [...new Set(own.flatMap((one) => objections(run, one, check)))];
    return because.length === 0 ? [] : refuseStep(own, step, because, check);
  });
}

/** Everything of the step that would be sent now; what was sent before goes its way. */
export function refuseStep(
  performs: readonly Perform[],
  step: string,
  because: readonly string[],
  { before, moment }: Pick<ApprovalCheck, "before" | "moment">,
): readonly Happening[] {
  const isFirst = !isUsed(before, step);
  return performs
    .filter((one) => one.step === step && (one.phase === "run" || one.phase === "undo"))
    .map((one) => answered(one, { is: "unapproved", because, isFirst }, moment));
}

function objections(run: Run, perform: Perform, check: ApprovalCheck): readonly string[] {
  const { phase, step } = perform;
  if (phase !== "run" && phase !== "undo") return [];
  const approval = approvalOf(run, step);
  if (approval === undefined) {
    mustNotNeedOne(run, perform, check.program);
    return [];
  }
  const approved = approval.request.effects.find((one) => isThis(one, perform));
  if (approved?.digest !== digestNow(perform, approved, check.program)) return [OTHER];
  if (phase === "undo") return [];
  if (approval.standing !== "granted") return [NOT_GRANTED];
  // A repeat of what has been sent under it needs nobody's leave again.
  const isRepeat = (taskAt(check.before, perform)?.sent ?? 0) > 0;
  return isRepeat ? [] : lapsedVotes(approval, check.access);
}

const OTHER = "What would be sent is not what was approved.";
const NOT_GRANTED = "It is not approved.";

function isThis({ item, phase }: PlannedEffect, perform: Perform): boolean {
  return item === perform.item && phase === perform.phase;
}

/** Made of what would really be sent; only the values before come from the last look. */
function digestNow(
  perform: Perform,
  approved: PlannedEffect | undefined,
  program: Program,
): string {
  const { phase, kind, with: params, key } = perform;
  const called = calledBy(program, perform);
  return effectDigest({
    phase: phase === "undo" ? "undo" : "run",
    kind,
    effect: called.effect,
    with: params,
    key,
    targets: called.kind.targets(params),
    material: approved?.material ?? {},
  });
}

function lapsedVotes({ votes, request }: Approval, access: Access): readonly string[] {
  return votes.flatMap((vote) => {
    const may = vote.breakGlass === null ? whyMayNotApprove : whyMayNotBreakGlass;
    const failure = may(actorOf(vote), request, access);
    return failure === undefined ? [] : [`The yes of ${vote.by} is void: ${failure.message}.`];
  });
}

/** A person, however they had come in: whether that way in still stands is another question. */
function actorOf({ by }: Vote): Actor {
  return { id: by, person: by, surface: "api", scope: null };
}

/** The machine asks before it changes anything in this mode; a run that got past it is a mistake of ours. */
function mustNotNeedOne(run: Run, perform: Perform, program: Program): void {
  const { effect } = calledBy(program, perform);
  if (run.mode === "auto" || perform.phase === "undo" || !changes(effect)) return;
  throw new RangeError(`"${perform.step}" of run ${run.id} would change something unasked`);
}
