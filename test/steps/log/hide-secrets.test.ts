import { describe, expect, test } from "vitest";
import { hideSecrets } from "../../../src/steps/log/hide-secrets.ts";

describe("what looks secret in a log line", () => {
  test.each([
    ["Authorization: Bearer abcdef0123456789", "Authorization: Bearer [hidden]"],
    ["authorization: basic dXNlcjpwYXNz", "authorization: basic [hidden]"],
    [
      "connecting to postgres://app:s3cr%21t@db:5432/x",
      "connecting to postgres://app:[hidden]@db:5432/x",
    ],
    ['{"password": "two words", "user": "a"}', '{"password": [hidden], "user": "a"}'],
    ["api_key=abc&next=1", "api_key=[hidden]&next=1"],
    ["ACCESS_TOKEN: abc, x", "ACCESS_TOKEN: [hidden], x"],
    ["key AKIAIOSFODNN7EXAMPLE used", "key [hidden] used"],
    ["session eyJhbGciOi.eyJzdWIi.c2ln ended", "session [hidden] ended"],
    ["push with ghp_0123456789abcdef", "push with [hidden]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----!", "[hidden]!"],
    ["-----BEGIN PRIVATE KEY----- MIIE", "[hidden]"],
  ])("is hidden: %s", (line, shown) => {
    expect(hideSecrets(line)).toBe(shown);
  });

  test.each([
    "worker 3 started, 12 jobs waiting",
    "GET https://example.com/a?page=2 200",
    "the secret of a good queue is its length",
    "2026-11-21T10:00:00Z user@example.com signed in",
  ])("is not found in: %s", (line) => {
    expect(hideSecrets(line)).toBe(line);
  });
});
