import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../src/model/json.ts";
import { Playbook } from "../../../src/playbook/format/playbook.ts";
import { diffPlaybooks } from "../../../src/playbook/version/diff.ts";
import type { Change } from "../../../src/playbook/version/diff/change.ts";
import { kinds } from "../../../src/steps/registry.ts";
import { edit, leavesOf } from "./edit.ts";
import { BRANCHES, FULL, STEPS } from "./full-playbook.ts";

/** A field, its new value (`undefined` removes it) and what is said about that. */
type Row = readonly [path: string, value: JsonValue | undefined, says: string];

describe("patch", () => {
  test.each<Row>([
    ["summary", "Other words.", "summary reads differently"],
    ["steps.scale.name", "Up", "steps.scale.name reads differently"],
    ["steps.restart.because", "So.", "steps.restart.because reads differently"],
    ["steps.hand_over.with.reason", "Look.", "steps.hand_over.with.reason reads differently"],
    ["params.pods.describe", "How many.", "params.pods.describe reads differently"],
    ["params.note.default", "Hm.", "params.note.default reads differently"],
    ["params.pods.max", 30, "params.pods.max is 30, was 40: tighter"],
    ["params.pods.min", 2, "params.pods.min is 2, was 1: tighter"],
    ["params.wait.max", "50m", "params.wait.max is 50m, was 1h: tighter"],
    ["safety.cooldown", "40m", "safety.cooldown is 40m, was 30m: tighter"],
    ["safety.max_runs", "2 per 24h", "safety.max_runs is 2 per 24h, was 3 per 24h: tighter"],
    ["safety.max_runs", "3 per 48h", "safety.max_runs is 3 per 48h, was 3 per 24h: tighter"],
    ["safety.max_targets", 2, "safety.max_targets is 2, was 3: tighter"],
    ["safety.max_change", "50%", "safety.max_change is 50%, was 100%: tighter"],
    ["safety.deadline", "2700s", "safety.deadline is 2700s, was 45m"],
    ["safety.deadline", "30m", "safety.deadline is 30m, was 45m: tighter"],
    ["safety.page_after", "5m", "safety.page_after is 5m, was 15m: tighter"],
    ["safety.mode.prod", "suggest", "safety.mode.prod is suggest, was approve: tighter"],
    ["safety.mode.dev", "observe", "safety.mode.dev is observe, was auto: tighter"],
    ["steps.scale.approve.count", 3, "steps.scale.approve.count is 3, was 2: tighter"],
    [
      "steps.scale.approve.by",
      ["sre"],
      'steps.scale.approve.by is ["sre"], was ["team-orders","sre"]',
    ],
    ["steps.scale.approve.expires", "5m", "steps.scale.approve.expires is 5m, was 15m: tighter"],
    [
      "steps.scale.approve.when",
      undefined,
      "steps.scale.approve.when is gone: people are always asked",
    ],
    [
      "steps.restart.approve",
      { by: ["sre"] },
      "steps.restart.approve is new: people are asked first",
    ],
    ["steps.look.retry.backoff", "9s", "steps.look.retry.backoff is 9s, was 5s: tighter"],
    ["steps.look.retry.max_backoff", "9m", "steps.look.retry.max_backoff is 9m, was 1m: tighter"],
    ["steps.look.retry.factor", 3, "steps.look.retry.factor is 3, was 2: tighter"],
    ["steps.look.retry.max", 2, "steps.look.retry.max is 2, was 3: tighter"],
    ["steps.look.retry", undefined, "steps.look.retry is gone: the first failure counts"],
    ["steps.scale.timeout", "1m", "steps.scale.timeout is 1m, was 2m: tighter"],
    ["steps.scale.effect", "once", "steps.scale.effect is once, was idempotent: tighter"],
    ["steps.scale.foreach.max", 3, "steps.scale.foreach.max is 3, was 5: tighter"],
    ["steps.scale.foreach.at_once", 1, "steps.scale.foreach.at_once is 1, was 2: tighter"],
    ["steps.scale.verify.hold", "2m", "steps.scale.verify.hold is 2m, was 1m: tighter"],
    ["steps.scale.verify.within", "5m", "steps.scale.verify.within is 5m, was 15m: tighter"],
    [
      "match.labels.env",
      ["staging", "prod"],
      'match.labels.env is ["staging","prod"], was ["prod","staging"]',
    ],
  ])("%s as %j", expectOnly("patch"));

  test("safety where there was none", () => {
    expect(compare(edit(FULL, "safety", undefined), FULL)).toMatchObject([
      { bump: "patch", says: "safety is new: it only holds back" },
    ]);
  });
});

describe("minor", () => {
  test.each<Row>([
    ["severity", "critical", "severity is critical, was high"],
    [
      "params.fresh",
      { type: "int", default: 1 },
      "params.fresh is new and optional: it has a default",
    ],
    ["params.env.default", "prod", "params.env.default is new, so the param is optional"],
    ["outputs.more", 2, "outputs.more is new"],
    ["steps.peek", { kind: "http.get" }, "steps.peek is new and only reads"],
    [
      "steps.crashing",
      { kind: "escalate" },
      "steps.crashing is new and can only stop, hold or hand over the run, or tell people",
    ],
    [
      "steps.crashing",
      { kind: "slack.post" },
      "steps.crashing is new and can only stop, hold or hand over the run, or tell people",
    ],
    ["steps.look_twice", undefined, "steps.look_twice is gone: it only read"],
    ["steps.look.with.path", "/other", "steps.look.with.path is /other, was /queue"],
    ["steps.look.when", "true", "steps.look.when is true, was not set"],
    ["steps.look.then", "end", "steps.look.then is end: the run ends with this step"],
    ["steps.look.retry.max", 5, "steps.look.retry.max is 5, was 3: looser"],
    ["steps.look.retry.backoff", "1s", "steps.look.retry.backoff is 1s, was 5s: looser"],
    ["steps.scale.timeout", "3m", "steps.scale.timeout is 3m, was 2m: looser"],
    ["steps.restart.undo", "offer", "steps.restart.undo is offer, was none"],
    [
      "steps.restart.verify",
      { kind: "http.get", that: "true" },
      "steps.restart.verify is new: the effect is checked now",
    ],
    ["steps.restart.on_failure", "escalate", "steps.restart.on_failure is escalate, was continue"],
    ["match.alert", "QueueHigh", "match.alert is QueueHigh, was Queue*: fewer alerts match"],
    [
      "match.labels.env",
      "prod",
      'match.labels.env is prod, was ["prod","staging"]: fewer alerts match',
    ],
    ["match.labels.queue", "o*", "match.labels.queue is o*, was not set: fewer alerts match"],
    ["match.unless.drill", "*", "match.unless.drill is *, was not set: fewer alerts match"],
    [
      "match.unless.maintenance",
      "*",
      "match.unless.maintenance is *, was true: fewer alerts match",
    ],
    ["match.priority", -1, "match.priority is -1, was 0: fewer alerts match"],
    ["match", undefined, "match is gone, so no alert starts it"],
  ])("%s as %j", expectOnly("minor"));
});

describe("major", () => {
  test.each<Row>([
    ["name", "queue", "name is queue, was queue-backlog"],
    ["owner", "team-mails", "owner is team-mails, was team-orders"],
    ["severity", "low", "severity is low, was high"],
    ["params.note", undefined, "params.note is gone"],
    ["params.pods.type", "number", "params.pods.type is number, was int"],
    ["params.env.of", ["prod"], 'params.env.of is ["prod"], was ["prod","staging"]'],
    [
      "params.env.from",
      "alert.labels.x",
      "params.env.from is alert.labels.x, was alert.labels.env",
    ],
    ["params.pods.default", 9, "params.pods.default is 9, was 20"],
    ["params.pods.default", undefined, "params.pods.default is gone, so the param must be given"],
    ["params.fresh", { type: "int" }, "params.fresh is new and must be given: it has no default"],
    ["outputs.pods", undefined, "outputs.pods is gone"],
    ["outputs.pods", "many", "outputs.pods is many, was ${{ 1 }}: its type or meaning may differ"],
    ["match.alert", "Q*", "match.alert is Q*, was Queue*: more alerts match"],
    ["match.alert", "Disk*", "match.alert is Disk*, was Queue*: more alerts match"],
    [
      "match.labels.env",
      undefined,
      'match.labels.env is not set, was ["prod","staging"]: more alerts match',
    ],
    [
      "match.unless.maintenance",
      undefined,
      "match.unless.maintenance is not set, was true: more alerts match",
    ],
    [
      "match.unless.maintenance",
      "yes",
      "match.unless.maintenance is yes, was true: more alerts match",
    ],
    ["match.status", "resolved", "match.status is resolved, was firing: other alerts match"],
    ["match.priority", 1, "match.priority is 1, was 0: more alerts match"],
    ["safety.lock", "queue/b", "safety.lock is queue/b, was queue/a"],
    ["safety.on_locked", "wait", "safety.on_locked is wait, was join"],
    ["steps.more", { kind: "http.call" }, "steps.more is new and changes something"],
    ["steps.more", { kind: "playbook" }, "steps.more is new and changes something"],
    ["steps.more", { kind: "k8s.sclae" }, "steps.more is new and changes something"],
    ["steps.restart", undefined, "steps.restart is gone: it changed something"],
    [
      "steps.hand_over",
      undefined,
      "steps.hand_over is gone: runs that it stopped, held or handed over go on",
    ],
    [
      "steps.hand_over.with.to",
      "slack/a",
      "steps.hand_over.with.to is slack/a, was pagerduty/orders",
    ],
    [
      "steps.done.with.outcome",
      "resolved",
      "steps.done.with.outcome is resolved, was nothing_to_do",
    ],
    ["steps.done.then", undefined, "steps.done.then is gone: the run goes on after this step"],
    ["steps.scale.with.path", "/b", "steps.scale.with.path is /b, was /scale"],
    ["steps.scale.when", "true", "steps.scale.when is true, was params.pods > 1"],
    ["steps.scale.foreach.max", 6, "steps.scale.foreach.max is 6, was 5: looser"],
    ["steps.scale.verify", "none", "steps.scale.verify is gone: nobody checks the effect any more"],
    ["steps.scale.verify.that", "true", "steps.scale.verify.that is true, was after.status == 200"],
    ["steps.scale.verify.hold", "0s", "steps.scale.verify.hold is 0s, was 1m: looser"],
    ["steps.scale.undo", "none", "steps.scale.undo is none, was auto"],
    ["steps.restart.undo", "auto", "steps.restart.undo is auto, was none"],
    [
      "steps.scale.approve.on_expire",
      "stop",
      "steps.scale.approve.on_expire is stop, was escalate",
    ],
    ["steps.rescue.with.path", "/b", "steps.rescue.with.path is /b, was /rescue"],
  ])("%s as %j", expectOnly("major"));

  test("a match where there was none", () => {
    expect(compare(edit(FULL, "match", undefined), FULL)).toMatchObject([
      { bump: "major", says: "match is new, so alerts start this playbook" },
    ]);
  });

  test("going on where steps stood in for a failure", () => {
    expect(changesBy("steps.scale.on_failure", "continue").map(({ says }) => says)).toEqual([
      "steps.rescue is gone: it changed something",
      "steps.scale.on_failure is continue, was steps",
    ]);
  });
});

describe("major, and looser, so that a second person must look", () => {
  test.each<Row>([
    ["safety", undefined, "safety is gone"],
    ["safety.mode.prod", "auto", "safety.mode.prod is auto, was approve: looser"],
    ["safety.mode.dev", "auto", ""],
    ["safety.cooldown", "20m", "safety.cooldown is 20m, was 30m: looser"],
    ["safety.cooldown", undefined, "safety.cooldown is not set, was 30m: looser"],
    ["safety.max_runs", "4 per 24h", "safety.max_runs is 4 per 24h, was 3 per 24h: looser"],
    ["safety.max_runs", "2 per 1h", "safety.max_runs is 2 per 1h, was 3 per 24h: looser"],
    ["safety.max_runs", undefined, "safety.max_runs is not set, was 3 per 24h: looser"],
    ["safety.max_targets", 4, "safety.max_targets is 4, was 3: looser"],
    ["safety.max_change", "200%", "safety.max_change is 200%, was 100%: looser"],
    ["safety.max_change", undefined, "safety.max_change is not set, was 100%: looser"],
    ["safety.deadline", "2h", "safety.deadline is 2h, was 45m: looser"],
    ["safety.page_after", "1h", "safety.page_after is 1h, was 15m: looser"],
    ["safety.guard", undefined, "safety.guard is gone"],
    ["safety.guard.that", "true", "safety.guard watches something else"],
    ["params.pods.max", 80, "params.pods.max is 80, was 40: looser"],
    ["params.pods.min", undefined, "params.pods.min is not set, was 1: looser"],
    ["steps.scale.approve", undefined, "steps.scale.approve is gone: nobody is asked any more"],
    [
      "steps.scale.approve.by",
      ["sre", "team-orders", "all"],
      "steps.scale.approve.by admits all as well",
    ],
    ["steps.scale.approve.count", 1, "steps.scale.approve.count is 1, was 2: looser"],
    ["steps.scale.approve.expires", "1h", "steps.scale.approve.expires is 1h, was 15m: looser"],
    [
      "steps.scale.approve.when",
      "false",
      "steps.scale.approve.when is false, was params.pods > 2: people may not be asked",
    ],
    ["steps.scale.effect", undefined, "steps.scale.effect is not set, was idempotent: looser"],
  ])("%s as %j", (path, value, says) => {
    const expected = says === "" ? [] : [{ bump: "major", says, loosens: true }];
    expect(changesBy(path, value)).toMatchObject(expected);
  });

  test("one mode for all where environments had their own", () => {
    expect(changesBy("safety.mode", "auto")).toMatchObject([
      { says: "safety.mode.prod is auto, was approve: looser", loosens: true },
    ]);
    expect(changesBy("safety.mode", { prod: "approve" })).toMatchObject([
      { bump: "patch", says: "safety.mode is not set, was auto: tighter" },
    ]);
  });
});

describe("where steps stand", () => {
  const [together = {}, done = {}, handOver = {}, ...rest] = STEPS;

  test("another order of steps is a major change", () => {
    expect(changesBy("steps", [together, handOver, done, ...rest])).toMatchObject([
      {
        bump: "major",
        at: ["steps"],
        says: expect.stringContaining("run in another order: look, "),
      },
    ]);
  });

  test("steps that no longer run together are named, each with its place", () => {
    const apart = [
      ...BRANCHES.slice(0, 1),
      { parallel: BRANCHES.slice(1) },
      done,
      handOver,
      ...rest,
    ];

    expect(changesBy("steps", apart)).toMatchObject([
      {
        bump: "minor",
        at: ["steps", 0],
        says: "steps.look runs beside nothing, before beside look_again, look_twice",
      },
      {
        bump: "minor",
        at: ["steps", 1, "parallel", 0],
        says: expect.stringContaining("before beside look, look_twice"),
      },
      { bump: "minor", says: expect.stringContaining("steps.look_twice runs beside look_again") },
    ]);
  });

  test("a new branch beside others is only a new step", () => {
    const wider = { parallel: [...BRANCHES, { id: "peek", kind: "http.get" }] };

    expect(changesBy("steps", [wider, done, handOver, ...rest])).toMatchObject([
      { bump: "minor", says: "steps.peek is new and only reads" },
    ]);
  });

  test("a step that now stands in for another is a major change", () => {
    const steps = STEPS.filter((step) => step !== handOver);
    const rescued = edit({ ...FULL, steps }, "steps.restart.on_failure", [handOver]);

    expect(compare(FULL, rescued).map(({ bump, says }) => [bump, says])).toContainEqual([
      "major",
      "steps.hand_over stands in for restart, before for no other step",
    ]);
  });
});

test("nothing differs between a playbook and itself, defaults written out or not", () => {
  expect(compare(FULL, FULL)).toEqual([]);
  expect(changesBy("match.priority", undefined)).toEqual([]);
  expect(changesBy("version", "1.4.1")).toEqual([]);
});

test("no field can change unnoticed", () => {
  const values = [
    undefined,
    "x",
    "zz",
    7,
    "9m",
    "9 per 9h",
    "9%",
    "low",
    "once",
    "prod",
    "skip",
    "none",
    "read",
  ];
  const more = [
    "resolved",
    "continue",
    "stop",
    "escalate",
    "list of id",
    "alert.labels.z",
    "observe",
    "wait",
    "auto",
  ];
  const unnoticed: string[] = [];
  const tried = new Set<string>();
  for (const path of leavesOf(FULL)) {
    for (const value of [...values, ...more]) {
      const after = Playbook.safeParse(edit(FULL, path, value));
      if (!after.success || isDeepStrictEqual(after.data, before)) continue;
      tried.add(path);
      if (diffPlaybooks(before, after.data, kinds).length === 0)
        unnoticed.push(`${path}: ${value}`);
    }
  }

  expect(unnoticed).toEqual([]);
  expect(leavesOf(FULL).filter((path) => !tried.has(path))).toEqual(["format", "version"]);
});

const before = Playbook.parse(FULL);

function expectOnly(bump: Change["bump"]): (...row: Row) => void {
  return (path, value, says) => {
    expect(changesBy(path, value)).toMatchObject([{ bump, says, loosens: false }]);
  };
}

function changesBy(path: string, value: JsonValue | undefined): readonly Change[] {
  return compare(FULL, edit(FULL, path, value));
}

function compare(old: JsonValue, young: JsonValue): readonly Change[] {
  return diffPlaybooks(Playbook.parse(old), Playbook.parse(young), kinds);
}
