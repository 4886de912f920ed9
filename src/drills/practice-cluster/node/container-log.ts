import { timestamp } from "../store/timestamp.ts";

export interface Line {
  readonly at: number;
  readonly text: string;
}

export interface LogQuery {
  readonly since: number | undefined;
  readonly tail: number | undefined;
  readonly limitBytes: number | undefined;
  readonly hasTimestamps: boolean;
}

/** As much of a log as was asked for. */
export function showLog(lines: readonly Line[], query: LogQuery): string {
  const { since, tail, limitBytes } = query;
  const recent = lines.filter(({ at }) => since === undefined || at >= since);
  const last = tail === undefined ? recent : recent.slice(Math.max(0, recent.length - tail));
  const text = last.map((line) => showLine(line, query)).join("");
  return limitBytes === undefined ? text : Buffer.from(text).subarray(0, limitBytes).toString();
}

export function showLine({ at, text }: Line, { hasTimestamps }: LogQuery): string {
  return hasTimestamps ? `${timestamp(at)} ${text}\n` : `${text}\n`;
}
