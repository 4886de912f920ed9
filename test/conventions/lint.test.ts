import { execa } from "execa";
import { describe, expect, test } from "vitest";

const PLANTED = [
  "import(no-default-export)",
  "eslint(no-restricted-imports)",
  "typescript(no-explicit-any)",
  "typescript(no-non-null-assertion)",
  "typescript(no-floating-promises)",
  "typescript(switch-exhaustiveness-check)",
  "eslint(no-console)",
  "eslint(no-eval)",
];

describe("the linter", async () => {
  const { stdout } = await execa(
    "oxlint",
    ["-c", ".config/oxlint.json", "--type-aware", "--format=unix", "test/fixtures/lint/planted.ts"],
    { preferLocal: true, reject: false },
  );

  test.each(PLANTED)("finds the planted breach of %s", (rule) => {
    expect(stdout).toContain(rule);
  });
});
