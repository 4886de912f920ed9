import type { Context } from "hono";
import { z } from "zod";
import { type Answer, answer, refuse } from "./refusal.ts";

/** The JSON body of a request in the form that its endpoint wants; no body counts as `{}`. */
export async function readBody<Value>(
  context: Context,
  schema: z.ZodType<Value>,
): Promise<Answer<Value>> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    return refuse("E401", "The body is not JSON", "Send a JSON object.");
  }
  return readAs(schema, body, "The body");
}

export function readQuery<Value>(context: Context, schema: z.ZodType<Value>): Answer<Value> {
  return readAs(schema, context.req.query(), "The query");
}

/** Run ids are UUIDs; whatever else stands in their place is not looked up anywhere. */
export function readRunId(context: Context): Answer<string> {
  const parsed = RunId.safeParse(context.req.param("run"));
  if (parsed.success) return answer(parsed.data);
  return refuse("E401", "This is not the id of a run", "pitcrew runs lists runs with their ids.");
}

export const RunId = z.uuid().toLowerCase();

function readAs<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Answer<Value> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return answer(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".") ?? "";
  const at = field === "" ? "" : ` at "${field}"`;
  return refuse(
    "E401",
    `${what} has the wrong form${at}: ${issue?.message ?? "it does not fit"}`,
    "Send what this address takes.",
  );
}
