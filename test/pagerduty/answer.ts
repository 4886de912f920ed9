import type { IncomingHttpHeaders } from "node:http";

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function complain(status: number, message: string, ...errors: string[]): Answer {
  return { status, body: { error: { code: status, message, errors } } };
}
