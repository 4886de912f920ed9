import type { JsonValue } from "../../model/json.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HttpCaller, HttpRequest } from "../../ports/http-caller.ts";
import type { Silences, SilencesAnswer } from "../../ports/silences.ts";
import { listTarget, readCreated, readListed, silenceBody, silenceTarget } from "./wire.ts";

/** Makes and ends silences through the HTTP API, version 2, of Alertmanager. */
export function createSilences(call: HttpCaller["call"], clock: Pick<Clock, "now">): Silences {
  const ask = async <Value>(
    request: Omit<HttpRequest, "headers">,
    read: (body: JsonValue) => SilencesAnswer<Value>,
    signal: AbortSignal,
  ): Promise<SilencesAnswer<Value>> => {
    const answer = await call({ ...request, headers: {} }, signal);
    if (answer.is !== "answered") return answer;
    if (answer.status === 200) return read(answer.body);
    return { is: "refused", status: answer.status, detail: JSON.stringify(answer.body) };
  };
  return {
    ours: (alert, signal) => ask({ method: "GET", target: listTarget(alert) }, readListed, signal),
    create: async (wish, signal) => {
      const body = silenceBody(wish, clock.now());
      const request = { method: "POST", target: "/api/v2/silences", body } as const;
      const created = await ask(request, readCreated, signal);
      if (created.is !== "done") return created;
      const { labels, comment } = wish;
      const endsAt = Date.parse(body.endsAt);
      return { is: "done", value: { id: created.value, labels, comment, endsAt, isOver: false } };
    },
    end: (id, signal) =>
      ask(
        { method: "DELETE", target: silenceTarget(id) },
        () => ({ is: "done", value: null }),
        signal,
      ),
  };
}
