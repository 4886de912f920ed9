import { lookup } from "node:dns/promises";
import type { HttpAnswer, HttpCaller, HttpRequest } from "../../ports/http-caller.ts";
import type { HttpDestination } from "../../ports/http-destination.ts";
import { addressRule } from "./address.ts";
import { reach, type Resolve, unreached, type Way } from "./reach.ts";
import { send } from "./send.ts";
import { wireRequest } from "./wire.ts";

/** Calls one destination: looks its name up once, checks every address, and follows no redirect. */
export function createHttpCaller(
  destination: HttpDestination,
  resolve: Resolve = resolveWithSystem,
): HttpCaller {
  const way = { destination, resolve, mayReach: addressRule(destination.allowAddresses) };
  return {
    honoursKey: destination.idempotencyHeader !== undefined,
    call: async (request, signal) => call(way, request, signal),
  };
}

async function resolveWithSystem(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true, order: "verbatim" });
  return found.map(({ address }) => address);
}

async function call(way: Way, request: HttpRequest, stop: AbortSignal): Promise<HttpAnswer> {
  const { destination } = way;
  const signal = AbortSignal.any([stop, AbortSignal.timeout(destination.limits.total)]);
  const wire = wireRequest(destination, request, await destination.headers());
  const reached = await reach(way, wire, signal);
  if (reached.is === "open") return send(wire, reached.socket, destination.limits, signal);
  return stop.aborted ? unreached("aborted", stop.reason) : reached;
}
