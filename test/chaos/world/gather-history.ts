import type { Program } from "../../../src/playbook/program.ts";
import type { RunStore } from "../../../src/ports/run-store.ts";
import type { RunHistory } from "../history/history.ts";
import { readRun } from "../history/read-run.ts";
import { QUORUMS } from "../playbooks.ts";
import type { Ledger } from "./ledger.ts";

/** Everything that is on record, of runs inside others as well. */
export async function gatherHistory(
  ledger: Ledger,
  store: RunStore,
  programs: ReadonlyMap<string, Program>,
): Promise<readonly RunHistory[]> {
  return ledger.reading(async (database) => {
    const histories: RunHistory[] = [];
    for (const { id, playbook } of await ledger.all()) {
      const program = programs.get(playbook);
      if (program === undefined) throw new Error(`run ${id} follows ${playbook}, which is unknown`);
      const quorums = QUORUMS[playbook] ?? {};
      histories.push(await readRun(store, database, { id, program, quorums }));
    }
    return histories;
  });
}
