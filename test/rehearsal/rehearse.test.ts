import { describe, expect, test } from "vitest";
import type { Program } from "../../src/playbook/program.ts";
import { programFrom, rehearseIn, seenIn } from "./written.ts";

const LOOK = "id: look, kind: test.workload, with: { namespace: a, name: b }";
const SCALE =
  "id: scale, kind: test.scale, with: { namespace: a, name: b, replicas: 3 }, verify: none, because: it is a test";
const KICK =
  "id: kick, kind: test.reset, with: { id: w, reason: stuck }, verify: none, because: it is a test";
const SCALED = "scale: { before: 1, after: 3 }";
const GOOD = `stub: { look: { replicas: 3, ready: 3 }, ${SCALED} }`;

function stepsOf(...steps: readonly string[]): Program {
  return programFrom(`steps: [${steps.map((step) => `{ ${step} }`).join(", ")}]`);
}

describe("calls", () => {
  test("find their stub, and the run goes on with it", () => {
    const { path, changed } = seenIn(stepsOf(LOOK, SCALE), GOOD);

    expect({ path, changed }).toEqual({ path: ["look", "scale"], changed: ["scale"] });
  });

  test("are none where people are told something, so that it takes no stub", () => {
    const say = "id: say, kind: slack.post, with: { to: slack/ops, text: It goes on }";
    const write = "id: write, kind: pagerduty.note, with: { text: It goes on }";
    const { path, changed, told } = seenIn(stepsOf(say, LOOK, write), GOOD);

    expect({ path, changed, told }).toEqual({
      path: ["say", "look", "write"],
      changed: [],
      told: [],
    });
  });

  test("that take their time have arrived as soon as they were sent, as their stub says", () => {
    const rehearsal = rehearseIn(stepsOf(LOOK, SCALE), GOOD);

    expect(rehearsal).toMatchObject({
      is: "ended",
      run: { changes: [{ step: "scale", output: { before: 1, after: 3 } }] },
    });
    expect(rehearsal.is === "ended" && rehearsal.events.slice(1)).toMatchObject([
      { step: "scale", phase: "run" },
      { step: "scale", phase: "arrival" },
    ]);
    expect(seenIn(stepsOf(LOOK, SCALE), GOOD).waited).toBe(0);
  });

  test("without a stub end the rehearsal with the line to add", () => {
    expect(rehearseIn(stepsOf(LOOK), "")).toMatchObject({
      is: "missing",
      missing: { section: "stub", line: "look: { replicas: 0, ready: 0 }" },
    });
  });

  test("are answered one after the other, the last answer for ever", () => {
    const program = programFrom(`
      steps:
        - id: ready
          kind: wait_until
          with: { kind: test.workload, with: { namespace: a, name: b }, that: now.ready == 3, every: 10s }
      outputs: { waited: "\${{ steps.ready.outputs.waited }}" }
    `);
    const seen = seenIn(
      program,
      "stub: { ready: [{ replicas: 3, ready: 1 }, { fails: { message: busy } }, { replicas: 3, ready: 3 }] }",
    );

    expect(seen).toMatchObject({ outputs: { waited: "20s" }, waited: 20_000 });
  });

  test("that fail for a while are tried again, after the longest back-off", () => {
    const program = stepsOf(`${LOOK}, retry: { max: 2, backoff: 4s, factor: 3 }`);
    const later = "{ fails: { message: busy, retry: later } }";

    expect(
      seenIn(program, `stub: { look: [${later}, ${later}, { replicas: 3, ready: 3 }] }`),
    ).toMatchObject({
      outcome: "nothing_to_do",
      waited: 16_000,
    });
  });

  test("that fail for good escalate with the code of the stub", () => {
    const stub = "stub: { look: { fails: { message: gone, code: E601 } } }";

    expect(seenIn(stepsOf(LOOK), stub)).toMatchObject({
      outcome: "escalated",
      error: "E601",
      told: ["team-payments"],
      waited: 0,
    });
  });
});

describe("a foreach", () => {
  const program = programFrom(`
    steps:
      - { id: locks, kind: test.locks, with: { prefix: "wf:" } }
      - id: clear
        foreach: { items: steps.locks.outputs.held, max: 5, on_item_failure: continue }
        kind: test.clear_lock
        with: { key: "\${{ item.key }}", token: "\${{ item.token }}" }
        retry: { max: 1, backoff: 1s }
        verify: none
        because: it is a test
    outputs: { done: "\${{ steps.clear.outputs.done }}" }
  `);
  const held =
    "locks: { held: [{ key: a, token: t, owner_dead: true }, { key: b, token: t, owner_dead: true }] }";

  test("takes a single stub for all of its items", () => {
    expect(seenIn(program, `stub: { ${held}, clear: { cleared: true } }`).outputs).toEqual({
      done: 2,
    });
  });

  test("takes a list as one stub per item", () => {
    const stub = `stub: { ${held}, clear: [{ fails: { message: gone } }, { cleared: true }] }`;

    expect(seenIn(program, stub).outputs).toEqual({ done: 1 });
  });

  test("takes a list inside the list as the calls for one item", () => {
    const calls = "[{ fails: { message: busy, retry: later } }, { cleared: true }]";

    expect(
      seenIn(program, `stub: { ${held}, clear: [${calls}, { cleared: true }] }`),
    ).toMatchObject({
      outputs: { done: 2 },
      waited: 1_000,
    });
  });

  test("starts the calls of each item anew", () => {
    const second = "[{ fails: { message: gone } }, { cleared: true }]";

    expect(
      seenIn(program, `stub: { ${held}, clear: [[{ cleared: true }], ${second}] }`).outputs,
    ).toEqual({
      done: 1,
    });
  });
});

describe("people", () => {
  const approved = stepsOf(`${SCALE}, approve: { by: [team], count: 2, expires: 10m }`);

  test("approve as many at a time as the step asks for, after a minute", () => {
    const seen = seenIn(approved, `stub: { ${SCALED} }, answers: { scale: approve }`);

    expect(seen).toMatchObject({ changed: ["scale"], waited: 60_000 });
  });

  test("deny, and nothing happens", () => {
    expect(seenIn(approved, "answers: { scale: deny }")).toMatchObject({
      outcome: "denied",
      changed: [],
      waited: 60_000,
    });
  });

  test("say nothing until the approval expires", () => {
    expect(seenIn(approved, "answers: { scale: expire }")).toMatchObject({
      outcome: "escalated",
      waited: 600_000,
    });
  });

  test("need half of the time when they are given less than two minutes", () => {
    const hurried = stepsOf(`${SCALE}, approve: { by: [team], expires: 30s }`);

    expect(seenIn(hurried, "answers: { scale: deny }").waited).toBe(15_000);
  });

  test("whose answer a test forgot end the rehearsal with the line to add", () => {
    expect(rehearseIn(approved, "")).toMatchObject({
      is: "missing",
      missing: { section: "answers", line: "scale: approve (or deny, expire)" },
    });
  });

  test("answer questions in their own words", () => {
    const program = programFrom(`
      steps: [{ id: tell, kind: ask, with: { question: "Why?", of: [team] } }]
      outputs: { why: "\${{ steps.tell.outputs.answer }}" }
    `);

    expect(seenIn(program, "answers: { tell: the release }").outputs).toEqual({
      why: "the release",
    });
    expect(seenIn(program, "answers: { tell: expire }").outcome).toBe("escalated");
    expect(rehearseIn(program, "")).toMatchObject({ missing: { line: "tell: text (or expire)" } });
  });

  test("answer one question after the other", () => {
    const program = programFrom(`
      params: { who: { type: list of name } }
      steps:
        - id: tell
          foreach: { items: params.who, max: 5 }
          kind: ask
          with: { question: "Why, \${{ item }}?", of: [team] }
      outputs: { second: "\${{ steps.tell.outputs.items[1].answer }}" }
    `);

    expect(
      seenIn(program, "params: { who: [ann, bob] }, answers: { tell: [red, blue] }").outputs,
    ).toEqual({
      second: "blue",
    });
  });

  test("choose among the answers to a question", () => {
    const program = programFrom(`
      steps: [{ id: pick, kind: ask, with: { question: "Which?", of: [team], choices: [keep, drop] } }]
      outputs: { picked: "\${{ steps.pick.outputs.answer }}" }
    `);

    expect(seenIn(program, "answers: { pick: drop }").outputs).toEqual({ picked: "drop" });
    expect(rehearseIn(program, "")).toMatchObject({
      missing: { line: "pick: keep (or drop, expire)" },
    });
  });

  test("settle what is in doubt, each time anew", () => {
    const program = stepsOf(KICK);
    const doubts = "stub: { kick: [in_doubt, in_doubt, { events: 1 }] }";

    expect(seenIn(program, `${doubts}, answers: { kick: [not_happened, unknown] }`).outcome).toBe(
      "unknown",
    );
    expect(seenIn(program, `${doubts}, answers: { kick: not_happened }`).changed).toEqual(["kick"]);
    expect(rehearseIn(program, doubts)).toMatchObject({
      missing: { line: "kick: happened (or not_happened, unknown)" },
    });
  });
});

describe("a sub-playbook", () => {
  const program = programFrom(`
    steps: [{ id: child, kind: playbook, with: { use: other@^1 } }]
    outputs: { pods: "\${{ steps.child.outputs.outputs.pods }}" }
  `);

  test("ends as its stub says, with the outputs of the stub", () => {
    expect(
      seenIn(program, "stub: { child: { outcome: resolved, outputs: { pods: 3 } } }"),
    ).toMatchObject({
      outcome: "resolved",
      outputs: { pods: 3 },
    });
  });

  test("that does not help fails its step", () => {
    expect(seenIn(program, "stub: { child: { outcome: denied, outputs: {} } }").error).toBe("E306");
  });

  test("without a stub ends the rehearsal", () => {
    expect(rehearseIn(program, "")).toMatchObject({
      missing: { line: "child: { outcome: resolved, outputs: {} }" },
    });
  });
});

describe("the start", () => {
  test("goes through the airlock that a real alert goes through", () => {
    const program = programFrom(`
      params: { queue: { type: name, from: alert.labels.queue } }
      steps: [{ ${LOOK} }]
    `);
    const hostile = 'alert: { alert: A, labels: { queue: "orders; drop" } }';

    expect(seenIn(program, hostile)).toMatchObject({ outcome: "refused", error: "E301", path: [] });
  });

  test("takes the mode of the playbook unless the test names another", () => {
    const program = programFrom(`
      params: { env: { type: enum, of: [prod, staging] } }
      safety: { mode: { prod: approve, staging: auto }, cooldown: 1m, lock: sample }
      steps: [{ ${SCALE} }]
    `);
    const scaled = `stub: { ${SCALED} }`;

    expect(rehearseIn(program, `params: { env: prod }, ${scaled}`).is).toBe("missing");
    expect(seenIn(program, `params: { env: staging }, ${scaled}`).changed).toEqual(["scale"]);
    expect(seenIn(program, `params: { env: prod }, mode: suggest, ${scaled}`).outcome).toBe(
      "suggested",
    );
  });
});

test("an alert that resolves before the first change ends the run", () => {
  const program = stepsOf(`${SCALE}, approve: { by: [team] }`);
  const world = `answers: { scale: approve }, stub: { ${SCALED} }`;

  expect(seenIn(program, `${world}, alert_resolves_after: 59s`)).toMatchObject({
    outcome: "nothing_to_do",
    waited: 59_000,
  });
  expect(seenIn(program, `${world}, alert_resolves_after: 61s`).changed).toEqual(["scale"]);
});

test("a run that would go on for ever is cut off", () => {
  const program = programFrom(`
    safety: { mode: auto, cooldown: 1m, lock: sample, deadline: 24h }
    steps:
      - id: ready
        kind: wait_until
        with: { kind: test.workload, with: { namespace: a, name: b }, that: "false", every: 1s, within: 23h }
  `);

  expect(rehearseIn(program, "stub: { ready: { replicas: 1, ready: 1 } }").is).toBe("endless");
});

test("the same world makes the same run, down to the last effect", () => {
  const program = stepsOf(LOOK, SCALE);

  expect(rehearseIn(program, GOOD)).toEqual(rehearseIn(program, GOOD));
});
