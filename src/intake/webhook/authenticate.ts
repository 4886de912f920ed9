import { createHash, timingSafeEqual } from "node:crypto";
import { type Answer, answer, refuse } from "../api/refusal.ts";

/**
 * Whether one of the tokens stands in the header. What is compared are digests, which all have the
 * same length, and all of them, so that the time it takes tells nothing.
 */
export function authenticate(
  header: string | undefined,
  tokens: readonly string[],
): Answer<undefined> {
  if (header === undefined) return stranger("There is no Authorization header");
  const [, given] = BEARER.exec(header) ?? [];
  if (given === undefined) {
    return stranger('The Authorization header is not "Bearer", one space and a token');
  }
  const digest = digestOf(given);
  const equal = tokens.filter((token) => timingSafeEqual(digestOf(token), digest));
  return equal.length > 0 ? answer(undefined) : stranger("The token does not open this address");
}

const BEARER = /^Bearer ([\x21-\x7E]{1,1024})$/i;

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function stranger(message: string): Answer<never> {
  return refuse(
    "E370",
    message,
    "Write the source's token under http_config.authorization.credentials in Alertmanager, and its reference under sources in pitcrew.yaml.",
  );
}
