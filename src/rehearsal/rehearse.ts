import { startRun, transition } from "../engine/machine/transition.ts";
import type { Effect } from "../engine/machine/effect.ts";
import type { RunEvent, Started } from "../engine/machine/event.ts";
import type { Run } from "../engine/machine/state.ts";
import { milliseconds } from "../model/duration.ts";
import type { Failure } from "../model/failure.ts";
import { resolveParams } from "../match/resolve-params.ts";
import type { Program } from "../playbook/program.ts";
import { createAgenda } from "./agenda.ts";
import type { Missing } from "./missing.ts";
import { playbookMode } from "../playbook/playbook-mode.ts";
import { reply } from "./reply.ts";
import type { Scene } from "./scene.ts";
import { createScript } from "./script.ts";

/** How a rehearsed run went. */
export type Rehearsal =
  /** A param did not pass the airlock, so no step began. */
  | { readonly is: "refused"; readonly failure: Failure }
  | Ended
  /** The test does not say what the run needed to know. */
  | { readonly is: "missing"; readonly missing: Missing }
  | { readonly is: "endless" };

export interface Ended {
  readonly is: "ended";
  readonly run: Run;
  readonly effects: readonly Effect[];
  readonly events: readonly RunEvent[];
}

/** A Monday morning; which one matters to nobody, as long as it is always the same. */
const START = Date.UTC(2026, 0, 5, 9);

/** More than an hour leaves room for, with a read every second. */
const MOST_EVENTS = 10_000;

/** Runs a playbook on the machine that also runs it for real, with a clock that jumps. */
export function rehearse(program: Program, scene: Scene): Rehearsal {
  const { playbook } = program;
  const resolved = resolveParams(playbook.params, scene.alert, scene.params);
  if (!resolved.ok) return { is: "refused", failure: resolved.failure };
  const { params } = resolved;
  const mode = scene.mode ?? playbookMode(playbook, params);
  return drive(program, scene, {
    is: "started",
    at: START,
    run: "test",
    mode,
    params,
    deadline: null,
  });
}

function drive(program: Program, scene: Scene, started: Started): Rehearsal {
  const script = createScript(scene, program);
  const agenda = createAgenda();
  if (scene.alertResolvesAfter !== undefined) {
    agenda.add({ is: "alert_resolved", at: START + milliseconds(scene.alertResolvesAfter) });
  }
  const effects: Effect[] = [];
  const events: RunEvent[] = [];
  let at = started.at;
  let turn = startRun(program, started);
  while (events.length < MOST_EVENTS) {
    for (const effect of turn.effects) {
      effects.push(effect);
      if (effect.is === "wake") agenda.wakeAt(effect.at);
      const replied = reply(effect, { program, script, run: turn.run, at });
      if (replied.is === "missing") return replied;
      for (const event of replied.events) agenda.add(event);
    }
    if (turn.run.phase.is === "ended") return { is: "ended", run: turn.run, effects, events };
    const event = agenda.next();
    if (event === undefined)
      throw new Error(`The run of ${program.playbook.name} waits for nothing`);
    events.push(event);
    at = event.at;
    turn = transition(program, turn.run, event);
  }
  return { is: "endless" };
}
