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
    const body = await text(response);
    const isGood = response.statusCode !== undefined && response.statusCode < 300;
    if (isGood) return { is: "answered", value: schema.parse(JSON.parse(body)) };
    const problem = problemIn(body);
    // A proxy in between says in its own words that there is nobody behind it.
    return problem === undefined ? { is: "unreached" } : { is: "refused", problem };
  } catch (error) {
    if (isUnreached(error)) return { is: "unreached" };
    throw error;
  }
}

export function problemIn(body: string): ProblemView | undefined {
  try {
    return ProblemView.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
