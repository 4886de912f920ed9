import { Buffer } from "node:buffer";
import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import type { Socket } from "node:net";
import type { HttpAnswer } from "../../ports/http-caller.ts";
import type { HttpLimits } from "../../ports/http-destination.ts";
import { readBody } from "./read-body.ts";
import type { WireRequest } from "./wire.ts";

/** Writes a request to an open connection and reads its answer; from here on it may have an effect. */
export async function send(
  wire: WireRequest,
  socket: Socket,
  limits: HttpLimits,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { method, path, headers, body } = wire;
  const request = httpRequest({ method, path, headers, createConnection: () => socket, signal });
  // Once an answer has begun, a broken connection is reported by the answer and here as well.
  request.on("error", () => {});
  request.end(body);
  try {
    const answered = AbortSignal.any([signal, AbortSignal.timeout(limits.answer)]);
    // `once` does not know what its event carries; "response" carries one message.
    const [response] = (await once(request, "response", { signal: answered })) as [IncomingMessage];
    return await readAnswer(response, limits.responseBytes);
  } catch (error) {
    return { is: "unanswered", detail: String(error) };
  } finally {
    request.destroy();
  }
}

async function readAnswer(response: IncomingMessage, cap: number): Promise<HttpAnswer> {
  const status = response.statusCode ?? 0;
  const encoding = response.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    const detail = `encoded as ${encoding}, which was not asked for`;
    return { is: "unreadable", status, why: "malformed", detail };
  }
  const read = await readBytes(response, cap);
  if (!read.ok) return { is: "unreadable", status, why: read.why, detail: read.detail };
  const parsed = readBody(response.headers["content-type"] ?? "", read.bytes);
  if (!parsed.ok) return { is: "unreadable", status, why: "malformed", detail: parsed.detail };
  return { is: "answered", status, body: parsed.body };
}

type ReadBytes =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly why: "too_large" | "cut_off"; readonly detail: string };

async function readBytes(response: AsyncIterable<Buffer>, cap: number): Promise<ReadBytes> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      size += chunk.length;
      if (size > cap) return { ok: false, why: "too_large", detail: `more than ${cap} bytes` };
      chunks.push(chunk);
    }
  } catch (error) {
    return { ok: false, why: "cut_off", detail: `after ${size} bytes: ${String(error)}` };
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
