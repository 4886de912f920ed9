import type { Program, ProgramStep } from "../../playbook/program.ts";
import type { Effect } from "./effect.ts";
import type { Change, Run, StepState, Task, TaskRef, TaskState } from "./state.ts";

/**
 * One transition while it is being worked out: the run so far, and what it wants done.
 *
 * Every part of the machine takes a turn and gives a turn back; none changes the one it got.
 */
export interface Turn {
  readonly program: Program;
  readonly at: number;
  /** From 0 to 1, for the jitter of a back-off. */
  readonly chance: number;
  readonly run: Run;
  readonly effects: readonly Effect[];
  /** What happened, in sentences for the record. */
  readonly notes: readonly string[];
}

export function emit(turn: Turn, effect: Effect): Turn {
  return { ...turn, effects: [...turn.effects, effect] };
}

export function note(turn: Turn, sentence: string): Turn {
  return { ...turn, notes: [...turn.notes, sentence] };
}

export function withRun(turn: Turn, part: Partial<Run>): Turn {
  return { ...turn, run: { ...turn.run, ...part } };
}

export function withStep(turn: Turn, id: string, state: StepState): Turn {
  return withRun(turn, { steps: { ...turn.run.steps, [id]: state } });
}

export function withTask(turn: Turn, ref: TaskRef, state: TaskState): Turn {
  return withTaskPart(turn, ref, { state });
}

export function withTaskPart(turn: Turn, ref: TaskRef, part: Partial<Task>): Turn {
  const step = stepState(turn.run, ref.step);
  const tasks = tasksOf(step).map((task, item) =>
    item === ref.item ? { ...task, ...part } : task,
  );
  return withStep(turn, ref.step, { ...step, tasks } as StepState); // only steps with tasks have one at `ref`
}

export function withChange(turn: Turn, ref: TaskRef, part: Partial<Change>): Turn {
  const changes = turn.run.changes.map((change) =>
    isSameTask(change, ref) ? { ...change, ...part } : change,
  );
  return withRun(turn, { changes });
}

export function stepState(run: Run, id: string): StepState {
  return run.steps[id] ?? { is: "waiting" };
}

export function tasksOf(state: StepState): readonly Task[] {
  return state.is === "waiting" || state.is === "skipped" ? [] : state.tasks;
}

export function taskAt(run: Run, ref: TaskRef): Task | undefined {
  return tasksOf(stepState(run, ref.step))[ref.item];
}

/** Every task of the run with its place. */
export function* allTasks(run: Run): Generator<{ readonly ref: TaskRef; readonly task: Task }> {
  for (const [step, state] of Object.entries(run.steps)) {
    for (const [item, task] of tasksOf(state).entries()) yield { ref: { step, item }, task };
  }
}

export function isSameTask(one: TaskRef, other: TaskRef): boolean {
  return one.step === other.step && one.item === other.item;
}

/** A run only ever meets steps of its own program; any other is a mistake of ours. */
export function programStep(program: Program, id: string): ProgramStep {
  const step = program.steps.get(id);
  if (step === undefined) throw new RangeError(`${program.playbook.name} has no step "${id}"`);
  return step;
}

/** A task and what its playbook says of it, where both are known to exist. */
export function workAt(
  turn: Turn,
  ref: TaskRef,
): { readonly task: Task; readonly step: ProgramStep } {
  const task = taskAt(turn.run, ref);
  if (task === undefined) throw new RangeError(`"${ref.step}" has no item ${ref.item}`);
  return { task, step: programStep(turn.program, ref.step) };
}
