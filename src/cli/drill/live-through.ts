import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { FAULTS } from "../../drills/range/faults/all.ts";
import type { Subject } from "../../drills/range/faults/fault.ts";
import type { System } from "../../drills/range/system.ts";
import type { Scenario } from "../../drills/scenario/scenario.ts";
import type { Observed } from "../../drills/scenario/score.ts";
import { SIGNS } from "../../drills/scenario/signs.ts";
import { RunView, type StepViewState } from "../../intake/api/views/run-view.ts";
import type { Server } from "../server/server.ts";
import { ask, attendRun, type Decide } from "./attend-run.ts";
import { type Raised, raiseAlert } from "./raise-alert.ts";

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
  readonly server: Server;
  readonly url: string;
  readonly token: string;
}

/** A drill from its fault to its end. */
export interface LivedThrough {
  readonly observed: Observed;
  readonly cause: string;
  readonly began: Date;
  readonly run: string | null;
}

/** Breaks the range, tells Pitcrew, stays with what it does, and looks at the range itself. */
export async function liveThrough(scenario: Scenario, scene: Scene): Promise<LivedThrough> {
  const { system, signal, tell } = scene;
  const { fault, shows, isMended } = faultOf(scenario);
  const { recover: target } = scenario.targets;
  const began = new Date();
  const start = performance.now();
  const since = (): number => performance.now() - start;
  const subject = await fault.breakIt(system);
  tell("the range is broken");
  if (!(await whenTrue(() => shows(system, subject), signal))) {
    throw new Error(`${scenario.fault} does not show`);
  }
  tell("it shows");

  const isOver = new AbortController();
  const look = (): boolean | Promise<boolean> => isMended?.(system, subject) ?? false;
  const until = AbortSignal.any([signal, isOver.signal]);
  const mended = whenTrue(look, until).then((isTrue) => (isTrue ? since() : null));
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
      },
      cause: fault.cause,
      began,
      run: answer.run,
    };
  } finally {
    isOver.abort();
  }
}

const SECOND = 1_000;

function faultOf({ fault: name }: Scenario) {
  const fault = FAULTS.find((one) => one.name === name);
  const signs = SIGNS.get(name);
  if (fault === undefined || signs === undefined) throw new Error(`${name} is no fault`);
  return { fault, ...signs };
}

const TURN_MS = 50;

/** Whether it became true in time. What cannot be looked at for now is not true yet. */
async function whenTrue(
  holds: () => boolean | Promise<boolean>,
  signal: AbortSignal,
): Promise<boolean> {
  const look = async (): Promise<boolean> => holds();
  while (!signal.aborted) {
    if (await look().catch(() => false)) return true;
    await pause(TURN_MS);
  }
  return false;
}

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
    return { observed: { answered, outcome: null, ran: [], times }, run: null };
  }
  const detect = since();
  scene.tell(`run ${raised.run} has begun`);
  const { run, decidedIn } = await attendRun(raised.run, scene);
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
  };
}

/** One that was denied is stopped before it has done anything. */
const RAN: ReadonlySet<StepViewState> = new Set(["done", "failed"]);

/** By an alert, or by hand as people would who have seen it. */
async function begin(
  { begins, expect }: Scenario,
  subject: Subject,
  { server, url, token, signal }: Scene,
): Promise<Raised> {
  if ("alert" in begins) {
    const labels = { alertname: begins.alert, ...subject, ...begins.labels };
    return raiseAlert(labels, new Date(), { server, url, token, signal });
  }
  const params = Object.fromEntries(
    Object.entries(begins.params).map(([param, of]) => [param, subject[of] ?? ""]),
  );
  const body = { id: randomUUID(), playbook: expect.playbook, params };
  const run = await ask(server, { method: "POST", path: "/v1/runs", body }, RunView);
  return { is: "run", run: run.id };
}
