import { connectionOfType, type Connections } from "../../config/connections.ts";
import { createMetricsSource } from "../../integrations/prometheus-api/client.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MetricsSource } from "../../ports/metrics-source.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";

/** Asks the prometheus connections of connections.yaml, as the file says at the moment of asking. */
export function metricsSources(
  current: () => Connections | undefined,
  clock: Clock,
): (name: string) => MetricsSource {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["prometheus"]);
    const call =
      connection?.type === "prometheus"
        ? callEndpoint(connection)
        : callNothing("prometheus", name);
    return createMetricsSource(call, clock);
  };
}
