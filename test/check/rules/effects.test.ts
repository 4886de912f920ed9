import { describe, expect, test } from "vitest";
import { effects } from "../../../src/check/rules/effects.ts";
import { judge } from "./playbook-from.ts";
import { SMALL_WORLD } from "./world-of.ts";

describe("effects", () => {
  test("may be declared stricter than the kind's", () => {
    expect(judge(effects, step("kind: test.scale, timeout: 1m, effect: once"))).toEqual([]);
  });

  test("may not be declared looser", () => {
    expect(
      judge(effects, step("kind: test.reset, undo: none, timeout: 1m, effect: idempotent")),
    ).toEqual(["E132 steps.0.effect"]);
  });

  test("that happen once are not retried", () => {
    expect(
      judge(effects, step("kind: test.reset, undo: none, timeout: 1m, retry: { max: 2 }")),
    ).toEqual(["E131 steps.0.retry"]);
    expect(
      judge(effects, step("kind: test.scale, effect: once, timeout: 1m, retry: { max: 2 }")),
    ).toEqual(["E131 steps.0.retry"]);
  });

  test("without an undo say so", () => {
    expect(judge(effects, step("kind: test.reset, timeout: 1m"))).toEqual(["E133 steps.0.id"]);
    expect(judge(effects, step("kind: test.reset, timeout: 1m, undo: none"))).toEqual([]);
  });

  test("are not taken back by looking", () => {
    expect(
      judge(effects, step("kind: test.reset, timeout: 1m, undo: { kind: test.workload }")),
    ).toEqual(["E133 steps.0.undo.kind"]);
  });

  test("are not taken back by telling people", () => {
    const undo = "undo: { kind: slack.post, with: { to: slack/ops, text: help } }";
    expect(judge(effects, step(`kind: test.reset, timeout: 1m, ${undo}`))).toEqual([
      "E133 steps.0.undo.kind",
    ]);
  });

  test("without a time-out of their own are pointed out", () => {
    expect(judge(effects, step("kind: test.scale"))).toEqual(["E110 steps.0.id"]);
  });
});

function step(fields: string): string {
  return `steps: [{ id: a, ${fields} }]`;
}

describe("a call whose other side knows repeats", () => {
  const call = (connection: string) =>
    step(
      `kind: http.call, undo: none, timeout: 1m, retry: { max: 2 }, with: { connection: ${connection} }`,
    );

  test("may be tried again", () => {
    expect(judge(effects, call("keyed-api"), SMALL_WORLD)).toEqual([]);
  });

  test("may not through a connection that makes no such promise", () => {
    expect(judge(effects, call("queue-api"), SMALL_WORLD)).toEqual(["E131 steps.0.retry"]);
  });
});
