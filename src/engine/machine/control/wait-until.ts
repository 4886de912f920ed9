import { formatDuration, milliseconds } from "../../../model/duration.ts";
import type { JsonValue } from "../../../model/json.ts";
import type { ProgramStep } from "../../../playbook/program.ts";
import { waitUntil } from "../../../steps/control/wait-until.ts";
import type { Performed } from "../event.ts";
import type { Watch } from "../attempt.ts";
import type { TaskRef, TaskState } from "../state.ts";
import { evaluateCondition } from "../step/condition.ts";
import { launch } from "../task/call.ts";
import { failTask } from "../task/end-task.ts";
import { acceptParams } from "../task/fill-call.ts";
import { happened } from "../task/happened.ts";
import { readOutput } from "../task/result.ts";
import { nextRead } from "../task/watch.ts";
import { withTask, workAt, type Turn } from "../turn.ts";

/** `wait_until`: asks a read kind again and again. A condition that stays false is an answer. */
export function startWaitingUntil(turn: Turn, ref: TaskRef, before: JsonValue): Turn {
  const watch = { is: "pausing", since: turn.at, reads: 0, until: turn.at, last: null } as const;
  return poll(turn, ref, { is: "polling", watch, before });
}

type Polling = Extract<TaskState, { readonly is: "polling" }>;

export function poll(turn: Turn, ref: TaskRef, polling: Polling): Turn {
  const { watch } = polling;
  const { task, step } = workAt(turn, ref);
  const { kind } = pollOf(step);
  const accepted = acceptParams(kind, paramsOf(task.with).with);
  if (!accepted.ok) return failTask(turn, ref, accepted.failure);
  const reads = watch.reads + 1;
  const wanted = { ref, phase: "poll", kind, with: accepted.with } as const;
  const { turn: sent, call } = launch(turn, wanted, reads);
  const reading = { ...watch, is: "reading", reads, until: call.until } as const;
  return withTask(sent, ref, { ...polling, watch: reading });
}

export function onPolled(turn: Turn, event: Performed, polling: Polling): Turn {
  const { watch, before } = polling;
  const { task, step } = workAt(turn, event);
  const { kind, that } = pollOf(step);
  const { every, within } = paramsOf(task.with);

  const read = readOutput(kind, event.result);
  const last = read.ok ? read.output : watch.last;
  if (read.ok) {
    const held = evaluateCondition(turn, that, { item: task.item, now: read.output });
    if (!held.ok) return failTask(turn, event, held.failure);
    if (held.value) return happened(turn, event, outputOf(turn, watch, true, last), before);
  }
  const until = nextRead(watch, turn.at, milliseconds(every), milliseconds(within));
  if (until !== undefined) {
    const pausing = { ...watch, is: "pausing", until, last } as const;
    return withTask(turn, event, { ...polling, watch: pausing });
  }
  // Not one answer in all that time says nothing about the condition.
  if (!read.ok && last === null) return failTask(turn, event, read.failure);
  return happened(turn, event, outputOf(turn, watch, false, last), before);
}

function paramsOf(given: unknown) {
  return waitUntil.params.parse(given);
}

function pollOf({ step, poll: compiled }: ProgramStep): NonNullable<ProgramStep["poll"]> {
  if (compiled === undefined) throw new RangeError(`"${step.id}" has nothing to poll`);
  return compiled;
}

function outputOf(turn: Turn, watch: Watch, met: boolean, last: JsonValue): JsonValue {
  return { met, waited: formatDuration(turn.at - watch.since), last };
}
