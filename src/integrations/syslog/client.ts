import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { framed } from "./wire.ts";

/** Hands messages to a syslog server, named as tcp://host:port or udp://host:port. */
export async function sendToSyslog(address: string, messages: readonly string[]): Promise<void> {
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const send = protocol === "udp:" ? sendPackets : sendStream;
  await send({ host, port: Number(port) }, messages);
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const PATIENCE_MS = 5_000;

/**
 * The server answers nothing. That it closes in good order after we did is the only sign that it
 * has read everything; an error or silence means that it all has to be sent again.
 */
async function sendStream(place: Place, messages: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const socket = connect(place);
  try {
    await once(socket, "connect", { signal });
    const ended = once(socket, "close", { signal });
    socket.resume();
    socket.end(messages.map(framed).join(""));
    await ended;
  } finally {
    socket.destroy();
  }
}

async function sendPackets({ host, port }: Place, messages: readonly string[]): Promise<void> {
  const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
  try {
    for (const message of messages) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      socket.send(message, port, host, (error) => (error === null ? resolve() : reject(error)));
      await promise;
    }
  } finally {
    socket.close();
  }
}
