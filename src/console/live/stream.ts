import { hash } from "node:crypto";
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { problem } from "../../intake/api/http-problem.ts";
import type { ConsoleNeeds } from "../needs.ts";
import { titleOf } from "../frame/frame.ts";
import { type Visitor, visitorOf } from "../visitor.ts";
import type { Look, Shown } from "./shown.ts";

/** How long news may take. They may come from any process, so the database is looked at. */
const LOOK_EVERY_MS = 2_000;

/** So often a stream shows that it is alive, in looks. */
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
    const seen = context.req.header("last-event-id");
    return streamSSE(context, async (stream) => {
      try {
        await follow(stream, seen, () => lookAgain(context, look, needs));
      } catch (error) {
        // The stream ends here. The page says that it is old, and asks again.
        needs.onThrown(error);
      }
    });
  };
}

async function follow(
  stream: SSEStreamingApi,
  last: string | undefined,
  next: () => Promise<Shown | undefined>,
): Promise<void> {
  let seen = last;
  for (let looks = 0; !stream.aborted; looks += 1) {
    const shown = await next();
    if (shown === undefined) return;
    const id = versionOf(shown);
    if (id !== seen) {
      const data = JSON.stringify({
        title: titleOf(shown.title),
        html: String(await shown.draw()),
      });
      await stream.writeSSE({ id, event: "page", data });
      seen = id;
    } else if (looks % BEAT_EVERY === 0) {
      await stream.writeSSE({ event: "beat", data: "" });
    }
    await stream.sleep(LOOK_EVERY_MS);
  }
}

function versionOf({ of }: Shown): string {
  return hash("sha256", JSON.stringify(of), "hex").slice(0, 16);
}

async function lookAgain(
  context: Context,
  look: Look,
  needs: ConsoleNeeds,
): Promise<Shown | undefined> {
  const visitor: Visitor | undefined = valueOf(await visitorOf(context, needs, ""));
  return visitor && valueOf(await look(context, visitor, needs));
}

function valueOf<Value>(
  answer: { readonly ok: true; readonly value: Value } | { readonly ok: false } | undefined,
): Value | undefined {
  return answer?.ok === true ? answer.value : undefined;
}
