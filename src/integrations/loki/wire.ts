import { z } from "zod";
import { escapeQuoted } from "../../model/escape-quoted.ts";
import type { JsonValue } from "../../model/json.ts";
import type { LogAnswer, LogSearch } from "../../ports/log-source.ts";

/** Path and query of a search that ends at this time, in epoch milliseconds. */
export function targetOf(search: LogSearch, now: number): string {
  const query = new URLSearchParams({
    query: logQl(search),
    start: nanoseconds(now - search.sinceMs),
    end: nanoseconds(now),
    limit: String(search.most),
    direction: "backward",
  });
  return `/loki/api/v1/query_range?${query.toString()}`;
}

/** LogQL in which every given text is quoted, and none is a pattern. */
function logQl({ labels, contains }: LogSearch): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${quoted(value)}`);
  const filters = contains.map((text) => ` |= ${quoted(text)}`);
  return `{${matchers.join(", ")}}${filters.join("")}`;
}

function quoted(text: string): string {
  return `"${escapeQuoted(text)}"`;
}

function nanoseconds(ms: number): string {
  return `${BigInt(Math.round(ms)) * 1_000_000n}`;
}

/** Loki refuses in plain text, most of the time. */
export function readAnswer(status: number, body: JsonValue): LogAnswer {
  if (status !== 200) {
    const detail = typeof body === "string" ? body : JSON.stringify(body);
    const why = status >= 500 || status === 429 ? "cannot_now" : "other";
    return { is: "refused", why, status, detail };
  }
  const answer = Answer.safeParse(body);
  if (!answer.success) {
    const detail = z.prettifyError(answer.error);
    return { is: "unreadable", status, why: "malformed", detail };
  }
  const streams = answer.data.data.result.map(({ stream, values }) => ({
    labels: stream,
    lines: values.map(([at, text]) => ({ at: Number(BigInt(at) / 1_000_000n), text })),
  }));
  return { is: "found", streams };
}

/** Newer servers add structured metadata as a third part of a line. */
const Line = z.tuple([z.string().regex(/^[0-9]{1,20}$/), z.string()]).rest(z.unknown());

const Answer = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.literal("streams"),
    result: z.array(z.object({ stream: z.record(z.string(), z.string()), values: z.array(Line) })),
  }),
});
