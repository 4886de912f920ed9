import { createHash } from "node:crypto";

/**
 * The key under which Redis keeps what an effect has done, so that a repeat after a lost answer
 * neither does it twice nor forgets that it was done.
 */
export function receiptOf(effect: string): string {
  return `pitcrew:receipt:${createHash("sha256").update(effect).digest("hex").slice(0, 32)}`;
}

/** Longer than any effect is tried again. */
export const RECEIPT_SECONDS = 86_400;
