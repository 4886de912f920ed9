import process from "node:process";
import { waitAtMost } from "../../engine/wait-at-most.ts";
import { traced } from "../../engine/measure/traced.ts";
import type { Tools } from "../../engine/worker/work.ts";
import { effectSpan, traceOf, traceparentOf } from "../../engine/measure/trace-ids.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import type { Redaction } from "../../model/redaction.ts";
import type { Measures } from "../../ports/measures.ts";

export interface Tracing {
  /** What else is told of what is measured. */
  readonly measures: readonly Partial<Measures>[];
  /** Nothing while nobody follows: then calls say nothing of it either. */
  readonly traceparent: Pick<Tools, "traceparent">;
  /** What leads from a figure to the run behind it. */
  readonly pointTo: (run: string) => Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Follows alerts through their runs, where OTEL_EXPORTER_OTLP_ENDPOINT says who wants to know. */
export async function openTracing(
  instance: string,
  version: string,
  redaction: Redaction,
): Promise<Tracing> {
  if (!isWanted()) return NOBODY_FOLLOWS;
  // Loaded only now: nobody else should wait for it or make room for it.
  const { openTracer } = await import("../../integrations/tracing/open-tracer.ts");
  const { tracer, close } = openTracer(instance, version);
  return {
    measures: [traced({ add: (span) => tracer.add(redaction.value(span)) }, clock)],
    traceparent: { traceparent: (run, effect) => traceparentOf(effectSpan(run, effect)) },
    pointTo: (run) => ({ run, trace_id: traceOf(run) }),
    stop: () => waitAtMost(clock, LAST_WORDS_MS, [close()]),
  };
}

/** Nobody stays longer because those who follow traces are away. */
const LAST_WORDS_MS = 3_000;

const NOBODY_FOLLOWS: Tracing = {
  measures: [],
  traceparent: {},
  pointTo: (run) => ({ run }),
  stop: async () => undefined,
};

/** Whether OTEL_EXPORTER_OTLP_ENDPOINT is set. */
export function isWanted(): boolean {
  return (process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "") !== "";
}
