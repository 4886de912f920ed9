import { z } from "zod";
import type { JsonValue } from "../../model/json.ts";
import type { HttpCaller, HttpMethod } from "../../ports/http-caller.ts";

export interface HttpOutput {
  readonly status: number;
  readonly body: JsonValue;
}

export const HttpOutput: z.ZodType<HttpOutput> = z.strictObject({
  status: z.int().describe("The HTTP status."),
  body: z.json().describe("The answer: data for JSON, otherwise text, `null` when empty."),
});

export interface HttpNeeds {
  readonly http: (connection: string) => HttpCaller;
}

/** What was asked, as far as the verdict and its wording need it. */
export interface Asked {
  readonly connection: string;
  readonly method: HttpMethod;
  readonly target: string;
  readonly expect: readonly number[] | undefined;
  /** Whether asking once more does no harm: a read, or a change that the other side recognises. */
  readonly repeatable: boolean;
}

export function sentence({ method, target, connection }: Asked): string {
  return `${method} ${target} at ${connection}`;
}
