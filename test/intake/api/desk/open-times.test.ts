import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openTimes } from "../../../../src/intake/api/desk/open-times.ts";
import type { RecordedEvent } from "../../../../src/ports/run-store.ts";
import { Driver, SECOND, programOf, read } from "../../../engine/machine/driver.ts";
import { life, liveThrough } from "../../../engine/machine/random-life.ts";

describe("the times of a run's steps", () => {
  test("are those at which each began and ended", async () => {
    const driver = new Driver(programOf([read("one"), read("two")]));
    driver.pass(SECOND).succeed("one");
    driver.pass(SECOND);
    const { store, program } = record(driver);

    const times = await openTimes(store)(RUN, program);

    expect(Object.fromEntries(times)).toEqual({
      one: { began: 0, ended: SECOND },
      two: { began: SECOND, ended: null },
    });
  });

  test("are the same whether a run is looked at once or all along", async () => {
    await fc.assert(
      fc.asyncProperty(life, async (each) => {
        const { store, program, showUpTo, length } = record(liveThrough(each, () => undefined));
        const watching = openTimes(store);
        for (let seq = 1; seq < length; seq++) {
          showUpTo(seq);
          await watching(RUN, program);
        }
        showUpTo(length);

        expect(await watching(RUN, program)).toEqual(await openTimes(store)(RUN, program));
      }),
    );
  });

  test("need nothing of the record but what is new since the last look", async () => {
    const driver = new Driver(programOf([read("one")]));
    driver.pass(SECOND);
    const { store, program, asked } = record(driver);
    const timesOf = openTimes(store);

    for (let look = 0; look < 3; look++) await timesOf(RUN, program);

    expect(asked).toEqual([0, 2, 2]);
  });

  test("are kept for runs that were looked at lately alone", async () => {
    const { store, program, asked } = record(new Driver(programOf([read("one")])));
    const timesOf = openTimes(store);

    await timesOf(RUN, program);
    for (let run = 0; run < 100; run++) await timesOf(`r-${run}`, program);
    await timesOf(RUN, program);

    expect(asked.at(-1)).toBe(0);
  });
});

const RUN = "watched";

/** A record that can be read, and how it was. */
function record({ program, started, events }: Driver) {
  const all = [started, ...events].map((event, index) => recordedAt(event, index + 1));
  let shown = all.length;
  const asked: number[] = [];
  const history = async (_run: string, after = 0): Promise<readonly RecordedEvent[]> => {
    asked.push(after);
    return all.slice(after, shown);
  };
  const showUpTo = (seq: number): void => {
    shown = seq;
  };
  return { store: { history }, program, asked, showUpTo, length: all.length };
}

function recordedAt(event: RecordedEvent["event"], seq: number): RecordedEvent {
  const said = { actor: "ann", surface: "test" };
  const entry = { ...said, subject: "run:r-1", seq, at: 0, kind: "", body: "", prev: "", hash: "" };
  return { event, notes: [], ...said, entry };
}
