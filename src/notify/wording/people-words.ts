import type { Run } from "../../engine/machine/state.ts";
import type { StepTimes } from "../../engine/step-times.ts";
import type { AddressBook } from "../plan/address-book.ts";
import { clockTime } from "./clock-time.ts";
import { span } from "./span.ts";

/** Which people a run that has ended needed: who agreed, how long it waited for them, who was woken. */
export function peopleWords(
  { approvals, phase }: Run,
  times: ReadonlyMap<string, StepTimes>,
  isPaged: boolean,
  book: AddressBook,
): string {
  if (phase.is !== "ended") return "";
  const agreed = Object.entries(approvals).flatMap(([step, { standing, decided, votes }]) => {
    if (standing !== "granted" || decided === null) return [];
    const names = votes.map(({ by }) => book.nameOf(by)).join(" and ");
    const waited = decided.at - (times.get(step)?.began ?? decided.at);
    const wait = waited < SHORT_MS ? "" : ` (${span(waited)} wait)`;
    return [`${names} approved "${step}" at ${clockTime(decided.at, book.zone)}${wait}.`];
  });
  const { escalateTo } = phase.ending;
  const woken = isPaged || escalateTo !== null ? [] : ["Nobody was paged."];
  return [...agreed, ...woken].join(" ");
}

const SHORT_MS = 10_000;
