import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { sendToSyslog } from "../../../src/integrations/syslog/client.ts";
import { syslogMessage } from "../../../src/integrations/syslog/wire.ts";

describe("syslog", () => {
  test("gets each message over a stream, with its length in bytes before it", async () => {
    const { port, received } = await streamServer();

    await sendToSyslog(`tcp://127.0.0.1:${port}`, ["one", "zwölf"]);

    expect(await received).toBe("3 one6 zwölf");
  });

  test("gets each message as a packet", async () => {
    const server = createSocket("udp4").bind(0, "127.0.0.1");
    onTestFinished(async () => void server.close());
    await once(server, "listening");
    const packet = once(server, "message");

    await sendToSyslog(`udp://127.0.0.1:${server.address().port}`, ["one"]);

    expect(String((await packet)[0])).toBe("one");
  });

  test("that nobody runs is an error, so that everything is sent again", async () => {
    const { port, close } = await streamServer();
    await close();

    await expect(sendToSyslog(`tcp://127.0.0.1:${port}`, ["one"])).rejects.toThrow("ECONNREFUSED");
  });

  test("reads who says it, when, and what, in the form of RFC 5424", () => {
    const message = syslogMessage({ at: 0, host: "böx 1", text: '{"number":1}' });

    expect(message).toBe('<109>1 1970-01-01T00:00:00.000Z bx1 pitcrew - checkpoint - {"number":1}');
  });
});

async function streamServer() {
  const { promise: received, resolve, reject } = Promise.withResolvers<string>();
  const server = createServer((socket) => void text(socket).then(resolve, reject));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const close = async (): Promise<void> => {
    if (server.listening) await new Promise((done) => server.close(done));
  };
  onTestFinished(close);
  return { port, received, close };
}
