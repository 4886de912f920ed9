import type { JsonValue } from "../model/json.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Path and query below the connection's base address, percent-encoded, from the first `/` on. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  /** The same for every try of one effect; sent where the other side honours it. */
  readonly key?: string;
}

/** What came of a request. Every case is expected; what else happens is thrown. */
export type HttpAnswer =
  | { readonly is: "answered"; readonly status: number; readonly body: JsonValue }
  /** Answered, but with a body that is too large, cut off, or not what it says it is. */
  | {
      readonly is: "unreadable";
      readonly status: number;
      readonly why: "too_large" | "cut_off" | "malformed";
      readonly detail: string;
    }
  /** Proof that not one byte of the request was sent. */
  | { readonly is: "unreached"; readonly why: UnreachedReason; readonly detail: string }
  /** The request was sent, at least in part, and nobody knows what came of it. */
  | { readonly is: "unanswered"; readonly detail: string };

export type UnreachedReason =
  /** The connection is not listed, or a secret or certificate of it cannot be read. */
  | "not_ready"
  | "unknown_host"
  | "address_refused"
  | "connection_failed"
  | "connection_timed_out"
  | "aborted";

/** Calls one HTTP destination that an operator has listed, and no other. */
export interface HttpCaller {
  /** Whether the other side tells a repeat from a new wish by its key, so that asking twice is safe. */
  readonly honoursKey: boolean;
  readonly call: (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;
}
