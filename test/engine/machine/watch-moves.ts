import type { Cause, Level, RunState } from "../../../src/engine/machine/moves.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import type { Turn } from "../../../src/engine/machine/turn.ts";

/** Sees every change of state that the machine makes, one by one, and what made it. */
export interface Watch {
  /** As `task acting --performed--> done`. */
  readonly seen: ReadonlySet<string>;
  /** Watches a function through which the machine changes a run. */
  readonly changing: <Rest extends Rests>(real: Turning<Rest>) => Turning<Rest>;
  /** Watches the function that makes a run. */
  readonly beginning: <Args extends Rests>(real: (...args: Args) => Run) => (...args: Args) => Run;
  /** Whatever changes while this function works is due to this cause. */
  readonly because: <Rest extends Rests>(cause: Cause, real: Turning<Rest>) => Turning<Rest>;
  readonly during: <Value>(cause: Cause, work: () => Value) => Value;
}

type Rests = readonly unknown[];
type Turning<Rest extends Rests> = (turn: Turn, ...rest: Rest) => Turn;

export function watchMoves(): Watch {
  const seen = new Set<string>();
  const causes: Cause[] = [];

  function during<Value>(cause: Cause, work: () => Value): Value {
    causes.push(cause);
    try {
      return work();
    } finally {
      causes.pop();
    }
  }

  return {
    seen,
    during,
    because:
      (cause, real) =>
      (turn, ...rest) =>
        during(cause, () => real(turn, ...rest)),
    beginning:
      (real) =>
      (...args) => {
        const run = real(...args);
        seen.add(rowOf("run", "none", causeOf("run"), runState(run)));
        return run;
      },
    changing:
      (real) =>
      (turn, ...rest) => {
        const next = real(turn, ...rest);
        const before = statesOf(turn.run);
        for (const [what, to] of statesOf(next.run)) {
          const from = before.get(what) ?? "none";
          const level = levelOf(what);
          if (from !== to) seen.add(rowOf(level, from, causeOf(level), to));
        }
        return next;
      },
  };

  /** That a run closes has a cause of its own; it is the cause of what else happens then. */
  function causeOf(level: Level): Cause {
    const isOwn = level === "run" && causes.at(-1) === "closing";
    return causes.at(isOwn ? -2 : -1) ?? "itself";
  }
}

export function rowOf(level: Level, from: string, cause: Cause, to: string): string {
  return `${level} ${from} --${cause}--> ${to}`;
}

function statesOf(run: Run): ReadonlyMap<string, string> {
  const states = new Map<string, string>([["run", runState(run)]]);
  for (const [id, step] of Object.entries(run.steps)) {
    states.set(`step ${id}`, step.is);
    if (!("tasks" in step)) continue;
    for (const [item, task] of step.tasks.entries())
      states.set(`task ${id} ${item}`, task.state.is);
  }
  for (const { step, item, undo } of run.changes) states.set(`undo ${step} ${item}`, undo.is);
  return states;
}

function runState({ phase }: Run): RunState {
  return phase.is === "closing" ? `closing_${phase.stage}` : phase.is;
}

function levelOf(what: string): Level {
  const [level = ""] = what.split(" ");
  return level as Level; // `statesOf` names them so
}
