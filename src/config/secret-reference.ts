import { z } from "zod";

const REFERENCE = /^(?:env:[A-Z_][A-Z0-9_]{0,99}|file:\/.{1,500})$/;

/** Where a secret is kept. The value itself never stands in a file that people share. */
export const SecretReference = z
  .string()
  .regex(REFERENCE, "must be a reference to a secret: env:NAME or file:/path");

export function isSecretReference(text: string): boolean {
  return REFERENCE.test(text);
}
