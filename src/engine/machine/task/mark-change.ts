import { changes } from "../../../model/effect-class.ts";
import { allTasks, programStep, withRun, type Turn } from "../turn.ts";

/** From now on the run cannot claim that nothing was changed. */
export function markChange(turn: Turn): Turn {
  return turn.run.firstChangeAt === null ? withRun(turn, { firstChangeAt: turn.at }) : turn;
}

/** Nothing had been sent before, and this was not either. Others of the same moment may yet be. */
export function unmarkChange(turn: Turn): Turn {
  const isAnySent = [...allTasks(turn.run)].some(({ ref, task: { state } }) => {
    const isInFlight = state.is === "acting" && state.call.is === "in_flight";
    return isInFlight && changes(programStep(turn.program, ref.step).effect);
  });
  return isAnySent ? turn : withRun(turn, { firstChangeAt: null });
}
