import { connectionOfType, type Connections } from "../../config/connections.ts";
import type { Loki } from "../../config/connections/loki.ts";
import { createLogSource } from "../../integrations/loki/client.ts";
import type { Clock } from "../../ports/clock.ts";
import type { LogSource } from "../../ports/log-source.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";

/** Searches the loki connections of connections.yaml, as the file says at the moment of asking. */
export function logSources(
  current: () => Connections | undefined,
  clock: Clock,
): (name: string) => LogSource {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["loki"]);
    const call =
      connection?.type === "loki"
        ? callEndpoint(withTenant(connection))
        : callNothing("loki", name);
    return createLogSource(call, clock);
  };
}

function withTenant({ tenant, ...endpoint }: Loki): Omit<Loki, "tenant"> {
  if (tenant === undefined) return endpoint;
  return { ...endpoint, headers: { ...endpoint.headers, "X-Scope-OrgID": tenant } };
}
