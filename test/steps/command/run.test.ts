import { describe, expect, test } from "vitest";
import type { CommandAnswer, Commands } from "../../../src/ports/command.ts";
import type { Failure } from "../../../src/model/failure.ts";
import { commandRun } from "../../../src/steps/command/run.ts";
import { exerciseStepKind } from "../../contract/step-kind.ts";
import { useRecorders } from "./world.ts";

const startRecorder = useRecorders();

const params = commandRun.params.parse(commandRun.example);
const attempt = { run: "r-1", step: "requeue", key: "r-1/requeue", number: 1 };
const live = new AbortController().signal;

describe("command.run", () => {
  exerciseStepKind(commandRun, {
    filled: {
      connection: "tools",
      program: "requeue",
      arguments: ["--queue={queue}", "{task}"],
      slots: { queue: "orders", task: "t-1" },
      input: "a line",
    },
    startWorld: async (given, mood) => {
      const { commands, received } = startRecorder("once", mood);
      const [program, input] = [given.program, given.input];
      return {
        needs: { commands: () => commands },
        received: () =>
          received.map((seen) => ({
            ...given,
            slots: { queue: seen.arguments[0]?.slice("--queue=".length), task: seen.arguments[1] },
            input: seen.input,
          })),
        done: () =>
          received.map((seen) => ({
            program,
            arguments: seen.arguments,
            ...(input !== undefined && { input: seen.input }),
          })),
      };
    },
  });

  test("shows the approver each argument by itself", () => {
    expect(commandRun.describe(params)).toBe('Run requeue of tools with ["--queue=orders"]');
    expect(commandRun.describe({ ...params, arguments: [] })).toBe("Run requeue of tools");
  });

  test("locks the program, so that it does not run twice at a time", () => {
    expect(commandRun.targets(params)).toEqual(["command/tools/requeue"]);
  });

  test("may be repeated after a lost answer where the operator says that this does no harm", async () => {
    const { commands } = startRecorder("idempotent", "hangs_up");

    const result = await commandRun.run(params, { commands: () => commands }, attempt, live);

    expect(result).toMatchObject({ ok: false, failure: { code: "E303", retry: "later" } });
  });

  test("reads what the program wrote as JSON when asked to", async () => {
    const { commands } = startRecorder("once", "answers");

    const result = await commandRun.run(
      { ...params, output: "json" },
      { commands: () => commands },
      attempt,
      live,
    );

    expect(result).toMatchObject({ ok: true, output: { data: { depth: 7 }, stdout: "" } });
  });

  test.each<[string, CommandAnswer, Partial<Failure>]>([
    ["is not listed", neverStarted("not_listed"), { code: "E610", retry: "never" }],
    ["cannot be made ready", neverStarted("not_ready"), { code: "E610", retry: "never_left" }],
    ["cannot be run", neverStarted("not_executable"), { code: "E610", retry: "never_left" }],
    ["takes too long", killed("timed_out"), { code: "E605", retry: "never" }],
    ["ends badly", ended(4, "no such queue"), { code: "E611", detail: "no such queue" }],
  ])("fails when the program %s", async (_what, answer, failure) => {
    expect(await resultOf(answer)).toMatchObject({ ok: false, failure });
  });

  test("takes another exit code for success when the playbook says so", async () => {
    const result = await resultOf(ended(4, ""), { expect: [0, 4] });

    expect(result).toMatchObject({ ok: true, output: { exit: 4 } });
  });

  test("does not read as JSON what is none, or what is not complete", async () => {
    const json = { output: "json" } as const;
    const cut = { ...ended(0, ""), stdout: { text: "[]", leftOut: 9 } };

    expect(await resultOf(ended(0, ""), json)).toMatchObject({ failure: { code: "E305" } });
    expect(await resultOf(cut, json)).toMatchObject({
      failure: { code: "E604", message: expect.stringContaining("9 bytes") },
    });
  });

  test.each([
    ["an option that its author did not write", { task: "--force" }, "must not start with -"],
    ["the end of an argument", { task: "a\0b" }, "NUL"],
    ["nothing", {}, "needs a value for {task}"],
    ["a slot too many", { task: "t-1", other: "x" }, "is not a {other}"],
  ])("refuses %s", (_what, slots, message) => {
    const parsed = commandRun.params.safeParse({
      connection: "tools",
      program: "requeue",
      arguments: ["{task}"],
      slots,
    });

    expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
  });

  test("takes a value that starts with a dash where the argument is an option anyway", () => {
    const parsed = commandRun.params.safeParse({
      connection: "tools",
      program: "requeue",
      arguments: ["--after={count}", "-{flag}"],
      slots: { count: "-5", flag: "-v" },
    });

    expect(parsed.success).toBe(true);
  });
});

async function resultOf(answer: CommandAnswer, more: Partial<typeof params> = {}) {
  const commands: Commands = {
    classOf: () => "once",
    probeOf: () => undefined,
    run: async () => answer,
  };
  return commandRun.run({ ...params, ...more }, { commands: () => commands }, attempt, live);
}

function neverStarted(why: Extract<CommandAnswer, { is: "never_started" }>["why"]): CommandAnswer {
  return { is: "never_started", why, detail: "why" };
}

function killed(why: "timed_out" | "aborted"): CommandAnswer {
  return { is: "killed", why, after: "2s", ...written("") };
}

function ended(exit: number, complaint: string) {
  return { is: "ended", exit, ...written(complaint) } as const;
}

function written(complaint: string) {
  return { stdout: { text: "", leftOut: 0 }, stderr: { text: complaint, leftOut: 0 } };
}
