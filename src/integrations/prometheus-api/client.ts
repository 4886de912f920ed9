import type { Clock } from "../../ports/clock.ts";
import type { HttpCaller } from "../../ports/http-caller.ts";
import type { MetricsAnswer, MetricsSource } from "../../ports/metrics-source.ts";
import { readAnswer, targetOf } from "./wire.ts";

/** After this, Prometheus gives up by itself, so that a slow query does not stay behind there. */
const PATIENCE = "15s";

/** Asks the HTTP API of Prometheus, or of what speaks like it. */
export function createMetricsSource(
  call: HttpCaller["call"],
  clock: Pick<Clock, "now">,
): MetricsSource {
  const ask = async (
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<MetricsAnswer> => {
    const target = targetOf(path, { ...query, timeout: PATIENCE });
    const answer = await call({ method: "GET", target, headers: {} }, signal);
    return answer.is === "answered" ? readAnswer(answer.status, answer.body) : answer;
  };
  return {
    now: (query, signal) => ask("/api/v1/query", { query }, signal),
    over: (query, { last, step }, signal) => {
      const end = clock.now() / 1_000;
      const stretch = { start: String(end - last), end: String(end), step: String(step) };
      return ask("/api/v1/query_range", { query, ...stretch }, signal);
    },
  };
}
