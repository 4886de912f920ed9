import { withRun, type Turn } from "../turn.ts";

/** From now on the run cannot claim that nothing was changed. */
export function markChange(turn: Turn): Turn {
  return turn.run.firstChangeAt === null ? withRun(turn, { firstChangeAt: turn.at }) : turn;
}
