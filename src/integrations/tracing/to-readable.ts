import { type HrTime, SpanKind, SpanStatusCode, TraceFlags } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import type { Span, SpanPlace } from "../../ports/tracer.ts";

/** A span as OpenTelemetry hands it on. */
export function toReadable(span: Span, resource: Resource, version: string): ReadableSpan {
  const { name, kind, from, until, attributes, error, parent, link } = span;
  return {
    name,
    kind: KINDS[kind],
    spanContext: () => contextOf(span),
    ...(parent !== null && { parentSpanContext: contextOf({ trace: span.trace, id: parent }) }),
    startTime: toHrTime(from),
    endTime: toHrTime(until),
    duration: toHrTime(Math.max(0, until - from)),
    status:
      error === null
        ? { code: SpanStatusCode.UNSET }
        : { code: SpanStatusCode.ERROR, message: error },
    attributes,
    links: link === null ? [] : [{ context: { ...contextOf(link), isRemote: true } }],
    events: [],
    ended: true,
    resource,
    instrumentationScope: { name: "pitcrew", version },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

const KINDS: Readonly<Record<Span["kind"], SpanKind>> = {
  serves: SpanKind.SERVER,
  calls: SpanKind.CLIENT,
  works: SpanKind.INTERNAL,
};

function contextOf({ trace, id }: SpanPlace) {
  return { traceId: trace, spanId: id, traceFlags: TraceFlags.SAMPLED };
}

function toHrTime(ms: number): HrTime {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1_000_000)];
}
