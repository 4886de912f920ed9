import type { Budgets } from "../../config/settings/budgets.ts";
import type { Braked } from "../../model/braked.ts";
import { milliseconds } from "../../model/duration.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Program } from "../../playbook/program.ts";
import { canonicalJson } from "../../playbook/version/canonical.ts";
import type { AskedStart, Starts } from "../../ports/starts.ts";
import { newRun } from "../machine/start-run.ts";
import { playbookLock } from "../playbook-lock.ts";
import { judgeStart } from "./judge-start.ts";
import { readMaxRuns } from "./runs-per-window.ts";

/** Something that would start a run without a person. */
export interface AutomaticStart {
  /** The id that the run will have. */
  readonly run: string;
  readonly program: Program;
  readonly params: JsonObject;
}

/**
 * Which brake says no to an automatic start; nothing when it may begin. Each start that is asked
 * for counts for those after it, so ask only for what would begin otherwise.
 */
export function brakeStart(
  { run, program, params }: AutomaticStart,
  starts: Starts,
  budgets: Budgets,
): Promise<Braked | undefined> {
  const locks = locksOf({ run, program, params });
  const asked: AskedStart = {
    run,
    playbook: program.playbook.name,
    // What has no lock works on what its params name.
    target: locks[0] ?? canonicalJson(params),
    locks,
    matters: {
      askedMs: milliseconds(budgets.storm.window),
      targets: budgets.storm.targets,
      startedMs: windowOf(program),
      queued: budgets.queued_runs,
    },
  };
  return starts.ask(asked, (facts) => judgeStart(asked, program, facts, budgets));
}

function locksOf({ run, program, params }: AutomaticStart): readonly string[] {
  const started = { is: "started", at: 0, run, mode: "observe", params, deadline: null } as const;
  const lock = playbookLock(program, newRun(program, started));
  // A lock that cannot be named refuses the run itself, in its own words.
  return lock.ok ? lock.names : [];
}

function windowOf({ playbook: { safety } }: Program): number {
  return safety?.max_runs === undefined ? 0 : readMaxRuns(safety.max_runs).windowMs;
}
