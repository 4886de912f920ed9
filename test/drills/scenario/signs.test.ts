import { expect, test } from "vitest";
import { FAULTS } from "../../../src/drills/range/faults/all.ts";
import { SIGNS } from "../../../src/drills/scenario/signs.ts";
import { whenTrue } from "../../../src/drills/scenario/when-true.ts";
import { rangeForTests } from "../range/range-for-tests.ts";

test("every fault has signs, and what nothing quick mends is never mended", () => {
  expect([...SIGNS.keys()].toSorted()).toEqual(FAULTS.map(({ name }) => name).toSorted());
  const hopeless = FAULTS.filter(({ remedy }) => remedy === null).map(({ name }) => name);
  const never = [...SIGNS].filter(([, { isMended }]) => isMended === null).map(([name]) => name);
  expect(never.toSorted()).toEqual(hopeless.toSorted());
});

test.each(FAULTS.map((fault) => [fault.name, fault] as const))(
  "%s shows after it has come, and is not mended while nobody does anything",
  async (name, fault) => {
    const { system } = await rangeForTests();
    const signs = SIGNS.get(name);
    if (signs === undefined) throw new Error(`${name} has no signs`);

    const subject = await fault.breakIt(system);

    const never = new AbortController().signal;
    expect(await whenTrue(system, () => signs.shows(system, subject), never)).toBe(true);
    if (name.startsWith("backlog")) return; // it goes by itself as soon as less comes in
    expect(await signs.isMended?.(system, subject)).not.toBe(true);
  },
);
