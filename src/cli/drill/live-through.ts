import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Subject } from "../../drills/range/faults/fault.ts";
import type { System } from "../../drills/range/system.ts";
import { faultAndSigns } from "../../drills/scenario/fault-and-signs.ts";
import type { Report } from "../../drills/scenario/report.ts";
import type { Scenario } from "../../drills/scenario/scenario.ts";
import type { Observed } from "../../drills/scenario/score.ts";
import { whenTrue } from "../../drills/scenario/when-true.ts";
import type { ApprovalView } from "../../intake/api/views/approval-view.ts";
import { RunView, type StepViewState } from "../../intake/api/views/run-view.ts";
import { ask } from "./ask.ts";
import { attendRun, type Decide } from "./attend-run.ts";
import type { Killer } from "./kill-once.ts";
import { type Raised, resultOf, sendAlert } from "./raise-alert.ts";
import type { ServedBeside } from "./serve-beside.ts";

/** Who takes part. */
export interface Watched {
  readonly decide: Decide;
  /** What is going on, for those who watch. */
  readonly tell: (text: string) => void;
  /** When the drill has to be over. */
  readonly signal: AbortSignal;
}

interface Scene extends Watched {
  readonly system: System;
  readonly served: ServedBeside;
  readonly token: string;
  readonly killer: Killer;
}

/** A drill from its fault to its end. */
export interface LivedThrough {
  readonly observed: Observed;
  readonly cause: string;
  /** What the fault was about. */
  readonly subject: Subject;
  readonly began: Date;
  readonly run: string | null;
  readonly rehearsed: Report["rehearsed"];
}

/** Breaks the range, tells Pitcrew, stays with what it does, and looks at the range itself. */
export async function liveThrough(scenario: Scenario, scene: Scene): Promise<LivedThrough> {
  const { system, signal, tell } = scene;
  const { fault, shows, isMended } = faultAndSigns(scenario.fault);
  const { recover: target } = scenario.targets;
  const began = new Date();
  const start = performance.now();
  const since = (): number => performance.now() - start;
  const subject = await fault.breakIt(system);
  tell("the range is broken");
  if (!(await whenTrue(system, () => shows(system, subject), signal))) {
    throw new Error(`${scenario.fault} does not show`);
  }
  tell("it shows");

  const isOver = new AbortController();
  const look = (): boolean | Promise<boolean> => isMended?.(system, subject) ?? false;
  const until = AbortSignal.any([signal, isOver.signal]);
  const mended = whenTrue(system, look, until).then((isTrue) => (isTrue ? since() : null));
  try {
    const answer = await answerOf(scenario, { subject, since }, scene);
    const patience = target === undefined ? 0 : Math.max(0, target * SECOND - since());
    if (patience > 0) tell("the range is looked at until it works again, or its time is over");
    const recover = await Promise.race([mended, pause(patience, null, { ref: false })]);
    return {
      observed: {
        ...answer.observed,
        isMended: recover !== null && (await look()),
        times: { ...answer.observed.times, recover },
        killed: scene.killer.killed(),
      },
      cause: fault.cause,
      subject,
      began,
      run: answer.run,
      rehearsed: answer.rehearsed,
    };
  } finally {
    isOver.abort();
  }
}

const SECOND = 1_000;

interface Told {
  readonly subject: Subject;
  /** Ms since the fault. */
  readonly since: () => number;
}

/** What Pitcrew did, and how long it took. */
async function answerOf(scenario: Scenario, { subject, since }: Told, scene: Scene) {
  const raised = await begin(scenario, subject, scene);
  if (raised.is === "none") {
    scene.tell(raised.why);
    const times = { detect: null, decide: null, act: null };
    const answered = { none: raised.why };
    return { observed: { answered, outcome: null, ran: [], times }, run: null, rehearsed: null };
  }
  const detect = since();
  scene.tell(`run ${raised.run} has begun`);
  const { run, decidedIn } = await attendRun(raised.run, attending(scene));
  scene.tell(`it has ended: ${run.outcome ?? "not in time"}`);
  const act = run.outcome === null ? null : since() - detect - decidedIn;
  return {
    observed: {
      answered: { playbook: run.playbook },
      outcome: run.outcome,
      ran: run.steps.filter(({ state }) => RAN.has(state)).map(({ id }) => id),
      times: { detect, decide: decidedIn, act },
    },
    run: run.id,
    rehearsed: { playbook: run.playbook, version: run.version, hash: run.hash },
  };
}

/** One that was denied is stopped before it has done anything. */
const RAN: ReadonlySet<StepViewState> = new Set(["done", "failed"]);

function attending({ served, signal, decide, killer }: Scene) {
  return {
    served,
    signal,
    decide: async (approval: ApprovalView) => {
      await killer.reached("asked");
      return decide(approval);
    },
    onDecided: () => killer.reached("answered"),
  };
}

/** By an alert, or by hand as people would who have seen it. */
async function begin(
  { begins, expect }: Scenario,
  subject: Subject,
  scene: Scene,
): Promise<Raised> {
  const { served, killer } = scene;
  if ("alert" in begins) {
    const labels = { alertname: begins.alert, ...subject, ...begins.labels };
    await sendAlert(labels, new Date(), scene);
    await killer.reached("heard");
    return resultOf(labels, scene);
  }
  const params = Object.fromEntries(
    Object.entries(begins.params).map(([param, of]) => [param, subject[of] ?? ""]),
  );
  const body = { id: randomUUID(), playbook: expect.playbook, params };
  const run = await ask(served, { method: "POST", path: "/v1/runs", body }, RunView);
  await killer.reached("heard");
  return { is: "run", run: run.id };
}
