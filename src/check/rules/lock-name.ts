import { compileTemplate } from "../../expr/template.ts";
import type { Problem } from "../../model/problem.ts";
import type { Subject } from "../subject.ts";
import { mixesSafely, peopleOnly } from "./data-in-fields.ts";

/** Two locks must never come out alike by what an alert says, nor one be spelled in two ways. */
export function* lockName({ playbook, scopes }: Subject): Generator<Problem> {
  const lock = playbook.safety?.lock;
  if (lock === undefined) return;
  const compiled = compileTemplate(lock, scopes.lock);
  if (!compiled.ok) return;
  const { template } = compiled;
  const at = ["safety", "lock"];
  if (template.whole) yield* peopleOnly(template, playbook, at);
  else yield* mixesSafely(template, at);
}
