import { hash } from "node:crypto";
import type { SpanPlace } from "../../ports/tracer.ts";
import type { Perform } from "../machine/effect.ts";

/**
 * Each run is one trace, and has its id: who knows the run finds the trace. Every worker knows the
 * ids of all its spans without asking, so that a trace stays whole through crashes and takeovers.
 */
export function traceOf(run: string): string {
  return run.replaceAll("-", "");
}

export function spanOf(run: string, ...words: readonly (string | number)[]): string {
  return hash("sha256", JSON.stringify([run, ...words])).slice(0, SPAN_DIGITS);
}

const SPAN_DIGITS = 16;

/** The span that all others of a run stand below. */
export function rootOf(run: string): SpanPlace {
  return { trace: traceOf(run), id: spanOf(run, "run") };
}

export function effectSpan(
  run: string,
  { step, item, phase, attempt }: Pick<Perform, "step" | "item" | "phase" | "attempt">,
): SpanPlace {
  return { trace: traceOf(run), id: spanOf(run, step, item, phase, attempt) };
}

/** As the header of that name says which span a request belongs to. */
export function traceparentOf({ trace, id }: SpanPlace): string {
  return `00-${trace}-${id}-01`;
}

/** Nothing when a header is not such a one, or names nothing. */
export function readTraceparent(header: string): SpanPlace | undefined {
  const [, trace, id] = TRACEPARENT.exec(header) ?? [];
  if (trace === undefined || id === undefined) return undefined;
  return /^0+$/.test(trace) || /^0+$/.test(id) ? undefined : { trace, id };
}

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/;
