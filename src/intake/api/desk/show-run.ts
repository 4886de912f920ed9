import { type Answer, answer } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { findRun } from "./find-run.ts";
import { viewRun } from "./view-run.ts";

export async function showRun(
  run: string,
  desk: Pick<Desk, "store" | "library" | "timesOf">,
): Promise<Answer<RunView>> {
  const found = await findRun(run, desk);
  if (!found.ok) return found;
  return answer(viewRun(found.value, await desk.timesOf(run, found.value.program)));
}
