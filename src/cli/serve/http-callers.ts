import { connectionOfType, type Connections, honoursKey } from "../../config/connections.ts";
import { createHttpCaller } from "../../integrations/http/client.ts";
import type { HttpCaller } from "../../ports/http-caller.ts";
import { httpDestination } from "./http-destination.ts";

/** Calls the http connections of connections.yaml, as the file says at the moment of the call. */
export function httpCallers(current: () => Connections | undefined): (name: string) => HttpCaller {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["http"]);
    if (connections === undefined || connection?.type !== "http") return nobody(name);
    return {
      honoursKey: honoursKey(connections, name),
      call: async (request, signal) =>
        createHttpCaller(await httpDestination(connection)).call(request, signal),
    };
  };
}

function nobody(name: string): HttpCaller {
  const detail = `connections.yaml has no http connection "${name}"`;
  return {
    honoursKey: false,
    call: async () => ({ is: "unreached", why: "unknown_host", detail }),
  };
}
