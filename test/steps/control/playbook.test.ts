import { describe, expect, test } from "vitest";
import { playbook } from "../../../src/steps/control/playbook.ts";

describe("the playbook that a step runs", () => {
  test.each(["a@*", "queue-backlog@1.4.0", "queue-backlog@^1.4", "q_2@~2", "a@1"])(
    "may be written as %s",
    (use) => {
      expect(playbook.params.safeParse({ use }).success).toBe(true);
    },
  );

  test.each([
    "queue-backlog",
    "queue-backlog@",
    "queue-backlog@latest",
    "queue-backlog@>=1",
    "queue-backlog@1.2.3.4",
    "Queue@1",
    "../queue@1",
    "queue@1 ",
    "${{ params.name }}@1",
  ])("may not be written as %j", (use) => {
    expect(playbook.params.safeParse({ use }).error?.issues[0]?.message).toContain(
      "queue-backlog@^1.4",
    );
  });
});
