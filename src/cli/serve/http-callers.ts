import { connectionOfType, type Connections, honoursKey } from "../../config/connections.ts";
import type { Http } from "../../config/connections/http.ts";
import { createHttpCaller } from "../../integrations/http/client.ts";
import type { HttpAnswer, HttpCaller } from "../../ports/http-caller.ts";
import type { HttpDestination } from "../../ports/http-destination.ts";
import { httpDestination } from "./http-destination.ts";

/** Calls the http connections of connections.yaml, as the file says at the moment of the call. */
export function httpCallers(current: () => Connections | undefined): (name: string) => HttpCaller {
  return (name) => {
    const connections = current();
    const connection = connections && connectionOfType(connections, name, ["http"]);
    if (connections === undefined || connection?.type !== "http") return nobody(name);
    return {
      honoursKey: honoursKey(connections, name),
      call: async (request, signal) => {
        const prepared = await prepare(connection);
        return prepared.ok
          ? createHttpCaller(prepared.destination).call(request, signal)
          : prepared.answer;
      },
    };
  };
}

type Prepared =
  | { readonly ok: true; readonly destination: HttpDestination }
  | { readonly ok: false; readonly answer: HttpAnswer };

/** What cannot be read here is proof that nothing was sent, and so must not look like a doubt. */
async function prepare(connection: Http): Promise<Prepared> {
  try {
    return { ok: true, destination: await httpDestination(connection) };
  } catch (error) {
    return { ok: false, answer: notReady(error instanceof Error ? error.message : String(error)) };
  }
}

function nobody(name: string): HttpCaller {
  const detail = `connections.yaml has no http connection "${name}"`;
  return {
    honoursKey: false,
    call: async () => notReady(detail),
  };
}

function notReady(detail: string): HttpAnswer {
  return { is: "unreached", why: "not_ready", detail };
}
