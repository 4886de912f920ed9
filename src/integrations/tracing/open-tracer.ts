import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";
import type { Tracer } from "../../ports/tracer.ts";
import { toReadable } from "./to-readable.ts";

export interface OpenTracer {
  readonly tracer: Tracer;
  /** Hands on what is left, or gives it up when nobody takes it in time. */
  readonly close: () => Promise<void>;
}

/**
 * Sends spans over OTLP, in batches, to where OTEL_EXPORTER_OTLP_ENDPOINT says; the exporter reads
 * that, and the other variables of OpenTelemetry, by itself. What nobody takes is dropped.
 */
export function openTracer(instance: string, version: string): OpenTracer {
  const resource = resourceFromAttributes({
    "service.name": "pitcrew",
    "service.version": version,
    "service.instance.id": instance,
  });
  const processor = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter(),
    maxQueueSize: 4_096,
    scheduledDelayMillis: 1_000,
    exportTimeoutMillis: 3_000,
  });
  return {
    tracer: { add: (span) => processor.onEnd(toReadable(span, resource, version)) },
    close: async () => {
      await processor.shutdown().catch(() => undefined);
    },
  };
}
