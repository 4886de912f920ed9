import type { UndoProgress } from "../../model/undo-progress.ts";
import type { UndoAsked } from "./event.ts";
import type { Run } from "./state.ts";
import { emit, note, programStep, withRun, type Turn } from "./turn.ts";
import { markWanted } from "./undo.ts";
import { isUndoing, standingSteps, whyNotOffered } from "./way-back.ts";

/** An ended run whose changes a person does not want any more. How it ended stays as it is. */
export function onUndoAsked(turn: Turn, { by }: UndoAsked): Turn {
  const { phase } = turn.run;
  if (phase.is !== "ended") return turn;
  const { ending, at, outputs } = phase;
  const asked = withRun(turn, { phase: { is: "taking_back", ending, at, outputs } });
  return markWanted(
    note(asked, `${by} wants its changes taken back.`),
    (change) => whyNotOffered(programStep(turn.program, change.step), change) === undefined,
  );
}

/** Back to the end, once nothing more is taken back. */
export function endTakingBack(turn: Turn): Turn {
  const { phase, changes } = turn.run;
  if (phase.is !== "taking_back" || changes.some(isUndoing)) return turn;
  const { ending, at, outputs } = phase;
  const [stuck] = changes.flatMap(({ step, undo }) =>
    undo.is === "failed" ? [`"${step}" could not be taken back: ${undo.failure.message}`] : [],
  );
  const undo = stuck === undefined ? "undone" : "undo_failed";
  const ended = withRun(turn, { phase: { is: "ended", ending, at, outputs, undo } });
  const left = standingSteps(turn.run);
  const sum = left.length === 0 ? "Nothing of it is left" : `Still in place: ${left.join(", ")}`;
  const noted = note(ended, `${sum}.`);
  if (stuck === undefined) return noted;
  const { owner } = turn.program.playbook;
  return emit(noted, { is: "escalate", to: owner, reason: `${stuck}. ${sum}` });
}

/** Where the undo of an ended run stands; null while nobody has wanted one. */
export function undoProgress({ phase }: Run): UndoProgress | null {
  switch (phase.is) {
    case "running":
    case "closing":
      return null;
    case "taking_back":
      return "undoing";
    case "ended":
      return phase.undo;
  }
}
