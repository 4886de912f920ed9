import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "vitest";
import { makeAuthority } from "../../../../src/drills/practice-cluster/server/certificate.ts";

test("an authority signs for this machine and for users, and for nothing else", () => {
  const authority = makeAuthority();
  const root = new X509Certificate(authority.certificate);
  const identity = authority.forServer();
  const server = new X509Certificate(identity.certificate);
  const user = new X509Certificate(authority.forUser("ci", ["deployers"]).certificate);

  expect(root.ca).toBe(true);
  expect(server.ca).toBe(false);
  expect(server.verify(root.publicKey)).toBe(true);
  expect(server.checkIP("127.0.0.1")).toBe("127.0.0.1");
  expect(server.checkIP("10.0.0.1")).toBeUndefined();
  expect(server.checkPrivateKey(createPrivateKey(identity.key))).toBe(true);
  expect(user.subject).toBe("O=deployers\nCN=ci");
  expect(new X509Certificate(makeAuthority().certificate).verify(root.publicKey)).toBe(false);
});

test("every serial number is a positive integer of full length", () => {
  const { forServer } = makeAuthority();
  const serials = Array.from({ length: 64 }, () => {
    return new X509Certificate(forServer().certificate).serialNumber;
  });

  expect(serials.every((serial) => /^[0-7][0-9A-F]{31}$/.test(serial))).toBe(true);
  expect(new Set(serials).size).toBe(64);
});
