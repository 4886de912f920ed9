import { didYouMean } from "../../model/did-you-mean.ts";
import type { Path, Problem } from "../../model/problem.ts";
import { FAULTS } from "../range/faults/all.ts";
import type { Scenario } from "./scenario.ts";
import { SIGNS } from "./signs.ts";

/** A playbook that a drill may expect, and its steps. */
export type Known = ReadonlyMap<string, ReadonlySet<string>>;

/** What a drill names and what does not exist. */
export function* contradictions(
  { fault, expect, targets }: Scenario,
  playbooks: Known,
): Generator<Problem> {
  const faults = FAULTS.map(({ name }) => name);
  if (!faults.includes(fault)) {
    yield unknown("E580", ["fault"], "fault", fault, faults);
  } else if (targets.recover !== undefined && SIGNS.get(fault)?.isMended === null) {
    yield {
      code: "E582",
      at: ["targets", "recover"],
      message: `Nothing quick mends ${fault}`,
      fix: "leave the target out, and expect that it is handed over",
      level: "error",
    };
  }
  const steps = playbooks.get(expect.playbook);
  if (steps === undefined) {
    const at = ["expect", "playbook"];
    yield unknown("E581", at, "playbook", expect.playbook, [...playbooks.keys()]);
    return;
  }
  for (const list of ["runs", "leaves"] as const) {
    for (const [index, step] of expect[list].entries()) {
      if (!steps.has(step)) {
        yield unknown("E581", ["expect", list, index], "step", step, [...steps]);
      }
    }
  }
}

function unknown(
  code: "E580" | "E581",
  at: Path,
  what: string,
  name: string,
  known: readonly string[],
): Problem {
  const meant = didYouMean(name, known);
  return {
    code,
    at,
    message: `There is no ${what} "${name}"`,
    fix: meant === undefined ? `name one of ${known.join(", ")}` : `did you mean "${meant}"?`,
    level: "error",
  };
}
