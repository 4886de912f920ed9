import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Apply, Reply } from "./apply.ts";
import { JsonText } from "./json-text.ts";
import { Script } from "./mode.ts";
import type { Memory } from "./memory.ts";
import { parseRequest } from "./request.ts";
import { makeScripts, type Scripts } from "./scripts.ts";

export interface Outside {
  readonly apply: Apply;
  readonly look: Memory["look"];
}

/**
 * `POST /effects/<target>` asks for an effect, `GET /effects/<target>` with an `Attempt-Key` looks
 * for one, `PUT /scripts/<target>` says how the next requests to a target are treated. A target is
 * whatever follows, percent-encoded or not.
 */
export function createOracle(outside: Outside, onBroken: (error: unknown) => void): Server {
  const scripts = makeScripts();
  return createServer((request, response) => {
    answer(request, outside, scripts).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        response.destroy();
        onBroken(error);
      },
    );
  });
}

async function answer(
  request: IncomingMessage,
  { apply, look }: Outside,
  scripts: Scripts,
): Promise<Reply> {
  const { method = "", url = "/", headers } = request;
  const body = await readBody(request);
  // A sender that goes away while it is still asking has not asked.
  if (body === undefined) return { is: "cut" };
  const [, resource = "", ...rest] = url.split("/");
  const target = decodeURIComponent(rest.join("/"));
  switch (`${method} ${resource}`) {
    case "POST effects": {
      const parsed = parseRequest(target, headers, body);
      if (!parsed.ok) return notUnderstood(parsed.because);
      const { wish, mode } = parsed.request;
      return apply(wish, mode ?? scripts.modeFor(target));
    }
    case "GET effects": {
      const { "attempt-key": key = "" } = headers;
      return { is: "answer", status: 200, body: look({ target, key: String(key) }) };
    }
    case "PUT scripts": {
      const script = JsonText.pipe(Script).safeParse(body);
      if (!script.success) return notUnderstood(z.prettifyError(script.error));
      scripts.set(target, script.data);
      return { is: "answer", status: 200, body: { script: target } };
    }
    default:
      return notUnderstood(`there is no ${method} ${url}`);
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  try {
    return await text(request);
  } catch {
    return undefined;
  }
}

function notUnderstood(because: string): Reply {
  return { is: "answer", status: 400, body: { because } };
}

function send(response: ServerResponse, reply: Reply): void {
  switch (reply.is) {
    case "answer": {
      const headers = { "content-type": "application/json" };
      response.writeHead(reply.status, headers).end(JSON.stringify(reply.body));
      return;
    }
    case "cut":
      response.destroy();
  }
}
