import type { Program } from "../../../playbook/program.ts";
import type { RunRecord } from "../../../ports/run-store.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import type { Desk } from "./desk.ts";
import { understandRun } from "./understand-run.ts";

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
  const version = await understandRun(record, { library });
  switch (version.is) {
    case "understood":
      return answer({ record, program: version.program });
    case "not_understood":
      return notUnderstood(record, version.because);
  }
}

export function noSuchRun(run: string): Answer<never> {
  return refuse("E312", `There is no run ${run}`, "pitcrew runs lists the runs that there are.");
}

function notUnderstood({ id, playbook, version }: RunRecord, because: string): Answer<never> {
  return refuse(
    "E315",
    `Run ${id} stands still: it follows ${playbook} ${version}, and ${because}`,
    `Serve it with a Pitcrew that understands that version; pitcrew logs ${id} shows the record.`,
  );
}
