import { createHash, timingSafeEqual } from "node:crypto";
import { readBearer } from "../http/read-bearer.ts";
import { type Answer, answer, refuse } from "../api/refusal.ts";

/**
 * Whether one of the tokens stands in the header. What is compared are digests, which all have the
 * same length, and all of them, so that the time it takes tells nothing.
 */
export function authenticate(
  header: string | undefined,
  tokens: readonly string[],
): Answer<undefined> {
  if (header === undefined) return stranger("There is no header Authorization");
  const given = readBearer(header);
  if (!given.ok) return stranger(`The header Authorization ${given.what}`);
  const digest = digestOf(given.value);
  const equal = tokens.filter((token) => timingSafeEqual(digestOf(token), digest));
  return equal.length > 0 ? answer(undefined) : stranger("The token does not open this address");
}

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
