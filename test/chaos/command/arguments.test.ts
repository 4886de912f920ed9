import { describe, expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

const KNOWN = ["kill-boundaries", "race"];

describe("the arguments of an experiment", () => {
  test("mean all experiments, short and with the seed of the day, when there are none", () => {
    expect(readArguments([], KNOWN)).toEqual({
      ok: true,
      wanted: {
        names: [],
        seed: undefined,
        n: undefined,
        isLong: false,
        isJson: false,
        isHelp: false,
        state: undefined,
      },
    });
  });

  test("name experiments, how often, and which luck", () => {
    const words = ["race", "--seed", "7", "--n", "50", "--long", "--json", "--state", "/tmp/here"];

    expect(readArguments(words, KNOWN)).toMatchObject({
      wanted: { names: ["race"], seed: 7, n: 50, isLong: true, isJson: true, state: "/tmp/here" },
    });
  });

  test.each([
    [["nothing"], 'There is no experiment "nothing"'],
    [["--seed", "x"], "--seed is a number from 1 on"],
    [["--n", "0"], "--n is a number from 1 on"],
    [["--unknown"], "--unknown"],
  ])("%j are refused in words", (words, because) => {
    expect(readArguments(words, KNOWN)).toEqual({
      ok: false,
      because: expect.stringContaining(because),
    });
  });
});
