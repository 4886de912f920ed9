import type { Settings } from "../../config/settings.ts";
import type { ApiNeeds } from "../../intake/api/needs.ts";
import { systemClock as clock } from "../../integrations/system/clock.ts";
import { milliseconds } from "../../model/duration.ts";
import { startHeartbeat } from "../../notify/heartbeat/start-heartbeat.ts";
import { callEndpoint } from "./call-endpoint.ts";
import { readSecret } from "./read-secret.ts";

/** Calls the service of `heartbeat` in pitcrew.yaml, if there is one, until it is stopped. */
export function openHeartbeat(
  { heartbeat }: Settings,
  troubles: ApiNeeds["troubles"],
  warn: (what: string, error: unknown) => void,
): () => Promise<void> {
  if (heartbeat === undefined) return async () => undefined;
  const call = callEndpoint(heartbeat);
  return startHeartbeat({
    troubles,
    beat: async (signal) => {
      const path = await readSecret(heartbeat.path);
      return call({ method: "GET", target: path.reveal(), headers: {} }, signal);
    },
    everyMs: milliseconds(heartbeat.every),
    clock,
    onTrouble: (error) => warn("Nobody outside hears that Pitcrew is well", error),
  });
}
