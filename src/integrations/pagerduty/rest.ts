import { api } from "@pagerduty/pdjs";
import type { z } from "zod";
import type { PagerAnswer } from "../../ports/pager.ts";
import { callOnce, type WireOptions } from "./call.ts";
import { judge } from "./judge.ts";
import type { PagerDutyNeeds } from "./needs.ts";
import { persist } from "./persist.ts";

export type Query = Record<string, string | string[]>;

export interface Rest {
  /** Reads, and tries again by itself. */
  readonly read: <Value>(
    endpoint: string,
    query: Query,
    read: (body: unknown) => z.ZodSafeParseResult<Value>,
    signal: AbortSignal,
  ) => Promise<PagerAnswer<Value>>;
  /** Writes once: whoever writes has to look before it is done again. */
  readonly write: (
    endpoint: string,
    body: object,
    signal: AbortSignal,
  ) => Promise<PagerAnswer<unknown>>;
}

/** Speaks to the REST API, version 2. */
export function openRest(needs: PagerDutyNeeds): Rest {
  const { account } = needs;

  async function ask<Value>(
    request: Request,
    read: (body: unknown) => z.ZodSafeParseResult<Value>,
    signal: AbortSignal,
  ): Promise<PagerAnswer<Value>> {
    const known = await account.credentials();
    if (known.is !== "done") return known;
    const authority = await account.certificateAuthority();
    if (authority.is !== "done") return authority;
    const line = { ...needs, certificateAuthority: authority.value };
    const { token, from } = known.value;
    const send = ({ headers, ...options }: WireOptions) =>
      api({
        ...options,
        ...request,
        server: account.hosts.api,
        token,
        headers: { ...headers, ...(from !== undefined && { From: from }) },
      });
    return judge(await callOnce(send, line, signal), read);
  }

  return {
    read: async (endpoint, queryParameters, read, signal) =>
      persist(() => ask({ method: "GET", endpoint, queryParameters }, read, signal), needs, signal),
    write: (endpoint, data, signal) => ask({ method: "POST", endpoint, data }, taken, signal),
  };
}

interface Request {
  readonly method: "GET" | "POST";
  readonly endpoint: string;
  readonly queryParameters?: Query;
  readonly data?: object;
}

function taken(body: unknown): z.ZodSafeParseResult<unknown> {
  return { success: true, data: body };
}
