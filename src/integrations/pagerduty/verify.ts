import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether one of these secrets has signed exactly these bytes. PagerDuty sends several signatures
 * while a secret is renewed.
 */
export function isSigned(
  header: string | undefined,
  body: Uint8Array,
  secrets: readonly string[],
): boolean {
  const given = (header ?? "").split(",").map((each) => Buffer.from(each.trim()));
  const right = secrets.map((secret) => Buffer.from(`v1=${digestOf(body, secret)}`));
  // All pairs are compared, so that the time it takes says nothing about which was close.
  const matches = right.flatMap((one) => given.map((other) => isSame(one, other)));
  return matches.includes(true);
}

function digestOf(body: Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("hex");
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
