import type { Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";

/** One thing that can be wrong with a playbook whose form is right. */
export type Rule = (subject: Subject) => Iterable<Problem>;

export function error(problem: Omit<Problem, "level">): Problem {
  return { ...problem, level: "error" };
}

export function warning(problem: Omit<Problem, "level">): Problem {
  return { ...problem, level: "warning" };
}
