import { z } from "zod";
import { value } from "../../model/fields.ts";
import type { LogStream } from "../../ports/log-source.ts";
import { hideSecrets } from "./hide-secrets.ts";

export const LinesOutput = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        at: z.int().describe("When, in milliseconds since 1970."),
        text: value().describe("The line, cut at 2000 characters, without what looks secret."),
        stream: z.int().describe("Which of the streams it stands in, from 0."),
      }),
    )
    .describe("The newest first."),
  streams: z
    .array(
      z.strictObject({
        labels: z.record(z.string(), value()).describe("The labels of the stream."),
        count: z.int().describe("How many of the lines are from it."),
      }),
    )
    .describe("Where the lines are from."),
  count: z.int().describe("How many lines were found; no more than `limit`."),
  full: z.boolean().describe("Whether `limit` was reached, so that there may be more."),
});
export type LinesOutput = z.infer<typeof LinesOutput>;

export function linesOutput(found: readonly LogStream[], most: number): LinesOutput {
  const all = found.flatMap(({ lines }, stream) =>
    lines.map(({ at, text }) => ({ at, text: shortened(hideSecrets(text)), stream })),
  );
  const lines = all.toSorted((one, other) => other.at - one.at).slice(0, most);
  const streams = found.map(({ labels }, index) => ({
    labels: { ...labels },
    count: lines.filter(({ stream }) => stream === index).length,
  }));
  return { lines, streams, count: lines.length, full: lines.length >= most };
}

const LONGEST = 2_000;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}
