import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A line to a Redis that works until it is told to hang up on the next command. */
export interface Line {
  readonly url: string;
  readonly hangUpOnNext: () => void;
  /** Delivers the next command, and hangs up instead of bringing its answer. */
  readonly loseNextAnswer: () => void;
  readonly close: () => Promise<void>;
}

export async function openLine(redis: string): Promise<Line> {
  const folder = await mkdtemp(join(tmpdir(), "pitcrew-line-"));
  const url = join(folder, "line.sock");
  const open = new Set<Socket>();
  let fault: "command" | "answer" | undefined;

  const door = createServer((client) => {
    const server = connect(redis);
    open.add(client).add(server);
    const hangUp = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on("close", hangUp).on("error", hangUp);
    client.on("data", (bytes) => {
      if (fault === "command") hangUp();
      else server.write(bytes);
    });
    server.on("data", (bytes) => {
      if (fault === "answer") {
        fault = undefined;
        hangUp();
      } else client.write(bytes);
    });
  });
  door.listen(url);
  await once(door, "listening");

  return {
    url,
    hangUpOnNext: () => {
      fault = "command";
    },
    loseNextAnswer: () => {
      fault = "answer";
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      door.close();
      await once(door, "close");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
