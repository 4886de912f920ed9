import type { Clock } from "../../ports/clock.ts";
import type {
  EndedRun,
  MeasuredApproval,
  MeasuredEffect,
  Measures,
  TakenAlert,
} from "../../ports/measures.ts";
import type { Span, Tracer } from "../../ports/tracer.ts";
import { runOfOccurrence } from "../derived-id.ts";
import { effectSpan, readTraceparent, rootOf, spanOf, traceOf } from "./trace-ids.ts";

type Traced = Pick<Measures, "runEnded" | "effect" | "approval" | "alertTaken">;

/** Makes a span of everything that took its time, once it is over. */
export function traced(tracer: Tracer, clock: Pick<Clock, "now">): Traced {
  return {
    runEnded: (run) => tracer.add(spanOfRun(run)),
    effect: (effect) => tracer.add(spanOfEffect(effect, clock.now())),
    approval: (approval) => tracer.add(spanOfApproval(approval)),
    alertTaken: (alert) => {
      if (alert.taken === "opened") tracer.add(spanOfAlert(alert, clock.now()));
    },
  };
}

function spanOfRun({ run, playbook, outcome, startedAt, toEndMs, parent }: EndedRun): Span {
  const isBad = outcome === "failed" || outcome === "unknown";
  return {
    ...rootOf(run),
    parent: null,
    name: `run ${playbook}`,
    kind: "works",
    from: startedAt,
    until: startedAt + toEndMs,
    attributes: { "pitcrew.run": run, "pitcrew.playbook": playbook, "pitcrew.outcome": outcome },
    error: isBad ? outcome : null,
    link: parent === null ? null : rootOf(parent),
  };
}

function spanOfEffect(effect: MeasuredEffect, now: number): Span {
  const { run, step, item, kind, phase, attempt, result, failure, ms } = effect;
  return {
    ...effectSpan(run, effect),
    parent: rootOf(run).id,
    name: `${kind} ${phase}`,
    kind: "calls",
    from: now - ms,
    until: now,
    attributes: {
      "pitcrew.run": run,
      "pitcrew.step": step,
      "pitcrew.item": item,
      "pitcrew.kind": kind,
      "pitcrew.phase": phase,
      "pitcrew.attempt": attempt,
      "pitcrew.result": result,
      ...(failure !== null && { "pitcrew.code": failure.code }),
    },
    error: failure === null ? null : failure.message,
    link: null,
  };
}

function spanOfApproval({ run, step, round, standing, askedAt, ms }: MeasuredApproval): Span {
  return {
    trace: traceOf(run),
    id: spanOf(run, step, "approval", round),
    parent: rootOf(run).id,
    name: `wait for people: ${standing}`,
    kind: "works",
    from: askedAt,
    until: askedAt + ms,
    attributes: { "pitcrew.run": run, "pitcrew.step": step, "pitcrew.standing": standing },
    error: null,
    link: null,
  };
}

/** In the trace of the run that may be started for it, and linked to that of its source. */
function spanOfAlert({ occurrence, source, tookMs, traceparent }: TakenAlert, now: number): Span {
  const run = runOfOccurrence(occurrence, "firing");
  return {
    trace: traceOf(run),
    id: spanOf(run, "alert"),
    parent: rootOf(run).id,
    name: "alert taken in",
    kind: "serves",
    from: now - tookMs,
    until: now,
    attributes: { "pitcrew.run": run, "pitcrew.alert": occurrence, "pitcrew.source": source },
    error: null,
    link: (traceparent === null ? undefined : readTraceparent(traceparent)) ?? null,
  };
}
