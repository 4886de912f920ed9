import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";
import { changes } from "../../model/effect-class.ts";
import { milliseconds } from "../../model/duration.ts";
import type { Program } from "../../playbook/program.ts";
import type { AskedStart, StartFacts } from "../../ports/starts.ts";
import type { Switch } from "../../ports/switches.ts";
import { coolDown } from "./cool-down.ts";
import { crowd } from "./crowd.ts";
import { readMaxRuns, runsPerWindow } from "./runs-per-window.ts";
import { storm } from "./storm.ts";
import { brakedBySwitch, switchOver } from "./switched-on.ts";

/** Whether something may start that nobody asked for by hand. The first brake that says no counts. */
export function judgeStart(
  { run, playbook, locks }: AskedStart,
  program: Program,
  { now, switches, started, targets, uses, queued }: StartFacts,
  budgets: Budgets,
): Braked | undefined {
  const { owner: team, safety } = program.playbook;
  const subject = { playbook, team };
  const kinds = changesAnything(program)
    ? (["freeze", "drain", "pause"] as const)
    : (["drain", "pause"] as const);
  for (const kind of kinds) {
    const on = switchOver(kind, subject, switches);
    if (on !== undefined) return brakedBySwitch(on, now);
  }
  const inTheWay = storm(playbook, targets, budgets.storm) ?? crowd(queued, budgets);
  if (inTheWay !== undefined || safety === undefined) return inTheWay;
  const { max_runs, cooldown } = safety;
  const tooOften =
    max_runs === undefined
      ? undefined
      : runsPerWindow(playbook, readMaxRuns(max_runs), started, now);
  if (tooOften !== undefined) return tooOften;
  const cooldownMs = cooldown === undefined ? null : milliseconds(cooldown);
  return coolDown({ run, playbook, targets: locks, cooldownMs }, uses, now);
}

/** By hand, everything may be started but what is being drained: a person sees what they do. */
export function judgeStartByHand(
  { playbook: { name: playbook, owner: team } }: Program,
  switches: readonly Switch[],
  now: number,
): Braked | undefined {
  const drained = switchOver("drain", { playbook, team }, switches);
  return drained && brakedBySwitch(drained, now);
}

function changesAnything({ steps }: Program): boolean {
  return [...steps.values()].some(
    ({ kind, effect }) => kind.kind === "playbook" || (kind.carrier === "step" && changes(effect)),
  );
}
