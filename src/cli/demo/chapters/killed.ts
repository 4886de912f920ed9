import { NAMESPACE } from "../../../drills/range/manifests.ts";
import { ENGINE } from "../../../drills/range/programs/behaviour.ts";
import { readyEngines, type System } from "../../../drills/range/system.ts";
import { EXIT } from "../../exit-codes.ts";
import { asTold } from "../as-told.ts";
import { agreeToTheRest, breakAndRaise, untilItAsks, yesTo } from "../break-and-raise.ts";
import type { Chapter } from "../chapter.ts";

export const KILLED: Chapter = {
  title: "Now kill me",
  play: async (stage, { say, rest }) => {
    const { system, served } = stage;
    say("Every engine of the range hangs now. The playbook wants to replace their pods:");
    const hanging = enginesOf(system);
    const run = await breakAndRaise("engine-down", "EngineDown", stage);
    const approval = await untilItAsks(run, stage);
    await rest("agree, and kill the server in the middle of it");
    await stage.run(yesTo(approval), EXIT.done);
    const replaced = await system.cluster.until(() => {
      const now = enginesOf(system);
      return now.length === hanging.length && now.every((pod) => !hanging.includes(pod)) && now;
    });
    const began = performance.now();
    await served.killAndRestart();
    const away = ((performance.now() - began) / SECOND).toFixed(1);
    say(
      `\nThe pods were replaced, and nobody had proved it yet, when the server was killed with signal 9. Back after ${away} s:`,
    );
    await agreeToTheRest(run, stage);
    await stage.run(["watch", run], EXIT.done);
    const kept = enginesOf(system).every((pod) => replaced.includes(pod));
    asTold(kept, "the pods are replaced once, and not again after the restart");
    asTold(readyEngines(system).length > 0, "an engine is ready");
    say(
      "\nThe run went on where it was. The cluster still has the pods that were new before the server died: it was done once.",
    );
  },
};

const SECOND = 1_000;

/** The pods of the engine that are not being deleted. */
function enginesOf({ cluster }: System): readonly string[] {
  return cluster
    .list("pods", NAMESPACE)
    .filter(({ metadata }) => metadata.labels?.["app"] === ENGINE && !metadata.deletionTimestamp)
    .map(({ metadata }) => metadata.name);
}
