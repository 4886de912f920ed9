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

/** What was sent, before anybody has looked at its form. */
export interface Given {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: unknown;
  readonly body: unknown;
}

/** What a request brings along. */
export async function givenBy(
  context: Context,
  { body: bodyForm }: { readonly body?: z.ZodType },
): Promise<Answer<Given>> {
  const body = bodyForm === undefined ? answer({}) : readJson(await context.req.text());
  if (!body.ok) return body;
  const { req } = context;
  return answer({ params: req.param(), query: req.query(), body: body.value });
}

/** What is asked for, in the forms that its route wants. */
export function readAsked<Path extends string, Query, Body>(
  given: Given,
  { path, query: queryForm, body: bodyForm }: Forms<Path, Query, Body>,
  actor: Actor,
): Answer<Asked<ParamsOf<Path>, Query, Body>> {
  const params = readParams(given.params, path);
  if (!params.ok) return params;
  const query = readAs(queryForm, given.query, "The query");
  if (!query.ok) return query;
  const body = readAs(bodyForm, given.body, "The body");
  if (!body.ok) return body;
  return answer({ params: params.value, query: query.value, body: body.value, actor });
}

function readParams<Path extends string>(
  given: Given["params"],
  path: Path,
): Answer<ParamsOf<Path>> {
  const params: Record<string, string> = {};
  for (const name of namesIn(path)) {
    const { form, means, remedy } = PATH_PARAMS[name];
    const parsed = form.safeParse(given[name]);
    if (!parsed.success) return refuse("E401", `This is not ${means}`, remedy);
    params[name] = parsed.data;
  }
  return answer(params as ParamsOf<Path>); // each of its names was read
}

/** No body counts as `{}`. */
function readJson(text: string): Answer<unknown> {
  try {
    return answer(text === "" ? {} : (JSON.parse(text) as unknown));
  } catch {
    return refuse("E401", "The body is not JSON", "Send a JSON object.");
  }
}

/** A route without a form takes nothing, so it is given nothing. */
function readAs<Value>(
  form: z.ZodType<Value> | undefined,
  value: unknown,
  what: string,
): Answer<Value> {
  if (form === undefined) return answer({} as Value); // nobody looks at it
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
