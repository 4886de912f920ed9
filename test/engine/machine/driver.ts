import type { Effect, Perform } from "../../../src/engine/machine/effect.ts";
import type {
  PerformResult,
  Performed,
  RunEvent,
  Started,
} from "../../../src/engine/machine/event.ts";
import type { Run } from "../../../src/engine/machine/state.ts";
import type { Origin } from "../../../src/engine/approval/origin.ts";
import { taskAt } from "../../../src/engine/machine/turn.ts";
import { startRun, transition, type Transition } from "../../../src/engine/machine/transition.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Failure } from "../../../src/model/failure.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import type { Mode } from "../../../src/playbook/format/safety.ts";
import { compileProgram, type Program } from "../../../src/playbook/program.ts";
import { kinds } from "./kinds.ts";

export const SECOND = 1_000;
export const MINUTE = 60_000;

/** A playbook for tests: its steps, and whatever else matters to the test. */
export function programOf(steps: readonly object[], more: object = {}): Program {
  const playbook = Playbook.parse({
    format: 1,
    name: "test",
    version: "1.0.0",
    owner: "team-test",
    severity: "high",
    summary: "A playbook for tests.",
    safety: { mode: "auto", deadline: "1h" },
    steps,
    ...more,
  });
  const compiled = compileProgram(playbook, kinds, () => false);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 2));
  return compiled.program;
}

interface DriverOptions {
  readonly mode?: Mode;
  readonly params?: Started["params"];
  readonly origin?: Origin;
  readonly isForeseen?: boolean;
  readonly isRepeat?: boolean;
}

/** Feeds a run its events, keeps what it wants done, and moves the clock by hand. */
export class Driver {
  readonly program: Program;
  readonly started: Started;
  readonly events: RunEvent[] = [];
  readonly effects: Effect[] = [];
  readonly notes: string[] = [];
  /** Whether plans are looked up by themselves, and find nothing of interest. */
  readonly isForeseen: boolean;
  run: Run;
  now = 0;
  /** What the latest event brought. */
  latest: readonly Effect[] = [];

  constructor(program: Program, options: DriverOptions = {}) {
    this.program = program;
    this.isForeseen = options.isForeseen ?? true;
    this.started = {
      is: "started",
      at: 0,
      run: "r-1",
      mode: options.mode ?? "auto",
      params: options.params ?? {},
      deadline: null,
      ...(options.origin !== undefined && { origin: options.origin }),
      ...(options.isRepeat !== undefined && { isRepeat: options.isRepeat }),
    };
    const first = startRun(program, this.started);
    this.run = first.run;
    this.take(first);
  }

  send(event: RunEvent): this {
    this.events.push(event);
    this.take(transition(this.program, this.run, event));
    return this;
  }

  /** Answers the latest open `perform` of a step. */
  perform(step: string, result: PerformResult, item = 0): this {
    return this.send(this.answerTo(this.lastPerform(step, item), result));
  }

  succeed(step: string, value = 0, item = 0): this {
    return this.perform(step, { is: "succeeded", output: { value } }, item);
  }

  fail(step: string, retry: Failure["retry"] = "never", item = 0): this {
    return this.perform(step, { is: "failed", failure: failure(retry) }, item);
  }

  /** Approves what is asked at this moment, or denies it. */
  vote(step: string, vote: "approve" | "deny" = "approve", by = "ann"): this {
    const said = { is: "voted", at: this.now, step, by } as const;
    if (vote === "deny") return this.send({ ...said, vote });
    return this.send({ ...said, vote, plan: this.run.approvals[step]?.digest ?? "" });
  }

  revoke(step: string, by = "ann"): this {
    return this.send({ is: "revoked", at: this.now, step, by });
  }

  /** Says what each change of a step would find, as its kind would. */
  foresee(step: string, before: JsonObject = {}): this {
    const open = this.plans(step).filter((one) => isLookedFor(this.run, one));
    const output = { before, after: {}, sentence: `${step} does it.` };
    for (const one of open) this.send(this.answerTo(one, { is: "succeeded", output }));
    return this;
  }

  pass(time: number): this {
    this.now += time;
    return this.send({ is: "woke", at: this.now, chance: 1 });
  }

  answerTo({ step, item, phase, attempt }: Perform, result: PerformResult): Performed {
    return { is: "performed", at: this.now, step, item, phase, attempt, result, chance: 1 };
  }

  lastPerform(step: string, item = 0): Perform {
    const found = this.performs(step).findLast((effect) => effect.item === item);
    if (found === undefined) throw new Error(`nothing was performed for ${step}, item ${item}`);
    return found;
  }

  performs(step?: string): readonly Perform[] {
    return this.allPerforms(step).filter(({ phase }) => phase !== "plan");
  }

  /** Looks at what would be done, before anybody is asked about it. */
  plans(step?: string): readonly Perform[] {
    return this.allPerforms(step).filter(({ phase }) => phase === "plan");
  }

  private allPerforms(step?: string): readonly Perform[] {
    return this.effects.flatMap((effect) =>
      effect.is === "perform" && (step === undefined || effect.step === step) ? [effect] : [],
    );
  }

  of<Is extends Effect["is"]>(is: Is): readonly Extract<Effect, { readonly is: Is }>[] {
    // The comparison narrows to exactly the effects of this name.
    return this.effects.filter((effect) => effect.is === is) as Extract<Effect, { is: Is }>[];
  }

  /** The last thing the machine asked to be woken for. */
  get wakeAt(): number | undefined {
    return this.of("wake").at(-1)?.at;
  }

  get outcome(): string | undefined {
    return this.run.phase.is === "ended" ? this.run.phase.ending.outcome : undefined;
  }

  get ending() {
    if (this.run.phase.is === "running") throw new Error("the run is still running");
    return this.run.phase.ending;
  }

  get outputs() {
    if (this.run.phase.is !== "ended") throw new Error("the run has not ended");
    return this.run.phase.outputs;
  }

  statusOf(step: string): string {
    return this.run.steps[step]?.is ?? "waiting";
  }

  private take({ run, effects, entry }: Transition): void {
    this.run = run;
    this.latest = effects;
    this.effects.push(...effects);
    this.notes.push(...entry.notes);
    if (!this.isForeseen) return;
    for (const effect of effects) {
      if (effect.is === "perform" && effect.phase === "plan") this.foresee(effect.step);
    }
  }
}

function isLookedFor(run: Run, perform: Perform): boolean {
  const state = taskAt(run, perform)?.state;
  return state?.is === "planning" && state.call.attempt === perform.attempt;
}

export function failure(retry: Failure["retry"] = "never"): Failure {
  return { code: "E602", message: "it said no", remedy: "Ask it why.", retry };
}

/** A read step, a change that can be undone, and one that happens once. */
export function read(id: string, more: object = {}): object {
  return { id, kind: "test.read", with: { target: "one" }, ...more };
}

export function set(id: string, more: object = {}): object {
  return { id, kind: "test.set", with: { target: "one", to: 5 }, ...more };
}

export function fire(id: string, more: object = {}): object {
  return { id, kind: "test.fire", with: { target: "one" }, ...more };
}

/** A change for the time of the run alone. */
export function hush(id: string, more: object = {}): object {
  return { id, kind: "test.hush", with: { target: "one" }, ...UNVERIFIED, ...more };
}

/** A change that takes its time after it was sent. */
export function roll(id: string, more: object = {}): object {
  return { id, kind: "test.roll", with: { target: "one", to: 5 }, ...more };
}

export const UNVERIFIED = { verify: "none", because: "it is a test" };

export const VERIFIED = {
  verify: {
    kind: "test.read",
    with: { target: "one" },
    that: "after.value > before.value",
    every: "10s",
    within: "1m",
  },
};
