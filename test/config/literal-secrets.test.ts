import { describe, expect, test } from "vitest";
import { blotOut, literalSecrets } from "../../src/config/literal-secrets.ts";
import type { Finding } from "../../src/model/problem.ts";

describe("literalSecrets", () => {
  test.each([
    ["password", "x"],
    ["db_password", "x"],
    ["token", "x"],
    ["bearer", "x"],
    ["Authorization", "x"],
    ["X-Api-Key", "x"],
    ["client-secret", "env:lower_case"],
    ["any", "Bearer abc"],
    ["any", "Basic dXNlcjpwYXNz"],
    ["any", "xoxb-123-456"],
    ["any", "ghp_abcdef"],
    ["any", "AKIAIOSFODNN7EXAMPLE"],
    ["any", "eyJhbGciOiJIUzI1NiJ9.e30.x"],
    ["any", "-----BEGIN RSA PRIVATE KEY-----\nabc"],
    ["any", "postgres://user:pass@db/x"],
    ["any", "redis://:pass@cache:6379"],
    ["any", "0123456789abcdef0123456789abcdef"],
    ["any", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6"],
  ])("refuses %s: %s, and does not repeat it", (field, value) => {
    const [problem] = literalSecrets({ entry: { [field]: value } });

    expect(problem).toMatchObject({
      code: "E502",
      at: ["entry", field],
      fix: expect.stringContaining("env:"),
    });
    expect(`${problem?.message} ${problem?.fix}`).not.toContain(value === "x" ? "x`" : value);
  });

  test.each([
    ["password", "env:DB_PASSWORD"],
    ["token", "file:/run/secrets/token"],
    ["password", ""],
    ["idempotency_header", "Idempotency-Key"],
    ["SORT_KEY", "id"],
    ["base_url", "https://api.example.com/v1/orders-and-other-things-2"],
    ["url", "postgres://db.example.com/orders"],
    ["path", "/opt/Orders/bin/orders-admin-Version2-and-more"],
    ["context", "arn:aws:eks:eu-central-1:123456789012:cluster/prod"],
    ["name", "worker-orders-eu-central-1-production-a"],
    ["email", "someone-with-a-very-long-name@example.com"],
  ])("lets %s: %j be", (field, value) => {
    expect(literalSecrets({ entry: { [field]: value } })).toEqual([]);
  });

  test("looks into lists", () => {
    expect(literalSecrets({ token: ["a", "env:B"], other: ["ghp_x"] }).map(({ at }) => at)).toEqual(
      [
        ["token", 0],
        ["other", 0],
      ],
    );
  });
});

describe("blotOut", () => {
  const finding: Finding = {
    file: "f",
    line: 1,
    column: 4,
    length: 3,
    code: "E502",
    message: "m",
    fix: "f",
    level: "error",
    source: "a: one, b: two",
  };

  test("hides every secret of the line, and keeps everything in its place", () => {
    expect(blotOut(finding, [finding, { ...finding, column: 12 }]).source).toBe("a: ***, b: ***");
  });

  test("leaves other lines as they are", () => {
    expect(blotOut(finding, [{ ...finding, line: 2 }]).source).toBe("a: one, b: two");
  });
});
