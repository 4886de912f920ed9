import { describe, expect, test } from "vitest";
import { Http } from "../../../src/config/connections/http.ts";

const good = { type: "http", base_url: "https://api.example.com" };

describe("endpoint", () => {
  test.each([
    "https://user:pass@api.example.com",
    "https://user@api.example.com",
    "https://api.example.com?x=1",
    "https://api.example.com/#top",
    "ftp://api.example.com",
    "file:///etc/passwd",
    "api.example.com",
    "",
  ])("refuses %j as a base address", (base_url) => {
    expect(Http.safeParse({ ...good, base_url }).success).toBe(false);
  });

  test.each([
    { headers: { "X A": "1" } },
    { headers: { "X-A": "1\r\nX-B: 2" } },
    { headers: { "X-A": "ä" } },
    { auth: { bearer: "plain" } },
    { auth: { bearer: "env:A", basic: { user: "u", password: "env:B" } } },
    { auth: { basic: { user: "u", password: "plain" } } },
    { certificate_authority: "/etc/ca.pem" },
    { max_response_bytes: 100 },
    { max_response_bytes: 100_000_000 },
    { timeouts: { connect: "0s" } },
    { timeouts: { total: "10m" } },
    { timeouts: { total: "soon" } },
    { timeouts: { total: 5 } },
    { idempotency_header: "" },
  ])("refuses %j", (part) => {
    expect(Http.safeParse({ ...good, ...part }).success).toBe(false);
  });

  test.each(["file:/etc/x", "env:A_1"])("takes %s for a reference to a secret", (bearer) => {
    expect(Http.safeParse({ ...good, auth: { bearer } }).success).toBe(true);
  });

  test.each(["env:", "env:a", "env:A B", "file:", "file:x", "vault:/x", "ENV:A", " env:A"])(
    "does not take %j for a reference to a secret",
    (bearer) => {
      expect(Http.safeParse({ ...good, auth: { bearer } }).success).toBe(false);
    },
  );
});
