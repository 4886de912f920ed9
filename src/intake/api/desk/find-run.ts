import type { Program } from "../../../playbook/program.ts";
import type { RunRecord } from "../../../ports/run-store.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { Desk } from "./desk.ts";

/** A run, and the playbook that it follows. */
export interface FoundRun {
  readonly record: RunRecord;
  readonly program: Program;
}

export async function findRun(
  run: string,
  { store, library }: Pick<Desk, "store" | "library">,
): Promise<Answer<FoundRun>> {
  const record = await store.get(run);
  if (record === undefined) return noSuchRun(run);
  const program = library.find(record);
  return program === undefined ? notUnderstood(record) : answer({ record, program });
}

export function noSuchRun(run: string): Answer<never> {
  return refuse("E312", `There is no run ${run}`, "pitcrew runs lists the runs that there are.");
}

function notUnderstood({ id, playbook, version }: RunRecord): Answer<never> {
  return refuse(
    "E315",
    `Run ${id} follows ${playbook} ${version}, which this server does not have in that form`,
    `Put that version of ${playbook} back among the playbooks and load them again; pitcrew logs ${id} shows the record.`,
  );
}
