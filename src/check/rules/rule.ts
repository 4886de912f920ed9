import type { Problem } from "../../model/problem.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import type { World } from "../world.ts";

/** One thing that can be wrong with a playbook whose form is right. */
export type Rule = (playbook: Playbook, world: World) => Iterable<Problem>;

export function error(problem: Omit<Problem, "level">): Problem {
  return { ...problem, level: "error" };
}

export function warning(problem: Omit<Problem, "level">): Problem {
  return { ...problem, level: "warning" };
}
