import { describe, expect, test } from "vitest";
import { renderRun } from "../../../src/cli/follow/render-run.ts";
import type { RunView } from "../../../src/intake/api/views/run-view.ts";

const AT = Date.parse("2026-11-20T03:03:00.000Z");
const plain = (text: string): string => text;
const PAINT = { strong: plain, good: plain, bad: plain };

const RUN: RunView = {
  id: "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90",
  playbook: "queue-backlog",
  version: "1.4.0",
  hash: "sha256:1",
  mode: "auto",
  params: { queue: "orders" },
  started: time(0),
  ended: null,
  outcome: null,
  undo: null,
  standstill: null,
  state: "running",
  deadline: time(3_600),
  reason: null,
  failure: null,
  steps: [],
  pending: [],
  outputs: {},
  headline: { state: "WORKING", about: "queue-backlog · orders" },
  proof: [],
  actions: [],
};

describe("a run on the screen", () => {
  test("begins with its playbook, its params, its state in words and its age", () => {
    expect(rendered({}, 72)).toEqual([
      "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90  queue-backlog 1.4.0 queue=orders  RUNNING 1m12s",
    ]);
  });

  test("has a line for each step: its state, its name, how long it took, what it says", () => {
    const steps = [
      step("depth", "done", "GET /depth", 0, 1),
      step("drained", "skipped", "not true: depth < 500", 1, 1),
      step("scale", "running", "Scale to 14", 1, null),
      step("verify", "next", "", null, null),
    ];

    expect(rendered({ steps }, 31).slice(1)).toEqual([
      "  done       depth      1.0s  GET /depth",
      "  skipped    drained          not true: depth < 500",
      "  running    scale       30s  Scale to 14",
      "  next       verify",
    ]);
  });

  test("says what it waits for, with the command that helps", () => {
    const question = { is: "answer", step: "scale", item: 0, about: "Scaled?" } as const;
    const pending = [
      { ...question, choices: ["yes", "no"], until: time(900), plan: null },
      {
        is: "settle",
        step: "kick",
        item: 0,
        about: "no answer came",
        choices: [],
        until: null,
        plan: null,
      },
      {
        is: "approval",
        step: "grow",
        item: 0,
        about: "Scale to 14 pods, from 8.",
        choices: [],
        until: time(900),
        plan: "3c9e12",
      },
    ] as const;

    expect(rendered({ state: "waiting", pending }, 5).slice(1)).toEqual([
      '  "scale" asks, by 2026-11-20T03:18:00.000Z: Scaled?',
      `    pitcrew answer ${RUN.id} yes|no --step scale`,
      '  "kick" is in doubt: no answer came',
      `    pitcrew settle ${RUN.id} happened|not-happened|unknown --step kick`,
      '  "grow" needs an approval, by 2026-11-20T03:18:00.000Z: Scale to 14 pods, from 8.',
      `    pitcrew approve ${RUN.id} --plan 3c9e12 --step grow`,
      `    pitcrew deny ${RUN.id} --reason "TEXT" --step grow`,
    ]);
  });

  test("ends with its outcome, what it found, why, and what helps", () => {
    const failure = { code: "E601", message: "No answer", remedy: "Look at the network." };
    const lines = rendered(
      {
        state: "ended",
        outcome: "nothing_to_do",
        ended: time(4),
        reason: "All is well",
        failure,
        outputs: { depth: 12 },
      },
      900,
    );

    expect(lines[0]).toContain("NOTHING TO DO 4.0s");
    expect(lines.slice(1)).toEqual([
      "  depth: 12",
      "  All is well",
      "  E601: Look at the network.",
    ]);
  });

  test("says beside its outcome what became of its undo", () => {
    const [headline = ""] = rendered(
      { state: "ended", outcome: "resolved", undo: "undo_failed" },
      1,
    );

    expect(headline).toContain("RESOLVED, UNDO FAILED");
  });

  test("shows escape sequences from outside, and obeys none", () => {
    const [headline = ""] = rendered({ params: { queue: "\u001B[2Jorders" } }, 1);

    expect(headline).not.toContain("\u001B");
    expect(headline).toContain("orders");
  });

  test("paints nothing but what the words say as well", () => {
    const steps = [step("depth", "failed", "E601 No answer", 0, 1)];
    const loud = { ...PAINT, bad: (text: string) => `<${text}>` };

    expect(renderRun({ ...RUN, steps }, AT, loud)[1]).toBe(
      "  <failed   >  depth    1.0s  E601 No answer",
    );
  });
});

function rendered(part: Partial<RunView>, afterSeconds: number): readonly string[] {
  return renderRun({ ...RUN, ...part }, AT + afterSeconds * 1_000, PAINT);
}

function step(
  id: string,
  state: RunView["steps"][number]["state"],
  says: string,
  began: number | null,
  ended: number | null,
): RunView["steps"][number] {
  return {
    id,
    kind: "http.get",
    state,
    says,
    began: began === null ? null : time(began),
    ended: ended === null ? null : time(ended),
  };
}

function time(seconds: number): string {
  return new Date(AT + seconds * 1_000).toISOString();
}
