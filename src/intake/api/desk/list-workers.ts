import type { WorkerRecord } from "../../../ports/upkeep.ts";
import type { WorkerView } from "../views/worker-view.ts";
import type { Desk } from "./desk.ts";
import { timeText } from "./view-summary.ts";

export async function listWorkers({
  upkeep,
}: Pick<Desk, "upkeep">): Promise<readonly WorkerView[]> {
  return (await upkeep.workers()).map(viewWorker);
}

function viewWorker(worker: WorkerRecord): WorkerView {
  const { name, version, beganAt, seenAt, runs } = worker;
  const state = stateOf(worker);
  return { name, version, state, began: timeText(beganAt), seen: timeText(seenAt), runs };
}

export function stateOf({
  endedAt,
  isPresent,
}: Pick<WorkerRecord, "endedAt" | "isPresent">): WorkerView["state"] {
  if (endedAt !== null) return "stopped";
  return isPresent ? "live" : "dead";
}
