import { expect, test } from "vitest";
import { escapeGlob } from "../../../../src/integrations/redis-keys/connection/scan.ts";

test.each([
  ["workflow:lock:", "workflow:lock:"],
  ["a*b?c[d]e\\f", "a\\*b\\?c\\[d\\]e\\\\f"],
])("%j is looked for as %j", (prefix, pattern) => {
  expect(escapeGlob(prefix)).toBe(pattern);
});
