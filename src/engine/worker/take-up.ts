import type { Program } from "../../playbook/program.ts";
import type { Intent } from "../../ports/run-change.ts";
import type { Claimed, RunStore } from "../../ports/run-store.ts";
import type { Effect, Perform, UndoPlaybook } from "../machine/effect.ts";
import type { Run } from "../machine/state.ts";
import { startRun } from "../machine/transition.ts";
import { allTasks, isSameTask, taskAt } from "../machine/turn.ts";
import { type Errand, tellOfEnd, tellOfUndo } from "./errand.ts";
import { digestOf, isSameIntent } from "./intent.ts";
import { pastEffects } from "./past-effects.ts";

/** What a worker finds to be done when it takes up a run, apart from messages and timers. */
export interface LeftOver {
  /** Wanted, but not committed to, and so surely not sent. */
  readonly uncommitted: readonly Perform[];
  /** Committed to by an earlier worker, which may have sent them. */
  readonly interrupted: readonly Interrupted[];
  readonly errands: readonly Errand[];
}

export interface Interrupted {
  readonly intent: Intent;
  /** Missing when this Pitcrew reads the run's past in another way than the one that sent it. */
  readonly effect: Perform | undefined;
}

export async function takeUp(
  claimed: Claimed,
  program: Program,
  store: Pick<RunStore, "history">,
): Promise<LeftOver> {
  const { record, first, openIntents } = claimed;
  const { state, parent } = record;
  const past = await wantedSoFar(claimed, program, store);
  const performs = past.filter((effect) => effect.is === "perform");
  return {
    uncommitted: first === null ? [] : performs,
    interrupted: openIntents.map((intent) => ({ intent, effect: effectOf(intent, performs) })),
    errands: [
      ...openErrands(state, past),
      ...tellOfEnd(parent, state),
      ...tellOfUndo(parent, state),
    ],
  };
}

/** Nothing, when none of it can still be open. */
async function wantedSoFar(
  { claim, record, first, openIntents }: Claimed,
  program: Program,
  store: Pick<RunStore, "history">,
): Promise<readonly Effect[]> {
  if (first !== null) return startRun(program, first).effects;
  const isOpen = openIntents.length > 0 || callsAnother(record.state);
  return isOpen ? pastEffects(program, await store.history(claim.run)) : [];
}

function effectOf(intent: Intent, performs: readonly Perform[]): Perform | undefined {
  return performs.find(
    (perform) => isSameIntent(perform, intent) && digestOf(perform) === intent.digest,
  );
}

/** Playbooks that a step still waits for. They exist already, unless a worker died in between. */
function openErrands(run: Run, past: readonly Effect[]): readonly Errand[] {
  return past.flatMap((effect): readonly Errand[] => {
    if (effect.is === "undo_playbook") return isAwaited(run, effect) ? [effect] : [];
    if (effect.is !== "call_playbook" && effect.is !== "stop_playbook") return [];
    return taskAt(run, effect)?.state.is === "calling" ? [effect] : [];
  });
}

function callsAnother(run: Run): boolean {
  const isCalling = [...allTasks(run)].some(({ task }) => task.state.is === "calling");
  return isCalling || run.changes.some(({ undo }) => undo.is === "calling");
}

function isAwaited(run: Run, effect: UndoPlaybook): boolean {
  return run.changes.some(
    (change) =>
      isSameTask(change, effect) &&
      change.undo.is === "calling" &&
      change.undoTries === effect.wish,
  );
}
