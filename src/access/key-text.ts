import { hash, timingSafeEqual } from "node:crypto";

/** A key as its owner holds it: which one it is, and what proves that it is theirs. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const FORM = /^pk_(?<id>[0-9a-f]{12})_(?<secret>[A-Za-z0-9_-]{43})$/;

/** As many random bytes as each part takes. */
export const ID_BYTES = 6;
export const SECRET_BYTES = 32;

export function writeKey({ id, secret }: KeyText): string {
  return `pk_${id}_${secret}`;
}

export function readKey(text: string): KeyText | undefined {
  const { id, secret } = FORM.exec(text)?.groups ?? {};
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Secrets are random enough that their digests can be neither guessed nor looked up. */
export function digestOf(secret: string): Uint8Array {
  return hash("sha256", secret, "buffer");
}

/** Takes the same time however much of it is right. */
export function isSecretOf(digest: Uint8Array, secret: string): boolean {
  return timingSafeEqual(digest, digestOf(secret));
}
