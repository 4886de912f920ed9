import type { Background } from "../../ports/message-store.ts";
import { withoutStop } from "./approval-words.ts";
import { clockTime } from "./clock-time.ts";
import { shortRun } from "./subject.ts";

/** What speaks against doing it now, as far as it is known, in sentences. */
export function objections(
  { alerts, earlier, lately, heldBy }: Background,
  zone: string,
): readonly string[] {
  const [last] = earlier;
  const closed = alerts.flatMap(({ closedAt }) => closedAt ?? []);
  const isOver = closed.length > 0 && closed.length === alerts.length;
  return [
    ...(isOver ? [`What fired is over since ${clockTime(Math.max(...closed), zone)}.`] : []),
    ...(heldBy === null ? [] : [`${heldBy.who} holds it: ${withoutStop(heldBy.reason)}.`]),
    ...(last === undefined ? [] : lastWords(last)),
    ...(lately >= OFTEN
      ? [`${lately} runs have changed it within a day, so it may not last.`]
      : []),
  ];
}

const OFTEN = 2;

function lastWords({ run, playbook, outcome, undo }: Background["earlier"][number]): string[] {
  const which = `the last run on it (${playbook}, run ${shortRun(run)})`;
  if (outcome === null) return [`${playbook}, run ${shortRun(run)}, is still at it.`];
  if (undo !== null) return [`What ${which} changed was wanted back.`];
  switch (outcome) {
    case "failed":
    case "escalated":
    case "unknown":
      return [`It did not help the last time: ${which} ended as ${outcome}.`];
    case "resolved":
    case "nothing_to_do":
    case "suggested":
    case "denied":
    case "refused":
    case "cancelled":
      return [];
  }
}
