import { expect, test } from "vitest";
import type { RedisTrouble } from "../../../src/ports/redis-answer.ts";
import { redisFailure } from "../../../src/steps/redis/failures.ts";

const refused = (why: Extract<RedisTrouble, { is: "refused" }>["why"]): RedisTrouble => ({
  is: "refused",
  why,
  detail: "-ERR",
});

test.each([
  [refused("loading"), "E620", "later"],
  [refused("busy"), "E620", "later"],
  [refused("no_permission"), "E620", "never"],
  [refused("read_only"), "E620", "never"],
  [refused("out_of_memory"), "E620", "never"],
  [{ is: "unanswered", detail: "" } as const, "E601", "later"],
  [{ is: "unreached", why: "connection_failed", detail: "" } as const, "E601", "never_left"],
  [{ is: "unreached", why: "aborted", detail: "" } as const, "E303", "never_left"],
])("%j is told as %s and tried again %s", (trouble, code, retry) => {
  const failure = redisFailure(trouble, "workflow-redis");

  expect(failure).toMatchObject({ code, retry });
  expect(failure.message).toContain("workflow-redis");
  expect(failure.message).not.toMatch(/\.$/);
  expect(failure.remedy).toMatch(/\.$/);
});
