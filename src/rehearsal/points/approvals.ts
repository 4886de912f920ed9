import type { Path } from "../../model/problem.ts";
import type { ProgramStep } from "../../playbook/program.ts";
import type { Ended } from "../rehearse.ts";
import { hasAsked, type Point } from "./point.ts";

/** People may say yes, no or nothing to an approval. */
export function* approvalPoints({ step }: ProgramStep, at: Path): Generator<Point> {
  if (step.approve === undefined) return;
  const { id } = step;
  const ways = [
    { word: "approve", message: `No test approves "${id}"`, isReached: hasVoted(id, "approve") },
    { word: "deny", message: `No test denies "${id}"`, isReached: hasVoted(id, "deny") },
    {
      word: "expire",
      message: `No test lets the approval of "${id}" expire`,
      isReached: hasExpired(id),
    },
  ];
  for (const { word, message, isReached } of ways) {
    yield {
      at: [...at, "approve"],
      message,
      fix: `add a test with answers: { ${id}: ${word} }`,
      isReached,
    };
  }
}

function hasVoted(id: string, vote: "approve" | "deny"): Point["isReached"] {
  return ({ events }) =>
    events.some((event) => event.is === "voted" && event.step === id && event.vote === vote);
}

/** Asked, and the run ended over it although nobody said a word. */
function hasExpired(id: string): Point["isReached"] {
  return (rehearsal: Ended) => {
    const { run, events } = rehearsal;
    const isDecisive = run.phase.is === "ended" && run.phase.ending.step === id;
    const isSilent = !events.some((event) => event.is === "voted" && event.step === id);
    return isDecisive && isSilent && hasAsked(rehearsal, id);
  };
}
