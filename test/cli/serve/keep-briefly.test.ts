import { describe, expect, test } from "vitest";
import { keepBriefly } from "../../../src/cli/serve/keep-briefly.ts";

function world() {
  let now = 0;
  let looks = 0;
  let fails = false;
  const find = keepBriefly(
    1_000,
    async () => {
      looks += 1;
      if (fails) throw new Error("it is not there");
      return looks;
    },
    () => now,
  );
  return {
    find,
    pass: (ms: number) => {
      now += ms;
    },
    breakIt: (broken: boolean) => {
      fails = broken;
    },
    looks: () => looks,
  };
}

describe("what is kept briefly", () => {
  test("is looked at once by all who ask in its time, and anew after it", async () => {
    const { find, pass } = world();

    expect(await Promise.all([find(), find()])).toEqual([1, 1]);
    pass(999);
    expect(await find()).toBe(1);
    pass(1);
    expect(await find()).toBe(2);
  });

  test("is looked at anew after a failure, which all hear who asked with it", async () => {
    const { find, breakIt, looks } = world();
    breakIt(true);

    const asked = await Promise.allSettled([find(), find()]);
    expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(looks()).toBe(1);

    breakIt(false);
    expect(await find()).toBe(2);
  });
});
