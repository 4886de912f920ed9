import { connectionOfType, type Connections } from "../../config/connections.ts";
import { createSilences } from "../../integrations/alertmanager/client.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Silences } from "../../ports/silences.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";

/** Asks the alertmanager connections of connections.yaml, as the file says at the moment of asking. */
export function silencesIn(
  current: () => Connections | undefined,
  clock: Pick<Clock, "now">,
): (name: string) => Silences {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["alertmanager"]);
    const call =
      connection?.type === "alertmanager"
        ? callEndpoint(connection)
        : callNothing("alertmanager", name);
    return createSilences(call, clock);
  };
}
