import { readFile } from "node:fs/promises";
import type { Http } from "../../config/connections/http.ts";
import { milliseconds } from "../../model/duration.ts";
import { Secret } from "../../model/secret.ts";
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
  const secrets = await headersOf(connection);
  return {
    baseUrl: base_url,
    headers: async () => Object.fromEntries(secrets.map(([name, one]) => [name, one.reveal()])),
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

async function headersOf({
  headers,
  auth,
}: Endpoint): Promise<readonly (readonly [string, Secret])[]> {
  const named = await Promise.all(
    Object.entries(headers).map(async ([name, value]) => [name, await readSecret(value)] as const),
  );
  return auth === undefined ? named : [...named, ["authorization", await authorizationOf(auth)]];
}

async function authorizationOf(auth: NonNullable<Endpoint["auth"]>): Promise<Secret> {
  if ("bearer" in auth) return new Secret(`Bearer ${(await readSecret(auth.bearer)).reveal()}`);
  const { user, password } = auth.basic;
  const pair = `${user}:${(await readSecret(password)).reveal()}`;
  return new Secret(`Basic ${Buffer.from(pair).toString("base64")}`);
}
