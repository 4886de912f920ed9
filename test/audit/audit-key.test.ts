import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { newAuditKey, readPublicKey, readSigner } from "../../src/audit/audit-key.ts";

test("what a key has signed, its public half recognises, and nothing else", () => {
  const signer = readSigner(newAuditKey());
  const known = readPublicKey(signer?.key.pem ?? "");
  const other = readSigner(newAuditKey())?.key;
  const signature = signer?.sign("a text") ?? "";

  expect(known?.id).toBe(signer?.key.id);
  expect(known?.id).toMatch(/^[0-9a-f]{16}$/);
  expect(known?.hasSigned("a text", signature)).toBe(true);
  expect(known?.hasSigned("a texT", signature)).toBe(false);
  expect(known?.hasSigned("a text", "")).toBe(false);
  expect(other?.hasSigned("a text", signature)).toBe(false);
});

test("a private key is not taken for a public one, nor another sort for any", () => {
  const pem = { type: "pkcs8", format: "pem" } as const;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

  expect(readPublicKey(newAuditKey())).toBeUndefined();
  expect(readSigner(privateKey.export(pem).toString())).toBeUndefined();
  expect(readSigner("hello")).toBeUndefined();
});
