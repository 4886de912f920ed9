import { connectionOfType, type Connections, honoursKey } from "../../config/connections.ts";
import type { HttpCaller } from "../../ports/http-caller.ts";
import { callEndpoint, callNothing } from "./call-endpoint.ts";

/** Calls the http connections of connections.yaml, as the file says at the moment of the call. */
export function httpCallers(current: () => Connections | undefined): (name: string) => HttpCaller {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["http"]);
    if (connections === undefined || connection?.type !== "http") {
      return { honoursKey: false, call: callNothing("http", name) };
    }
    return { honoursKey: honoursKey(connections, name), call: callEndpoint(connection) };
  };
}
