import { join } from "node:path";
import { onTestFinished } from "vitest";
import { systemClock } from "../../src/integrations/system/clock.ts";
import { type FaultProxy, startFaultProxy } from "../chaos/proxy/fault-proxy.ts";
import type { Connection } from "./administer.ts";

export interface FaultyLine {
  /** The same database, by the way that leads through the proxy. */
  readonly address: Connection & { readonly port: number };
  readonly proxy: FaultProxy;
}

/** A way to the server that breaks when a test wants it to. */
export async function faultyLine(server: Connection): Promise<FaultyLine> {
  const socket = { path: join(server.host, ".s.PGSQL.5432") };
  const proxy = await startFaultProxy({ server: socket, clock: systemClock });
  onTestFinished(proxy.close);
  return { address: { ...server, host: "127.0.0.1", port: proxy.port }, proxy };
}
