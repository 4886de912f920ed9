import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Connection } from "./administer.ts";

const SOCKET = ".s.PGSQL.5432";

export interface CuttingProxy {
  readonly address: Connection;
  /** Cuts the next connection that sends something, before the server hears of it. */
  readonly cutNextQuestion: () => void;
  /** Lets the next question through, and cuts when the server has answered it. */
  readonly cutNextAnswer: () => void;
  /** How many connections were opened through it. */
  readonly opened: () => number;
}

/** Stands between a store and its server, and breaks the line at the worst moments. */
export async function cuttingProxy(server: Connection): Promise<CuttingProxy> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-proxy-"));
  let cut: "nothing" | "question" | "answer" = "nothing";
  let opened = 0;
  const proxy = createServer((client) => {
    opened++;
    const upstream = createConnection(join(server.host, SOCKET));
    let isDoomed = false;
    client.on("data", (question) => {
      if (cut === "question") {
        cut = "nothing";
        hangUp(client, upstream);
      } else {
        isDoomed ||= cut === "answer";
        if (isDoomed) cut = "nothing";
        upstream.write(question);
      }
    });
    upstream.on("data", (answer) => {
      if (!isDoomed) client.write(answer);
      else if (isComplete(answer)) hangUp(client, upstream);
    });
    for (const side of [client, upstream]) side.on("close", () => hangUp(client, upstream));
    for (const side of [client, upstream]) side.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(join(folder, SOCKET), resolve));
  onTestFinished(async () => {
    proxy.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    address: { ...server, host: folder },
    cutNextQuestion: () => (cut = "question"),
    cutNextAnswer: () => (cut = "answer"),
    opened: () => opened,
  };
}

function hangUp(...sides: readonly Socket[]): void {
  for (const side of sides) side.destroy();
}

/** The server says ready (`Z`, five bytes, its state) when the commit is behind it. */
function isComplete(answer: Buffer): boolean {
  return answer.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));
}
