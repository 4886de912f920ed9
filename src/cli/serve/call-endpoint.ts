import { createHttpCaller } from "../../integrations/http/client.ts";
import type { HttpAnswer, HttpCaller } from "../../ports/http-caller.ts";
import type { HttpDestination } from "../../ports/http-destination.ts";
import { type Endpoint, httpDestination } from "./http-destination.ts";

/** Calls an endpoint of connections.yaml, with its secrets as they are at the moment of the call. */
export function callEndpoint(endpoint: Endpoint): HttpCaller["call"] {
  return async (request, signal) => {
    const prepared = await prepare(endpoint);
    return prepared.ok
      ? createHttpCaller(prepared.destination).call(request, signal)
      : prepared.answer;
  };
}

/** For a connection that is not there, or not of this type. */
export function callNothing(type: string, name: string): HttpCaller["call"] {
  return async () => notReady(`connections.yaml has no ${type} connection "${name}"`);
}

type Prepared =
  | { readonly ok: true; readonly destination: HttpDestination }
  | { readonly ok: false; readonly answer: HttpAnswer };

/** What cannot be read here is proof that nothing was sent, and so must not look like a doubt. */
async function prepare(endpoint: Endpoint): Promise<Prepared> {
  try {
    return { ok: true, destination: await httpDestination(endpoint) };
  } catch (error) {
    return { ok: false, answer: notReady(error instanceof Error ? error.message : String(error)) };
  }
}

function notReady(detail: string): HttpAnswer {
  return { is: "unreached", why: "not_ready", detail };
}
