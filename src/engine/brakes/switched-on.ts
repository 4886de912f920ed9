import type { Braked } from "../../model/braked.ts";
import type { Switch, SwitchKind } from "../../ports/switches.ts";
import { covers, scopeInWords, type Subject } from "./scope.ts";
import { timeOfDay } from "./time-of-day.ts";

/** The widest switch of this kind that is on over something. */
export function switchOver(
  kind: SwitchKind,
  subject: Subject,
  switches: readonly Switch[],
): Switch | undefined {
  const found = switches.filter((one) => one.kind === kind && covers(one.scope, subject));
  return found.find(({ scope }) => scope === "all") ?? found[0];
}

/** What it says to those whom it keeps back. */
export function brakedBySwitch(one: Switch, now: number): Braked {
  const { kind, scope, by, reason, since, until } = one;
  const { code, is, ends } = WORDS[kind];
  const end = until === null ? "" : ` until ${timeOfDay(until, now)}`;
  return {
    brake: kind,
    code,
    rule: `${kind} ${scope}`,
    values: { by, reason, since, until },
    message: `${scopeInWords(scope)} is ${is} by ${by} since ${timeOfDay(since, now)}${end}: ${reason}`,
    remedy: `Ask ${by}; ${ends}`,
    until,
  };
}

const WORDS = {
  freeze: {
    code: "E340",
    is: "frozen",
    ends: "pitcrew thaw ends it.",
  },
  pause: {
    code: "E348",
    is: "paused",
    ends: "pitcrew resume ends it, and a person may start the playbook by hand.",
  },
  drain: {
    code: "E348",
    is: "being drained",
    ends: "pitcrew resume ends it.",
  },
} as const;
