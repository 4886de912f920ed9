import { describe, expect, test } from "vitest";
import type { Arrival } from "./arrival.ts";
import { rememberAll } from "./memory.ts";

const PLACE = { target: "cart", key: "r-1/restart/0/run" };

describe("what can be seen of an effect from outside", () => {
  test("is nothing before it is asked for", () => {
    expect(rememberAll([]).look(PLACE)).toEqual({ effects: 0, effect: 0, isUnderWay: false });
  });

  test("is that somebody is at it, until it is complete", () => {
    const memory = rememberAll([]);
    memory.begin(PLACE);
    expect(memory.look(PLACE)).toEqual({ effects: 0, effect: 0, isUnderWay: true });
    memory.keep(arrival({ number: 7 }));
    memory.end(PLACE);
    expect(memory.look(PLACE)).toEqual({ effects: 1, effect: 7, isUnderWay: false });
  });

  test("is known again after a restart, and repeats count for nothing", () => {
    const memory = rememberAll([arrival({ number: 1 }), arrival({ number: 2, was: "repeated" })]);
    expect(memory.look(PLACE)).toMatchObject({ effects: 1, effect: 1 });
  });

  test("counts all effects on a target, whoever asked for them", () => {
    const memory = rememberAll([arrival({ number: 1 }), arrival({ number: 2, key: "another" })]);
    expect(memory.look({ ...PLACE, key: "mine" })).toMatchObject({ effects: 2, effect: 0 });
  });
});

function arrival(more: Partial<Arrival>): Arrival {
  return {
    number: 1,
    ...PLACE,
    was: "applied",
    isKeyed: true,
    run: "r-1",
    step: "restart",
    attempt: 1,
    digest: "sha256:1",
    started: 1,
    ended: 2,
    answer: "success",
    ...more,
  };
}
