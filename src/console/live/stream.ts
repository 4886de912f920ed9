import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { problem } from "../../intake/api/http-problem.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { titleOf } from "../frame/frame.ts";
import { type Visitor, visitorOf } from "../visitor.ts";
import { type Look, type Shown, versionOf } from "./shown.ts";

/** How long news may take. They may come from any process, so the database is looked at. */
const LOOK_EVERY_MS = 2_000;

/** So often a stream shows that it is alive, and asks whether its visitor is still signed in; in looks. */
const BEAT_EVERY = 4;

/**
 * What a page shows, each time that it has changed. Whoever comes back names what they have seen
 * last, and is sent nothing while that is still so. Ends once its visitor may no longer see it.
 */
export function streamOf(look: Look, needs: ConsoleNeeds) {
  return async (context: Context): Promise<Response> => {
    const visitor = await visitorOf(context, needs, "");
    if (visitor === undefined) return context.body(null, 401);
    if (!visitor.ok) return problem(context, visitor.refusal);
    const seen = context.req.header("last-event-id") ?? context.req.query("seen");
    const next = lookAgain(context, visitor.value, look, needs);
    return streamSSE(context, (stream) => follow(stream, seen, next, needs.onThrown));
  };
}

async function follow(
  stream: SSEStreamingApi,
  last: string | undefined,
  next: (isBeat: boolean) => Promise<Shown | undefined>,
  onThrown: (error: unknown) => void,
): Promise<void> {
  let seen = last;
  for (let looks = 0; !stream.aborted; looks += 1) {
    const isBeat = looks % BEAT_EVERY === 0;
    try {
      const shown = await next(isBeat && looks > 0);
      if (shown === undefined) return;
      const id = versionOf(shown);
      if (id !== seen) await stream.writeSSE({ id, event: "page", data: await dataOf(shown) });
      else if (isBeat) await stream.writeSSE({ event: "beat", data: "" });
      seen = id;
    } catch (error) {
      // Looked at again in a moment. Where that goes on, the page hears nothing and says that it is old.
      onThrown(error);
    }
    await stream.sleep(LOOK_EVERY_MS);
  }
}

async function dataOf({ title, draw }: Shown): Promise<string> {
  return JSON.stringify({ title: titleOf(title), html: String(await draw()) });
}

/** What somebody may see is asked each time, and now and then whether it is still they who look. */
function lookAgain(context: Context, first: Visitor, look: Look, needs: ConsoleNeeds) {
  let visitor: Visitor | undefined = first;
  return async (isIdentified: boolean): Promise<Shown | undefined> => {
    if (isIdentified) visitor = valueOf(await visitorOf(context, needs, ""));
    return visitor && valueOf(await look(context, visitor, needs));
  };
}

function valueOf<Value>(
  answer: { readonly ok: true; readonly value: Value } | { readonly ok: false } | undefined,
): Value | undefined {
  return answer?.ok === true ? answer.value : undefined;
}
