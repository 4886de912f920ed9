import { allTasks } from "../../../../src/engine/machine/turn.ts";
import { CLAIMS_WITHOUT_PROGRESS } from "../../../../src/ports/run-store.ts";
import type { History, RunHistory } from "../history.ts";

/** From the end of the last fault until every run has ended or waits for a person. */
const RECOVERY_MS = 30_000;

/** Recovery is over in time, and nothing was forgotten. */
export function* nobodyStuck({ runs, faultsEnded }: History): Generator<string> {
  for (const run of runs) {
    const { id, endedAt, undo } = run.record;
    if (undo === "undoing") {
      if (!waitsForPerson(run, runs)) yield `run ${id} is not undone, and waits for nobody`;
    } else if (endedAt === null) {
      if (!waitsForPerson(run, runs)) yield `run ${id} has not ended, and waits for nobody`;
    } else if (endedAt - faultsEnded > RECOVERY_MS) {
      yield `run ${id} ended ${endedAt - faultsEnded} ms after the last fault`;
    }
  }
}

function waitsForPerson(run: RunHistory, all: readonly RunHistory[]): boolean {
  const { record, intents } = run;
  const { phase, changes } = record.state;
  if (phase.is !== "running" && phase.is !== "taking_back") return false;
  // A run that kills whoever opens it is left to people, with all that is open in it.
  if (record.claimsWithoutProgress >= CLAIMS_WITHOUT_PROGRESS) return true;
  if (intents.some(({ outcome }) => outcome === null)) return false;
  if (changes.some(({ undo }) => undo.is === "in_doubt")) return true;
  if (phase.is === "taking_back") return false;
  if (Object.values(record.state.steps).some(({ is }) => is === "awaiting_approval")) return true;
  return [...allTasks(record.state)].some(({ task }) => {
    switch (task.state.is) {
      case "asking":
      case "in_doubt":
        return true;
      case "calling":
        return childrenOf(record.id, all).some((child) => waitsForPerson(child, all));
      case "waiting":
      case "planning":
      case "looking":
      case "acting":
      case "arriving":
      case "checking":
      case "polling":
      case "sleeping":
      case "done":
      case "failed":
      case "dropped":
        return false;
    }
  });
}

function childrenOf(run: string, all: readonly RunHistory[]): readonly RunHistory[] {
  return all.filter(({ record: { parent } }) => parent?.run === run);
}
