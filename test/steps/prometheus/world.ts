import { createHttpCaller } from "../../../src/integrations/http/client.ts";
import { createMetricsSource } from "../../../src/integrations/prometheus-api/client.ts";
import { systemClock } from "../../../src/integrations/system/clock.ts";
import type { JsonValue } from "../../../src/model/json.ts";
import type { MetricsNeeds } from "../../../src/steps/prometheus/query-params.ts";
import type { Mood, StepWorld } from "../../contract/step-kind.ts";
import {
  answerJson,
  destinationAt,
  startCounterpart,
} from "../../integrations/http/counterpart.ts";

interface Asking {
  readonly slots: Readonly<Record<string, JsonValue>>;
}

/** Speaks like Prometheus, and reads the label values of a query back into its slots. */
export async function startMetricsWorld<Params extends Asking>(
  params: Params,
  mood: Mood,
  resultType: "vector" | "matrix",
): Promise<StepWorld<MetricsNeeds>> {
  const sample = [1_790_000_000.5, "3"];
  const one = resultType === "vector" ? { value: sample } : { values: [sample] };
  const data = { resultType, result: [{ metric: { queue: "a" }, ...one }] };
  const server = await startCounterpart(
    mood === "answers" ? answerJson({ status: "success", data }) : (response) => response.destroy(),
  );
  return {
    needs: metricsAt(server.url),
    received: () => server.seen.map(({ url }) => ({ ...params, slots: slotsIn(url) })),
    done: () => [],
  };
}

export function metricsAt(url: string): MetricsNeeds {
  const { call } = createHttpCaller(destinationAt(url));
  return { metrics: () => createMetricsSource(call, systemClock) };
}

function slotsIn(url: string): Record<string, string> {
  const query = new URL(url, "http://counterpart").searchParams.get("query") ?? "";
  const matchers = query.matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries(Array.from(matchers, ([, name, text = ""]) => [name, unquoted(text)]));
}

function unquoted(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8}))/g, (_, short?: string, long?: string) =>
    String.fromCodePoint(Number.parseInt(short ?? long ?? "", 16)),
  );
}
