import type { Failure } from "../../../model/failure.ts";
import type { Foreach } from "../../../playbook/format/step.ts";
import type { Task, TaskState } from "../state.ts";

/** A step without `foreach` is a list of one. */
const ONE: Pick<Foreach, "at_once" | "on_item_failure"> = { at_once: 1, on_item_failure: "stop" };

type Rules = Pick<Foreach, "at_once" | "on_item_failure"> | undefined;

/** Positions of the items that may start now. */
export function itemsToStart(tasks: readonly Task[], rules: Rules = ONE): readonly number[] {
  if (isHalted(tasks, rules)) return [];
  const free = rules.at_once - tasks.filter(({ state }) => isActive(state)).length;
  const waiting = [...tasks.entries()].filter(([, { state }]) => state.is === "waiting");
  return waiting.slice(0, Math.max(0, free)).map(([item]) => item);
}

export type Verdict =
  | { readonly is: "open" }
  | { readonly is: "done" }
  | { readonly is: "failed"; readonly failure: Failure };

/** How a step stands: with `continue`, one item that worked is enough. */
export function verdictOn(tasks: readonly Task[], rules: Rules = ONE): Verdict {
  if (tasks.some(({ state }) => isActive(state))) return { is: "open" };
  const failure = firstFailure(tasks);
  if (failure !== undefined && isHalted(tasks, rules)) return { is: "failed", failure };
  if (tasks.some(({ state }) => state.is === "waiting")) return { is: "open" };
  const isHopeless = failure !== undefined && !tasks.some(({ state }) => state.is === "done");
  return isHopeless ? { is: "failed", failure } : { is: "done" };
}

function isHalted(tasks: readonly Task[], rules: NonNullable<Rules>): boolean {
  return rules.on_item_failure === "stop" && firstFailure(tasks) !== undefined;
}

function firstFailure(tasks: readonly Task[]): Failure | undefined {
  for (const { state } of tasks) if (state.is === "failed") return state.failure;
  return undefined;
}

function isActive({ is }: TaskState): boolean {
  switch (is) {
    case "planning":
    case "looking":
    case "acting":
    case "arriving":
    case "in_doubt":
    case "checking":
    case "polling":
    case "sleeping":
    case "asking":
    case "calling":
      return true;
    case "waiting":
    case "done":
    case "failed":
    case "dropped":
      return false;
  }
}
