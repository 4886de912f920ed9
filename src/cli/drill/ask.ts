import type { z } from "zod";
import { askServer, type Reply } from "../server/ask-server.ts";
import type { Request } from "../server/open-request.ts";
import type { ServedBeside } from "./serve-beside.ts";

/** The Pitcrew that a drill asks, and may kill. */
export type Asked = Pick<ServedBeside, "server" | "kills" | "isBack">;

/** It is the drill's own: that it says no, or nothing, is a surprise. */
export async function ask<Value>(
  asked: Asked,
  request: Request,
  schema: z.ZodType<Value>,
): Promise<Value> {
  const reply = await tryToAsk(asked, request, schema);
  if (reply.is === "answered") return reply.value;
  const why = reply.is === "refused" ? reply.problem.message : "nobody answers";
  throw new Error(`${request.method} ${request.path}: ${why}`);
}

/** Asks once more when it was killed meanwhile; nobody knows then what it had done with the request. */
export async function tryToAsk<Value>(
  asked: Asked,
  request: Request,
  schema: z.ZodType<Value>,
): Promise<Reply<Value>> {
  for (;;) {
    const before = asked.kills();
    const reply = await askServer(asked.server, request, schema);
    if (reply.is !== "unreached" || asked.kills() === before) return reply;
    await asked.isBack();
  }
}
