import type { Run, TaskRef } from "../../engine/machine/state.ts";
import type { Button, Notice } from "../../model/notice.ts";

/** Nobody knows whether an effect took place, and only a person who looks can say. */
export function doubtCard({ id: run }: Run, { step, item }: TaskRef, reason: string): Notice {
  const button = (label: string, verdict: "happened" | "not_happened"): Button => ({
    label,
    spoken: `${label}: ${step}`,
    tone: "plain",
    does: { is: "click", act: "settle", run, step, item, verdict },
  });
  const why = reason.replace(/\.$/, "");
  return {
    sentence: `Somebody has to look whether "${step}" took effect: ${why}.`,
    parts: [
      { is: "headline", state: "LOOK AND DECIDE", about: step, aside: null },
      { is: "row", label: "WHAT", text: `Nobody knows whether it took effect: ${why}.` },
      { is: "row", label: "WHY", text: "Doing it again could do it twice, so it is not guessed." },
      { is: "row", label: "IF NO ANSWER", text: "The run waits until its deadline." },
      {
        is: "buttons",
        buttons: [button("It happened", "happened"), button("It did not", "not_happened")],
      },
    ],
  };
}
