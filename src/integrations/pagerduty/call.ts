import { Agent } from "node:https";
import { REQUEST_ID, type Seen, witness } from "./witness.ts";

/** What came of one request. */
export type Called =
  | { readonly is: "answered"; readonly status: number; readonly body: unknown }
  | { readonly is: "busy"; readonly restMs: number | undefined }
  /** No answer, or one that breaks off or is not JSON: it may have arrived all the same. */
  | { readonly is: "unclear"; readonly status: number | undefined; readonly detail: string };

/** Options of pdjs, and some that it hands on to node-fetch. */
export interface WireOptions {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
  readonly requestTimeout: number;
  readonly retryTimeout: number;
  readonly size: number;
  readonly agent: Agent | undefined;
}

export interface Line {
  readonly certificateAuthority: string | undefined;
  readonly deadlineMs: number;
  readonly newId: () => string;
}

const LARGEST_ANSWER = 4 * 1_048_576;

/** Sends one request through pdjs, once, and never waits beyond the deadline. */
export async function callOnce(
  send: (options: WireOptions) => Promise<{ readonly data: unknown }>,
  { certificateAuthority, deadlineMs, newId }: Line,
  stop: AbortSignal,
): Promise<Called> {
  const id = newId();
  const answered: { seen?: Seen } = {};
  const busy = new AbortController();
  const leave = witness(id, (seen) => {
    answered.seen = seen;
    if (seen.status === 429) busy.abort();
  });
  try {
    const { data } = await send({
      headers: { "Content-Type": "application/json", [REQUEST_ID]: id },
      signal: AbortSignal.any([stop, busy.signal, AbortSignal.timeout(deadlineMs)]),
      // Each would keep the process alive for half a minute: pdjs only lets them run out.
      requestTimeout: 0,
      retryTimeout: 0,
      size: LARGEST_ANSWER,
      agent:
        certificateAuthority === undefined ? undefined : new Agent({ ca: certificateAuthority }),
    });
    return { is: "answered", status: answered.seen?.status ?? 0, body: data };
  } catch (error) {
    return broken(answered.seen, error);
  } finally {
    leave();
  }
}

function broken(seen: Seen | undefined, error: unknown): Called {
  if (seen?.status === 429) return { is: "busy", restMs: seen.restMs };
  // `api` rejects with the answer itself where the body is not JSON; nothing else in it says why.
  const detail = error instanceof Error ? String(error) : "an answer that is not JSON";
  return { is: "unclear", status: seen?.status, detail };
}
