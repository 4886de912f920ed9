import { expect, test } from "vitest";
import { openPrompt } from "../../../src/cli/follow/prompt.ts";
import type { Deed } from "../../../src/cli/follow/press-key.ts";
import type { ApprovalView } from "../../../src/intake/api/views/approval-view.ts";
import type { RunView } from "../../../src/intake/api/views/run-view.ts";

const RUN = "0198c0de-6f1a-7c3e-9a51-3b8f2d4c7e90";

test("keys are heard while the run waits for an approval, and only then", async () => {
  const { prompt, keyboard } = world();

  await prompt.attend(runWith([]));
  expect([keyboard.isListening(), prompt.lines()]).toEqual([false, []]);

  await prompt.attend(runWith(["3c9e12"]));
  expect([keyboard.isListening(), prompt.lines()]).toEqual([true, [KEYS]]);

  await prompt.attend(runWith([]));
  expect([keyboard.isListening(), prompt.lines()]).toEqual([false, []]);
});

test("what is agreed to is the plan that was shown, and what came of it is said", async () => {
  const { prompt, keyboard, told, drawn } = world();
  await prompt.attend(runWith(["3c9e12"]));

  keyboard.press("a");
  expect(prompt.lines()).toEqual(
    expect.arrayContaining([
      expect.stringContaining("Scale it to 14"),
      "    Approve exactly plan 3c9e12? [y/N]",
    ]),
  );
  expect(prompt.lines().join("\n")).not.toContain("pitcrew approve");
  const said = drawn(2);
  keyboard.press("y");
  await said;

  expect(told).toEqual([["sha256:3c9e12", { is: "approve" }]]);
  expect(prompt.lines()).toEqual([KEYS, "  approve: heard"]);
});

test("a plan that has changed is asked about anew", async () => {
  const { prompt, keyboard, told } = world();
  await prompt.attend(runWith(["3c9e12"]));
  keyboard.press("a");

  await prompt.attend(runWith(["777777"]));
  keyboard.press("y");

  expect([prompt.lines(), told]).toEqual([[KEYS], []]);
});

test("an event that changes nothing for the approval leaves what is being written", async () => {
  const { prompt, keyboard } = world();
  await prompt.attend(runWith(["3c9e12"]));
  for (const key of "dnot") keyboard.press(key);

  await prompt.attend(runWith(["3c9e12"]));

  expect(prompt.lines()[0]).toBe("    Deny it, because: not_");
});

const KEYS = "    [a]pprove  [d]eny  [p]lan";

function world() {
  let hear: ((key: string) => void) | undefined;
  let draws: (() => void)[] = [];
  const told: [string, Deed][] = [];
  const prompt = openPrompt(
    {
      listen: (heard) => {
        hear = heard;
      },
      rest: () => {
        hear = undefined;
      },
    },
    {
      read: async () => approvalOf(latest),
      tell: async ({ digest }, deed) => {
        told.push([digest, deed]);
        return `${deed.is}: heard`;
      },
    },
    () => {
      for (const draw of draws) draw();
    },
  );
  return {
    prompt: {
      ...prompt,
      attend: (run: Pick<RunView, "pending">) => {
        latest = run.pending[0]?.plan ?? "";
        return prompt.attend(run);
      },
    },
    told,
    keyboard: { press: (key: string) => hear?.(key), isListening: () => hear !== undefined },
    /** When it has been drawn so often from now on. */
    drawn: (times: number) =>
      new Promise<void>((resolve) => {
        let left = times;
        draws = [() => --left === 0 && resolve()];
      }),
  };
}

let latest = "";

function runWith(plans: readonly string[]): Pick<RunView, "pending"> {
  return {
    pending: plans.map((plan) => {
      return { is: "approval", step: "scale", item: 0, about: "", until: null, choices: [], plan };
    }),
  };
}

function approvalOf(plan: string): ApprovalView {
  return {
    run: RUN,
    playbook: "queue-backlog",
    version: "1.4.0",
    step: "scale",
    plan,
    digest: `sha256:${plan}`,
    why: "The queue grows",
    effects: [
      { phase: "run", effect: "idempotent", does: "Scale it to 14", targets: [], change: null },
    ],
    risk: "low",
    isReversible: true,
    check: null,
    by: ["platform"],
    count: 1,
    votes: [],
    asked: "2026-11-21T03:00:00Z",
    expires: "2026-11-21T03:15:00Z",
    onExpire: "stop",
    owner: "platform",
  };
}
