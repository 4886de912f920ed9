import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

const MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 0x81;

/** The end of a connection that an app opens in Socket Mode. Frames are as long as tests need them. */
export interface AppSocket {
  readonly send: (message: object) => void;
  readonly close: () => void;
}

/** Takes a connection, and hands on what the app acknowledges. */
export function acceptApp(
  request: IncomingMessage,
  socket: Duplex,
  onAck: (ack: { readonly envelope_id: string }) => void,
): AppSocket {
  const key = String(request.headers["sec-websocket-key"]);
  const accept = createHash("sha1").update(`${key}${MAGIC}`).digest("base64");
  socket.write(
    [
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Accept: ${accept}`,
      "\r\n",
    ].join("\r\n"),
  );
  let unread = Buffer.alloc(0);
  socket.on("error", () => undefined);
  socket.on("data", (part: Buffer) => {
    unread = Buffer.concat([unread, part]);
    for (let frame = readFrame(unread); frame !== undefined; frame = readFrame(unread)) {
      unread = unread.subarray(frame.size);
      if (frame.opcode === 1) onAck(JSON.parse(frame.text) as { envelope_id: string });
      if (frame.opcode === 8) socket.end();
    }
  });
  const send = (message: object): void => {
    socket.write(frameOf(JSON.stringify(message)));
  };
  send({ type: "hello", num_connections: 1 });
  return { send, close: () => socket.destroy() };
}

function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(body.length < 126 ? 2 : 4);
  head.writeUInt8(TEXT, 0);
  head.writeUInt8(body.length < 126 ? body.length : 126, 1);
  if (body.length >= 126) head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
}

function readFrame(bytes: Buffer) {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const from = short === 126 ? 4 : 2;
  if (bytes.length < from + 4) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  const size = from + 4 + length;
  if (bytes.length < size) return undefined;
  const mask = bytes.subarray(from, from + 4);
  const body = bytes.subarray(from + 4, size).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return { opcode: bytes.readUInt8(0) & 0x0f, text: Buffer.from(body).toString(), size };
}
