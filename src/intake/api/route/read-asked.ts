import type { Context } from "hono";
import type { z } from "zod";
import type { Actor } from "../../../access/actor.ts";
import { type Answer, answer, refuse } from "../refusal.ts";
import { namesIn, type ParamsOf, PATH_PARAMS } from "./path-params.ts";
import type { Asked } from "./asked.ts";

interface Forms<Path extends string, Query, Body> {
  readonly path: Path;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
}

/** What a request asks for, in the forms that its route wants. */
export async function readAsked<Path extends string, Query, Body>(
  context: Context,
  { path, query: queryForm, body: bodyForm }: Forms<Path, Query, Body>,
  actor: Actor,
): Promise<Answer<Asked<ParamsOf<Path>, Query, Body>>> {
  const params = readParams(context, path);
  if (!params.ok) return params;
  const query = readQuery(context, queryForm);
  if (!query.ok) return query;
  const body = await readBody(context, bodyForm);
  if (!body.ok) return body;
  return answer({ params: params.value, query: query.value, body: body.value, actor });
}

function readParams<Path extends string>(context: Context, path: Path): Answer<ParamsOf<Path>> {
  const params: Record<string, string> = {};
  for (const name of namesIn(path)) {
    const { form, means, remedy } = PATH_PARAMS[name];
    const parsed = form.safeParse(context.req.param(name));
    if (!parsed.success) return refuse("E401", `This is not ${means}`, remedy);
    params[name] = parsed.data;
  }
  return answer(params as ParamsOf<Path>); // each of its names was read
}

/** A route without a form takes nothing, so it is given nothing. */
function readQuery<Query>(context: Context, form: z.ZodType<Query> | undefined): Answer<Query> {
  return form === undefined
    ? answer({} as Query) // nobody looks at it
    : readAs(form, context.req.query(), "The query");
}

/** No body counts as `{}`. */
async function readBody<Body>(
  context: Context,
  form: z.ZodType<Body> | undefined,
): Promise<Answer<Body>> {
  if (form === undefined) return answer({} as Body); // nobody looks at it
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    return refuse("E401", "The body is not JSON", "Send a JSON object.");
  }
  return readAs(form, body, "The body");
}

function readAs<Value>(form: z.ZodType<Value>, value: unknown, what: string): Answer<Value> {
  const parsed = form.safeParse(value);
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
