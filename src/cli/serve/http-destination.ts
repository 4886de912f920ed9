import { readFile } from "node:fs/promises";
import type { Http } from "../../config/connections/http.ts";
import { milliseconds } from "../../model/duration.ts";
import type { HttpDestination } from "../../ports/http-destination.ts";
import { readSecret } from "./read-secret.ts";

/** What all connections have that are reached over HTTP. */
export type Endpoint = Omit<Http, "type">;

/**
 * An endpoint of connections.yaml as the HTTP client wants it, for one call. Throws when a
 * secret or certificate of it cannot be read.
 */
export async function httpDestination(connection: Endpoint): Promise<HttpDestination> {
  const { base_url, allow_addresses, timeouts, max_response_bytes } = connection;
  const { idempotency_header: idempotencyHeader, certificate_authority: authority } = connection;
  const certificateAuthority =
    authority === undefined ? undefined : await readFile(authority.slice("file:".length), "utf8");
  const headersNow = await headersOf(connection);
  return {
    baseUrl: base_url,
    headers: async () => headersNow,
    allowAddresses: allow_addresses,
    ...(idempotencyHeader !== undefined && { idempotencyHeader }),
    ...(certificateAuthority !== undefined && { certificateAuthority }),
    limits: {
      connect: milliseconds(timeouts.connect),
      answer: milliseconds(timeouts.answer),
      total: milliseconds(timeouts.total),
      responseBytes: max_response_bytes,
    },
  };
}

async function headersOf({ headers, auth }: Endpoint): Promise<Readonly<Record<string, string>>> {
  const named = await Promise.all(
    Object.entries(headers).map(async ([name, value]) => [name, await readSecret(value)] as const),
  );
  const authorization = auth === undefined ? undefined : await authorizationOf(auth);
  return {
    ...Object.fromEntries(named),
    ...(authorization !== undefined && { authorization }),
  };
}

async function authorizationOf(auth: NonNullable<Endpoint["auth"]>): Promise<string> {
  if ("bearer" in auth) return `Bearer ${await readSecret(auth.bearer)}`;
  const { user, password } = auth.basic;
  return `Basic ${Buffer.from(`${user}:${await readSecret(password)}`).toString("base64")}`;
}
