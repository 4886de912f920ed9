import type { Problem } from "../../model/problem.ts";
import type { Document } from "../document.ts";
import { valueAt } from "./schema-walk.ts";

/** `version: 1.10` is the number 1.1 by the time a schema sees it; the file still knows better. */
export function versionSpelling(problem: Problem, document: Document): Problem {
  if (problem.code !== "E112" || problem.at.at(-1) !== "version") return problem;
  const isNumber = typeof valueAt(document.value, problem.at) === "number";
  const spelled = document.spelling(problem.at);
  if (!isNumber || spelled === undefined || !/^[0-9]+(?:\.[0-9]+)?$/.test(spelled)) return problem;
  const whole = [...spelled.split("."), "0", "0"].slice(0, 3).join(".");
  return {
    ...problem,
    code: "E107",
    message: `YAML reads ${spelled} as a number, and a version needs three parts`,
    fix: `write version: ${whole}`,
  };
}
