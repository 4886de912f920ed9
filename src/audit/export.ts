import { z } from "zod";
import type { Checkpoint } from "./checkpoint.ts";
import type { ExportedEntry } from "./verify-record.ts";

/** What an export holds: everything, or the entries of one subject. */
export interface Exported {
  readonly of: string;
  readonly at: number;
  readonly checkpoints: AsyncIterable<Checkpoint>;
  readonly entries: AsyncIterable<ExportedEntry>;
}

const FORMAT = 1;

/**
 * A record as lines of JSON, exactly as it is stored. The checkpoints come first: what is recorded
 * while they are read can only be newer than they are.
 */
export async function* writeExport({
  of,
  at,
  checkpoints,
  entries,
}: Exported): AsyncGenerator<string> {
  yield lineOf({ is: "export", format: FORMAT, of, at });
  let count = 0;
  for await (const checkpoint of checkpoints) yield lineOf({ is: "checkpoint", ...checkpoint });
  for await (const entry of entries) {
    count += 1;
    yield lineOf({ is: "entry", ...entry });
  }
  yield lineOf({ is: "end", entries: count });
}

function lineOf(line: ExportLine): string {
  return JSON.stringify(line);
}

const ExportLine = z.discriminatedUnion("is", [
  z.object({
    is: z.literal("entry"),
    subject: z.string(),
    seq: z.int(),
    at: z.int(),
    kind: z.string(),
    actor: z.string(),
    surface: z.string(),
    body: z.string(),
    prev: z.string(),
    hash: z.string(),
    tx: z.int(),
  }),
  z.object({
    is: z.literal("checkpoint"),
    number: z.int().min(1),
    body: z.string(),
    heads: z.string(),
    key: z.string(),
    signature: z.string(),
  }),
  z.object({ is: z.literal("export"), format: z.literal(FORMAT), of: z.string(), at: z.int() }),
  z.object({ is: z.literal("end"), entries: z.int() }),
]);

export type ExportLine = z.infer<typeof ExportLine>;

/** Nothing when a line is none of an export. */
export function readExportLine(text: string): ExportLine | undefined {
  try {
    return ExportLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
