import { text } from "node:stream/consumers";
import type { z } from "zod";
import { ProblemView } from "../../intake/api/views/problem-view.ts";
import { isUnreached, openRequest, type Request } from "./open-request.ts";
import type { Server } from "./server.ts";

/** What the server said, or that it said nothing. */
export type Reply<Value> =
  | { readonly is: "answered"; readonly value: Value }
  | { readonly is: "refused"; readonly problem: ProblemView }
  | { readonly is: "unreached" };

export async function askServer<Value>(
  server: Server,
  request: Request,
  schema: z.ZodType<Value>,
): Promise<Reply<Value>> {
  const response = await openRequest(server, request);
  if (response === undefined) return { is: "unreached" };
  try {
    const body: unknown = JSON.parse(await text(response));
    const isGood = response.statusCode !== undefined && response.statusCode < 300;
    return isGood
      ? { is: "answered", value: schema.parse(body) }
      : { is: "refused", problem: ProblemView.parse(body) };
  } catch (error) {
    if (isUnreached(error)) return { is: "unreached" };
    throw error;
  }
}
