import { type Actor, authorOf } from "../../../access/actor.ts";
import { type Answer, refuse } from "../refusal.ts";
import type { RunView } from "../views/run-view.ts";
import type { Desk } from "./desk.ts";
import { noSuchRun } from "./find-run.ts";
import { showRun } from "./show-run.ts";

/** Has a run taken up again that is left alone because those who took it up got nowhere. */
export async function recoverRun(run: string, actor: Actor, desk: Desk): Promise<Answer<RunView>> {
  const recovered = await desk.upkeep.recover(run, authorOf(actor));
  switch (recovered.is) {
    case "recovered":
      desk.dispatcher.wake(run, recovered.wakeSeq);
      return showRun(run, desk);
    case "not_orphaned":
      return refuse(
        "E420",
        `Run ${run} is not left alone: it goes on by itself, waits for something, or has ended`,
        `pitcrew show ${run} says how it stands; GET /v1/runs?orphaned=true lists those left alone.`,
      );
    case "no_such_run":
      return noSuchRun(run);
  }
}
