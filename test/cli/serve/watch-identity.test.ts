import { beforeEach, describe, expect, test } from "vitest";
import { type Watch, watchIdentity } from "../../../src/cli/serve/watch-identity.ts";
import { type FakeClock, fakeClock } from "../../engine/fake-clock.ts";

const SECOND = 1_000;

describe("after a connection broke", () => {
  let clock: FakeClock;
  let watch: Watch;
  let answers: (string | Error)[];
  let seen: string[];

  beforeEach(() => {
    clock = fakeClock();
    answers = [];
    seen = [];
    watch = watchIdentity({
      look: async () => {
        const answer = answers.shift() ?? "nobody asked for this look";
        if (answer instanceof Error) throw answer;
        return answer;
      },
      onSeen: (answer) => seen.push(answer),
      clock,
      pauseMs: SECOND,
    });
  });

  test("whoever answers next is looked at once, however many connections broke", async () => {
    answers = ["another server"];

    for (let broken = 0; broken < 5; broken++) watch.onBroken();
    await clock.pass(10 * SECOND);

    expect(seen).toEqual(["another server"]);
  });

  test("a server that is still away is asked again until it answers", async () => {
    answers = [new Error("away"), new Error("starting up"), "the same server"];

    expect(watch.isSure()).toBe(true);
    watch.onBroken();
    await clock.pass(2 * SECOND);
    expect([seen, watch.isSure()]).toEqual([[], false]);

    await clock.pass(SECOND);
    expect([seen, watch.isSure()]).toEqual([["the same server"], true]);
  });

  test("the next break is looked into as well", async () => {
    answers = ["first", "second"];

    watch.onBroken();
    await clock.pass(SECOND);
    watch.onBroken();
    await clock.pass(SECOND);

    expect(seen).toEqual(["first", "second"]);
  });

  test("nobody looks any more once it was stopped", async () => {
    watch.onBroken();
    watch.stop();
    await clock.pass(10 * SECOND);
    watch.onBroken();
    await clock.pass(10 * SECOND);

    expect(seen).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});
