import type { Cancel, Clock } from "../../../ports/clock.ts";
import type { Container, ContainerState, Pod } from "../objects/pod.ts";
import { amountOf } from "../objects/quantity.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Behaviour, Usage } from "./behaviour.ts";
import type { Line } from "./container-log.ts";
import type { Seen } from "./pod-state.ts";

export interface RunningContainer {
  readonly seen: () => Seen;
  readonly usage: () => Usage;
  readonly lines: (ofPrevious: boolean) => readonly Line[] | undefined;
  readonly onLine: (tell: (line: Line) => void) => Cancel;
  readonly log: (line: string) => void;
  readonly use: (usage: Partial<Usage>) => void;
  readonly setReady: (isReady: boolean) => void;
  readonly exit: (code: number) => void;
  readonly end: () => void;
}

export interface ContainerRun {
  readonly clock: Pick<Clock, "now" | "after">;
  readonly behaviour: Behaviour;
  /** The pause before a container that has died again starts anew; it doubles each time. */
  readonly backOffMs: number;
  readonly pod: Pod;
  readonly container: Container;
  /** Its state is another one now. */
  readonly onChange: () => void;
  readonly onEvent: (reason: "Started" | "BackOff") => void;
}

const LONGEST_BACK_OFF_MS = 300_000;
const KEPT_LINES = 10_000;
const NOTHING: Usage = { cpu: "0", memory: "0" };

/** Runs one container: starts it, kills it where it takes too much memory, starts it again. */
export function runContainer(run: ContainerRun): RunningContainer {
  const { clock, container, pod } = run;
  const listeners = new Set<(line: Line) => void>();
  let restarts = 0;
  let isReady = false;
  let state: ContainerState = {};
  let lastState: ContainerState = {};
  let usage = NOTHING;
  let lines: Line[] = [];
  let previous: readonly Line[] | undefined;
  let cancelReady: Cancel = () => undefined;
  let cancelRestart: Cancel = () => undefined;
  let onEnd: (() => void) | undefined;

  function start(): void {
    state = { running: { startedAt: timestamp(clock.now()) } };
    const turn = restarts;
    const ifSame = (act: () => void) => {
      if (turn === restarts && state.running !== undefined) act();
    };
    const life = run.behaviour(
      { pod, container, restarts },
      {
        log,
        use: (more) => ifSame(() => use(more)),
        setReady: (ready) => ifSame(() => setReady(ready)),
        // A program that gives up at once must not end before it has begun.
        exit: (code) => void clock.after(0, () => ifSame(() => exit(code))),
      },
    );
    onEnd = life.onEnd;
    for (const line of life.log) log(line);
    if (life.readyAfterMs !== "never") {
      cancelReady = clock.after(life.readyAfterMs, () => setReady(true));
    }
    run.onEvent("Started");
    run.onChange();
    use(life.usage);
  }

  function log(text: string): void {
    const line = { at: clock.now(), text };
    lines.push(line);
    if (lines.length > 2 * KEPT_LINES) lines = lines.slice(-KEPT_LINES);
    for (const tell of listeners) tell(line);
  }

  function use(more: Partial<Usage>): void {
    if (state.running === undefined) return;
    usage = { ...usage, ...more };
    const limit = container.resources.limits?.["memory"];
    if (limit !== undefined && amountOf(usage.memory) > amountOf(limit))
      terminate(137, "OOMKilled");
  }

  function setReady(ready: boolean): void {
    if (state.running === undefined || isReady === ready) return;
    isReady = ready;
    run.onChange();
  }

  function exit(code: number): void {
    if (state.running !== undefined) terminate(code, code === 0 ? "Completed" : "Error");
  }

  function terminate(exitCode: number, reason: string): void {
    const startedAt = state.running?.startedAt ?? timestamp(clock.now());
    const ended = { exitCode, reason, startedAt, finishedAt: timestamp(clock.now()) };
    halt();
    const { restartPolicy } = pod.spec;
    const isOver = restartPolicy === "Never" || (restartPolicy === "OnFailure" && exitCode === 0);
    if (isOver) state = { terminated: ended };
    else startAgain({ terminated: ended });
    run.onChange();
  }

  /** The first time at once, then after a pause that doubles, as a real node does it. */
  function startAgain(last: ContainerState): void {
    lastState = last;
    const wait = restarts === 0 ? 0 : run.backOffMs * 2 ** Math.min(restarts - 1, 10);
    const ms = Math.min(wait, LONGEST_BACK_OFF_MS);
    const { name, namespace, uid } = pod.metadata;
    const message = `back-off ${Math.round(ms / 1_000)}s restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`;
    state = ms === 0 ? last : { waiting: { reason: "CrashLoopBackOff", message } };
    if (ms > 0) run.onEvent("BackOff");
    cancelRestart = clock.after(ms, () => {
      restarts += 1;
      previous = lines;
      lines = [];
      start();
    });
  }

  function halt(): void {
    cancelReady();
    cancelRestart();
    isReady = false;
    usage = NOTHING;
    const tell = onEnd;
    onEnd = undefined;
    tell?.();
  }

  const runs: RunningContainer = {
    seen: () => ({ container, restarts, isReady, state, lastState }),
    usage: () => usage,
    lines: (ofPrevious) => (ofPrevious ? previous : lines),
    onLine: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    log,
    use,
    setReady,
    exit,
    end: halt,
  };
  start();
  return runs;
}
