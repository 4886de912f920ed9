import { EXIT } from "../../exit-codes.ts";
import { asTold } from "../as-told.ts";
import type { Chapter } from "../chapter.ts";
import type { Begun } from "../stage.ts";

/** It wants no program beside Node. */
const DRILL = "timeout-too-low";

/** What must not be on its scorecard; that a busy machine was late may be. */
const WRONG = /^ *failed +(playbook|branch|outcome|mended)/m;

/** The words of the command, for whoever wants to begin it earlier. */
export function drillWords(playbooks: string): readonly string[] {
  return ["drill", "run", DRILL, "--playbooks", playbooks];
}

/** The drill goes on beside the rest of the tour when nobody watches. */
export function scored(begin: () => Begun): Chapter {
  return {
    title: "A drill keeps the score",
    play: async ({ show }, { say }) => {
      say(
        "All of that, rehearsed: another range is broken, a Pitcrew of its own answers, and what it did is held against what it should do.",
      );
      const card = await show(begin(), EXIT.done, EXIT.runFailed);
      asTold(card.startsWith(`DRILL ${DRILL}: `), "the drill has a scorecard");
      asTold(!WRONG.test(card), "the drill goes as it should");
    },
  };
}
