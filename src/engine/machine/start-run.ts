import { milliseconds } from "../../model/duration.ts";
import type { Program } from "../../playbook/program.ts";
import { UNKNOWN_ORIGIN } from "../approval/origin.ts";
import type { Started } from "./event.ts";
import type { Run } from "./state.ts";

const DEFAULT_DEADLINE = "1h";

export function newRun({ playbook }: Program, event: Started): Run {
  const own = event.at + milliseconds(playbook.safety?.deadline ?? DEFAULT_DEADLINE);
  return {
    id: event.run,
    mode: event.mode,
    params: event.params,
    started: event.at,
    deadline: Math.min(own, event.deadline ?? own),
    now: event.at,
    phase: { is: "running" },
    steps: {},
    path: [],
    changes: [],
    firstChangeAt: null,
    alertResolvedAt: null,
    origin: event.origin ?? UNKNOWN_ORIGIN,
    approvals: {},
    recordLostAt: event.isRepeat === true ? event.at : null,
    callersWish: null,
  };
}
