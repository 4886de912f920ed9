import { once } from "node:events";
import { createServer, type ListenOptions, type NetConnectOpts } from "node:net";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../../src/ports/clock.ts";
import type { Fault, Fired } from "./fault.ts";
import { makePlan, type Planned } from "./plan.ts";
import { relay } from "./relay.ts";

export interface FaultProxy {
  /** Zero for a proxy on a unix socket. */
  readonly port: number;
  /** How many were opened through it so far. */
  readonly connections: () => number;
  readonly plan: (fault: Fault) => Planned;
  readonly fired: readonly Fired[];
  readonly close: () => Promise<void>;
}

export interface ProxyOptions {
  /** `{ path }` for a unix socket; otherwise a free port of 127.0.0.1 unless it says more. */
  readonly listen?: ListenOptions;
  /** Where the server is that clients of the proxy mean. */
  readonly server: NetConnectOpts;
  readonly clock: Pick<Clock, "now" | "after">;
}

/** A line between two programs that works until a fault that was planned for it strikes. */
export async function startFaultProxy(options: ProxyOptions): Promise<FaultProxy> {
  const { listen = { host: "127.0.0.1", port: 0 }, server, clock } = options;
  const plan = makePlan(clock.now);
  const open = new Set<() => void>();
  let connections = 0;

  const door = createServer({ allowHalfOpen: true }, (client) => {
    connections += 1;
    open.add(relay(client, server, plan.watch(connections), clock));
  });
  door.listen(listen);
  await once(door, "listening");

  return {
    port: portOf(door.address()),
    connections: () => connections,
    plan: plan.add,
    fired: plan.fired,
    close: async () => {
      const closed = once(door, "close");
      door.close();
      for (const hangUp of open) hangUp();
      await closed;
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
