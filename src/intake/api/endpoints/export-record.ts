import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { writeExport } from "../../../audit/export.ts";
import { EVERYTHING } from "../../../audit/verify-record.ts";
import { pitcrew, theRun } from "../route/over.ts";
import { streamRoute, type Visit } from "../route/route.ts";

const described = {
  method: "GET",
  view: z.string(),
  type: "application/x-ndjson",
} as const;

export const exportRecord = streamRoute({
  ...described,
  path: "/v1/audit/export",
  summary: "The whole audit record with its checkpoints, exactly as it is stored.",
  right: "administer",
  of: pitcrew,
  respond: async (_asked, visit, context) => send(context, visit, undefined),
});

export const exportRun = streamRoute({
  ...described,
  path: "/v1/runs/:run/evidence",
  summary: "What the audit record holds of a run, with the checkpoints that seal it.",
  right: "see",
  of: theRun,
  respond: async ({ params: { run } }, visit, context) => send(context, visit, `run:${run}`),
});

/** Sent together: a message of its own for each line would take longer than reading it. */
const LINES_AT_ONCE = 500;

function send(context: Context, { needs, onThrown }: Visit, subject: string | undefined): Response {
  context.header("content-type", described.type);
  return stream(context, async (out) => {
    try {
      let lines: string[] = [];
      for await (const line of linesOf(needs, subject)) {
        if (out.aborted) return;
        lines.push(`${line}\n`);
        if (lines.length < LINES_AT_ONCE) continue;
        await out.write(lines.join(""));
        lines = [];
      }
      await out.write(lines.join(""));
    } catch (error) {
      // The export ends here, and lacks its last line, by which everybody can tell.
      onThrown(error);
    }
  });
}

function linesOf({ audit: { record, now } }: Visit["needs"], subject: string | undefined) {
  return writeExport({
    of: subject ?? EVERYTHING,
    at: now(),
    checkpoints: record.checkpoints(subject),
    entries: record.entries(subject),
  });
}
