import type { Socket } from "node:net";
import type { HttpAnswer, UnreachedReason } from "../../ports/http-caller.ts";
import type { HttpDestination } from "../../ports/http-destination.ts";
import { open } from "./open.ts";
import type { WireRequest } from "./wire.ts";

/** All addresses of a name, in the order in which to try them. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

export type Unreached = Extract<HttpAnswer, { is: "unreached" }>;

export type Reached = { readonly is: "open"; readonly socket: Socket } | Unreached;

/** How a destination is reached: how its name is looked up, and which addresses are good. */
export interface Way {
  readonly destination: HttpDestination;
  readonly resolve: Resolve;
  readonly mayReach: (address: string) => boolean;
}

/** One refused address condemns the name: whoever answers for it may answer differently next time. */
export async function reach(
  { destination, resolve, mayReach }: Way,
  wire: WireRequest,
  signal: AbortSignal,
): Promise<Reached> {
  const addresses = await addressesOf(wire.hostname, resolve, signal);
  if (!addresses.ok) {
    return unreached(signal.aborted ? "connection_timed_out" : "unknown_host", addresses.error);
  }
  const refused = addresses.found.find((address) => !mayReach(address));
  if (refused !== undefined) return unreached("address_refused", `${wire.hostname} is ${refused}`);
  let last = unreached("unknown_host", `${wire.hostname} has no address`);
  for (const address of addresses.found) {
    const opened = await tryAddress(destination, wire, address, signal);
    if (opened.is === "open") return opened;
    last = opened;
  }
  return last;
}

type Addresses =
  | { readonly ok: true; readonly found: readonly string[] }
  | { readonly ok: false; readonly error: unknown };

async function addressesOf(
  hostname: string,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<Addresses> {
  try {
    return { ok: true, found: await orAborted(resolve(hostname), signal) };
  } catch (error) {
    return { ok: false, error };
  }
}

/** The system's look-up cannot be stopped, only left behind. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([work, aborted]);
}

async function tryAddress(
  { limits, certificateAuthority }: HttpDestination,
  wire: WireRequest,
  address: string,
  signal: AbortSignal,
): Promise<Reached> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(limits.connect)]);
  try {
    return { is: "open", socket: await open(wire, address, certificateAuthority, inTime) };
  } catch (error) {
    return unreached(inTime.aborted ? "connection_timed_out" : "connection_failed", error);
  }
}

export function unreached(why: UnreachedReason, reason: unknown): Unreached {
  return { is: "unreached", why, detail: String(reason) };
}
