import { compileTemplate } from "../../expr/template.ts";
import type { Problem } from "../../model/problem.ts";
import type { Playbook } from "../../playbook/format/playbook.ts";
import { scopesOf } from "../../playbook/scopes.ts";
import type { World } from "../world.ts";
import { mixesSafely, peopleOnly } from "./data-in-fields.ts";

/** Two locks must never come out alike by what an alert says, nor one be spelled in two ways. */
export function* lockName(playbook: Playbook, { kinds }: World): Generator<Problem> {
  const lock = playbook.safety?.lock;
  if (lock === undefined) return;
  const compiled = compileTemplate(lock, scopesOf(playbook, kinds).lock);
  if (!compiled.ok) return;
  const { template } = compiled;
  const at = ["safety", "lock"];
  if (template.whole) yield* peopleOnly(template, playbook, at);
  else yield* mixesSafely(template, at);
}
