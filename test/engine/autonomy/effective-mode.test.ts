import { expect, test } from "vitest";
import { effectiveMode } from "../../../src/engine/autonomy/effective-mode.ts";
import { Policy } from "../../../src/config/settings/policy.ts";
import { LOOKS } from "../../intake/alerts/world.ts";

const POLICY = Policy.parse({ prod: { mode: "approve" }, default: { mode: "suggest" } });

test.each([
  ["auto", "prod", "auto", "approve"],
  ["auto", "prod", "suggest", "suggest"],
  ["observe", "prod", "approve", "observe"],
  ["auto", "staging", "auto", "suggest"],
] as const)(
  "of a playbook that asks for %s in %s and has earned %s, a run may %s",
  (mode, env, earned, effective) => {
    const playbook = { ...LOOKS.program.playbook, safety: safetyIn(mode) };

    expect(effectiveMode(playbook, { env }, POLICY, earned).effective).toBe(effective);
  },
);

test("without a policy, the playbook and its past decide", () => {
  const playbook = { ...LOOKS.program.playbook, safety: safetyIn("auto") };

  expect(effectiveMode(playbook, {}, {}, "approve")).toEqual({
    effective: "approve",
    asked: "auto",
    policy: "auto",
    earned: "approve",
  });
});

function safetyIn(mode: "auto" | "observe") {
  const times = { deadline: "1h", page_after: "15m" };
  return { mode, max_targets: 1, on_locked: "join", ...times } as const;
}
