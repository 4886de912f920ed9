import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A service that counts how often each thing was asked of it. */
export interface CountedShop {
  readonly url: string;
  /** By the path that was asked for with POST. */
  readonly changes: ReadonlyMap<string, number>;
  readonly close: () => void;
}

export async function openCountedShop(): Promise<CountedShop> {
  const changes = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (request.method === "POST") changes.set(path, (changes.get(path) ?? 0) + 1);
    request.resume();
    response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // a listening TCP server has no other form
  return {
    url: `http://127.0.0.1:${port}`,
    changes,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
