import type { AutomaticStart } from "../../engine/brakes/brake-start.ts";
import { UNKNOWN_ORIGIN } from "../../engine/approval/origin.ts";
import { effectiveMode, environmentOf } from "../../engine/autonomy/effective-mode.ts";
import type { Standing } from "../../engine/autonomy/standing.ts";
import { beginRun } from "../../engine/begin-run.ts";
import { derivedId, runOfOccurrence } from "../../engine/derived-id.ts";
import type { Found } from "../../engine/start-child.ts";
import { type Alert, createAlert } from "../../model/alert.ts";
import type { Braked } from "../../model/braked.ts";
import type { Policy } from "../../config/settings/policy.ts";
import type { DueAlert, Settlement } from "../../ports/alerts/alert-queue.ts";
import type { StartBrake } from "../../ports/alerts/match-report.ts";
import type { Dispatcher } from "../../ports/dispatcher.ts";
import type { PinnedPlaybook, RunStore } from "../../ports/run-store.ts";
import { holdBack } from "./hold-back.ts";
import type { Judgement } from "./judge-alert.ts";
import {
  held,
  MOST_LOOKS,
  over,
  refused,
  setAside,
  settle,
  started,
  unmatched,
} from "./settlements.ts";
import type { Window } from "./windows/window.ts";

/** What matching needs of the rest of Pitcrew. */
export interface Matching {
  readonly runs: Pick<RunStore, "create" | "get" | "now" | "send">;
  readonly dispatcher: Pick<Dispatcher, "wake">;
  /** Which brake says no to a start that is otherwise in order. */
  readonly brakeOn: (start: AutomaticStart) => Promise<Braked | undefined>;
  /** What a version has earned in an environment, up to now. */
  readonly standingOf: (version: PinnedPlaybook, environment: string) => Promise<Standing>;
  /** Who published or activated a version: they approve nothing that it does. */
  readonly handsOn: (version: PinnedPlaybook) => Promise<readonly string[]>;
}

/** How things stand while some alerts are matched. */
export interface Scene {
  readonly now: number;
  readonly entries: readonly Found[];
  readonly windows: readonly Window[];
  readonly policy: Policy;
}

/** A scene, and which of its playbooks takes an alert. */
export interface JudgedScene extends Scene {
  readonly judge: (alert: Alert) => Judgement;
}

/**
 * Starts a run for an alert, tells its runs that it is over, or says why nothing is done. All of it
 * may happen again, after a crash at any point: a run has an id that follows from the occurrence,
 * and what is sent to it counts once.
 */
export async function matchAlert(
  due: DueAlert,
  scene: JudgedScene,
  matching: Matching,
): Promise<Settlement> {
  if (due.looks > MOST_LOOKS) return setAside(due);
  // Nobody said that it was fixed, so its runs go on as they are.
  if (due.closedBecause === "stale") return settle(due, {});
  if (!due.isOpen) await tellRuns(due, matching);
  const alert = alertOf(due);
  const judgement = scene.judge(alert);
  const run = runOf(due);
  const isRepeated = due.looks > 1 || due.runs.length > 0;
  const earlier = isRepeated ? await matching.runs.get(run) : undefined;
  if (earlier !== undefined) {
    const { playbook, version, params } = earlier;
    const chosen = { playbook, version, params, modes: null };
    return started(due, run, { ...judgement.report, chosen, tied: [], failure: null });
  }
  if (!due.isOpen && judgement.is !== "fits") return over(due, judgement.report);
  switch (judgement.is) {
    case "unmatched":
      return unmatched(due, alert, judgement.report);
    case "tied":
    case "refused":
      return refused(due, alert, judgement);
    case "fits":
      return startUnlessHeld(due, alert, judgement, run, scene, matching);
  }
}

async function startUnlessHeld(
  due: DueAlert,
  alert: Alert,
  { playbook, params, report }: Extract<Judgement, { readonly is: "fits" }>,
  run: string,
  { now, entries, windows, policy }: Scene,
  matching: Matching,
): Promise<Settlement> {
  const found = entries.find(({ program }) => program.playbook === playbook);
  if (found === undefined) throw new RangeError("The playbook that was chosen was not offered");
  const { rung } = await matching.standingOf(found.pinned, environmentOf(params));
  const modes = effectiveMode(playbook, params, policy, rung);
  const { name, version, owner } = playbook;
  const full = { ...report, chosen: { playbook: name, version, params, modes } };

  // The others count whoever asks, so they are asked only when nothing else is in the way.
  const own = holdBack(due, alert, windows, now);
  const { program } = found;
  const braked = own === undefined ? await matching.brakeOn({ run, program, params }) : undefined;
  const brake = own ?? (braked && startBrake(braked));
  if (brake !== undefined) {
    const report = { ...full, brake };
    return due.isOpen ? held(due, alert, playbook, report, brake, now) : over(due, report);
  }
  const hands = await matching.handsOn(found.pinned);
  const begun = await beginRun(
    {
      run,
      ...found,
      params,
      mode: modes.effective,
      ...authorOf(due),
      priority: BY_ALERT,
      inside: null,
      origin: { ...UNKNOWN_ORIGIN, hands },
    },
    { store: matching.runs, dispatcher: matching.dispatcher },
  );
  if (begun.is === "begun") return started(due, run, full);
  const { code, message, remedy } = begun.failure;
  const failure = { code, message, remedy };
  return refused(due, alert, { is: "refused", owner, report: { ...full, failure } });
}

/** Before what other runs call, and after what a person waits for. */
const BY_ALERT = 5;

function startBrake({ brake, rule, values, message, remedy, until }: Braked): StartBrake {
  return { brake, rule, values, message, remedy, until, pages: true };
}

function runOf({ id, isOpen }: DueAlert): string {
  return runOfOccurrence(id, isOpen ? "firing" : "resolved");
}

function authorOf({ source }: DueAlert) {
  return { actor: `alert:${source}`, surface: "alert" };
}

function alertOf({ labels, annotations, isOpen, fingerprint }: DueAlert): Alert {
  return createAlert({
    status: isOpen ? "firing" : "resolved",
    labels: textsOf(labels),
    annotations: textsOf(annotations),
    fingerprint,
  });
}

function textsOf(json: string): ReadonlyMap<string, string> {
  // Only sightings are written there, whose labels are texts.
  return new Map(Object.entries(JSON.parse(json) as Readonly<Record<string, string>>));
}

/** A run may have been begun by somebody who died before saying so; its id is known all the same. */
async function tellRuns(due: DueAlert, { runs, dispatcher }: Matching): Promise<void> {
  const begun = new Set([...due.runs, runOf({ ...due, isOpen: true })]);
  for (const run of begun) {
    const id = derivedId("alert_resolved", due.id, run);
    const event = { is: "alert_resolved" } as const;
    const sent = await runs.send({ id, run, event, ...authorOf(due) });
    if (sent.is === "sent") dispatcher.wake(run, sent.wakeSeq);
  }
}
