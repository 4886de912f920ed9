import type { Clock } from "../../ports/clock.ts";
import type { HttpCaller } from "../../ports/http-caller.ts";
import type { LogSource } from "../../ports/log-source.ts";
import { readAnswer, targetOf } from "./wire.ts";

/** Asks the HTTP API of Loki, or of what speaks like it. */
export function createLogSource(call: HttpCaller["call"], clock: Pick<Clock, "now">): LogSource {
  return {
    search: async (search, signal) => {
      const target = targetOf(search, clock.now());
      const answer = await call({ method: "GET", target, headers: {} }, signal);
      return answer.is === "answered" ? readAnswer(answer.status, answer.body) : answer;
    },
  };
}
