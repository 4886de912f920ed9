import { describe, expect, test } from "vitest";
import { Budgets } from "../../../src/config/settings/budgets.ts";
import { judgeStart, judgeStartByHand } from "../../../src/engine/brakes/judge-start.ts";
import type { Program } from "../../../src/playbook/program.ts";
import type { StartFacts } from "../../../src/ports/starts.ts";
import type { Switch } from "../../../src/ports/switches.ts";
import { fire, MINUTE, programOf, read, UNVERIFIED } from "../machine/driver.ts";

const NOW = 100_000_000;
const HOUR = 60 * MINUTE;
const SAFETY = { mode: "auto", cooldown: "30m", max_runs: "3 per 24h" };
const CHANGING = programOf([fire("one", UNVERIFIED)], { safety: SAFETY });
const SAY = { id: "say", kind: "slack.post", with: { to: "slack/ops", text: "It goes on" } };
const LOOKING = programOf([read("one"), SAY], { safety: SAFETY });

describe("a start that nobody asked for by hand", () => {
  test("is allowed when nothing is in its way", () => {
    expect(judge(CHANGING)).toBeUndefined();
  });

  test.each(["freeze", "pause", "drain"] as const)("waits while there is a %s over it", (kind) => {
    expect(judge(CHANGING, { switches: [on(kind)] })).toMatchObject({ brake: kind });
  });

  test("may look around while all is frozen, as long as it changes nothing", () => {
    expect(judge(LOOKING, { switches: [on("freeze")] })).toBeUndefined();
    expect(judge(LOOKING, { switches: [on("pause")] })).toMatchObject({ brake: "pause" });
  });

  test("waits when its playbook has run often enough", () => {
    const started = [NOW - 23 * HOUR, NOW - HOUR, NOW - 2 * HOUR];

    expect(judge(CHANGING, { started: started.slice(1) })).toBeUndefined();
    expect(judge(CHANGING, { started })).toMatchObject({
      brake: "max_runs",
      rule: "safety.max_runs: 3 per 1d",
      until: NOW + HOUR,
    });
  });

  test("waits while the lock of its playbook cools down", () => {
    const use = { playbook: "test", target: "queue/orders", run: "r-0", at: NOW - 10 * MINUTE };

    expect(judge(CHANGING, { uses: [use] })).toMatchObject({
      brake: "cooldown",
      until: NOW + 20 * MINUTE,
    });
  });

  test("waits while many targets want the same playbook", () => {
    const targets = Array.from({ length: 5 }, (_, i) => `cart-${i}`);

    expect(judge(CHANGING, { targets: new Set(targets.slice(1)) })).toBeUndefined();
    expect(judge(CHANGING, { targets: new Set(targets) })).toMatchObject({
      brake: "storm",
      rule: "budgets.storm: 5 targets in 5m",
      until: null,
    });
  });

  test("waits while more runs are due than workers take", () => {
    expect(judge(LOOKING, { queued: 499 })).toBeUndefined();
    expect(judge(LOOKING, { queued: 500 })).toMatchObject({
      brake: "crowd",
      rule: "budgets.queued_runs: 500",
    });
  });
});

describe("a start by hand", () => {
  test("is refused only while Pitcrew is drained", () => {
    expect(judgeStartByHand(CHANGING, [on("freeze"), on("pause")], NOW)).toBeUndefined();
    expect(judgeStartByHand(CHANGING, [on("drain")], NOW)).toMatchObject({ brake: "drain" });
  });
});

function on(kind: Switch["kind"]): Switch {
  return {
    kind,
    scope: "all",
    by: "ann",
    reason: "failover",
    since: NOW,
    until: null,
    inFlight: "hold",
  };
}

function judge(program: Program, more: Partial<StartFacts> = {}) {
  const start = {
    run: "r-1",
    playbook: "test",
    target: "queue/orders",
    locks: ["queue/orders"],
    matters: { askedMs: 5 * MINUTE, targets: 5, startedMs: 24 * HOUR, queued: 500 },
  };
  const facts = {
    now: NOW,
    switches: [],
    started: [],
    targets: new Set<string>(),
    uses: [],
    queued: 0,
    ...more,
  };
  return judgeStart(start, program, facts, Budgets.parse({}));
}
