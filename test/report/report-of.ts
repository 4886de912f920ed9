import type { ReportView } from "../../src/intake/api/views/report-view.ts";

const RUN = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";
const T = (seconds: number): string =>
  new Date(Date.UTC(2026, 10, 21, 3, 0, seconds)).toISOString();

/** A run that ann started and bob agreed to, with one change that helped. */
export function reportOf(changed: Partial<ReportView> = {}): ReportView {
  return {
    format: 1,
    written: T(90),
    run: {
      id: RUN,
      playbook: "clear-lock",
      version: "1.2.0",
      hash: "sha256:aa",
      mode: "approve",
      params: {},
      started: T(0),
      ended: T(40),
      outcome: "resolved",
      undo: null,
      standstill: null,
      state: "ended",
      headline: { state: "FIXED in 40 s", about: "clear-lock · orders" },
      deadline: T(3600),
      reason: "Verified: clear",
      failure: null,
      steps: [],
      pending: [],
      outputs: {},
      proof: [{ what: "waiting", before: "7", after: "0" }],
      actions: [],
    },
    asked: { by: "ann", through: "slack" },
    alert: null,
    decisions: [
      {
        step: "clear",
        plan: "sha256:bb",
        risk: "low",
        effects: ["Clear 1 lock."],
        asked: ["platform"],
        needed: 1,
        votes: [{ by: "bob", at: T(20), break_glass: null }],
        standing: "granted",
        decided: { by: "bob", at: T(20) },
        waited_ms: 18_000,
      },
    ],
    sent: [
      {
        at: T(21),
        step: "clear",
        item: 0,
        phase: "run",
        attempt: 1,
        effect: "idempotent",
        digest: "sha256:cc",
        key: "k",
        result: "succeeded",
      },
    ],
    timeline: [
      {
        seq: 1,
        at: T(0),
        event: "started",
        step: null,
        actor: "ann",
        surface: "slack",
        notes: ['Began "look".'],
        hash: "h1",
      },
      {
        seq: 2,
        at: T(1),
        event: "woke",
        step: null,
        actor: "pitcrew",
        surface: "engine",
        notes: [],
        hash: "h2",
      },
      {
        seq: 3,
        at: T(20),
        event: "voted",
        step: "clear",
        actor: "bob",
        surface: "console",
        notes: ['bob approved "clear" (1 of 1).'],
        hash: "h3",
      },
    ],
    charts: {
      charts: [
        {
          step: "look",
          item: 0,
          title: "Jobs that wait",
          sentence: "From 7 to 0.",
          lines: [
            { name: "waiting", points: [1, 2].map((at) => ({ at: at * 1000, value: 7 - at })) },
          ],
          marks: [{ at: 1500, label: "clear" }],
        },
      ],
      left_out: 0,
    },
    playbook: { name: "clear-lock", steps: [{ id: "clear" }] },
    ...changed,
  };
}

const HOSTILE = '<img src=x onerror=alert(1)> =1+1 [a](http://x) `c` | # "q"\u202E\u001b[2J';

/** The same, with words of somebody who wishes us ill wherever others may write. */
export function hostileReport(): ReportView {
  const { run, timeline, decisions, ...rest } = reportOf();
  return {
    ...rest,
    run: { ...run, reason: HOSTILE, headline: { state: "FIXED", about: HOSTILE } },
    decisions: decisions.map((decision) => ({ ...decision, effects: [HOSTILE] })),
    timeline: timeline.map((event) => ({ ...event, notes: [`=${HOSTILE}`] })),
    playbook: { name: HOSTILE, text: "```\n</pre><script>alert(1)</script>" },
  };
}
