import type { Failure } from "../model/failure.ts";
import type { Program } from "../playbook/program.ts";
import type { Run } from "./machine/state.ts";
import { valuesOf } from "./machine/values.ts";

export type PlaybookLock =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly failure: Failure };

/** What no two runs may work on at once, as the playbook names it: one name, or none. */
export function playbookLock(program: Program, run: Run): PlaybookLock {
  if (program.lock === undefined) return { ok: true, names: [] };
  const filled = program.lock.evaluate(valuesOf(program, run));
  if (!filled.ok) return filled;
  const { value } = filled;
  return { ok: true, names: [typeof value === "string" ? value : JSON.stringify(value)] };
}
