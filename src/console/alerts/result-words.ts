import type { AlertView } from "../../intake/api/views/alert-view.ts";
import type { Tone } from "../look/badge.ts";

type Result = NonNullable<AlertView["result"]>;

/** What came of an alert, in a word or two, and whether that is good. */
export const RESULTS: Readonly<Record<Result, readonly [words: string, tone: Tone]>> = {
  started: ["RUN STARTED", "works"],
  held: ["HELD BACK", "waits"],
  refused: ["REFUSED", "bad"],
  tied: ["SEVERAL FIT", "bad"],
  unmatched: ["NO PLAYBOOK", "quiet"],
  broken: ["NOT MATCHED", "bad"],
  over: ["OVER BEFORE", "quiet"],
};

/** Whether it still fires, as its source says. */
export function firingWords({ closed_because, silenced }: AlertView): string {
  if (closed_because !== null) return closed_because;
  return silenced ? "silenced" : "firing";
}
